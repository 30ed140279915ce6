"""Who gets what at every door: two tables declared by hand, and the world in which each is tried.

`routes.txt` has a line for every REST route and method, `operations.txt` one for every message and
operation of the board's socket. Each line says, role by role, what the answer is: for an object of
our own, for another team's, and for one that is not there. Another lab's object must be answered as
one that is not there, to the letter; so must any id that belongs somewhere else (a note of board A
under board B, a question of challenge A under challenge B).

**A new route or operation needs its line here before `make test` is green again**:

1. Add its line to `routes.txt` (or `operations.txt`). Every role has a cell; there is no default.
2. If it takes a body, say in `bodies.py` what a page sends: `things` gives the ids.
3. If it names a kind of object that nobody named before, add that to `world.Things` for both labs.
"""
