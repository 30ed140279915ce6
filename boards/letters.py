"""Who wrote which letter of a text, and the text without one person's letters. Pure.

A letter is hers who put it in: the Y client under which it came is lent to one person, and client 1
is the author of the item. What an undo brings back is still hers who wrote it first. See
docs/decisions/0007-whose-letters.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from pycrdt import Doc, Text

from . import updates
from .edits import NAME
from .splice import units
from .texts import BASE_CLIENT
from .updates import Place, Run, Update

#: one letter of the private use area stands for each unit while their order is found out
FIRST_MARK, MARKS = 0xE000, 6_400

Author = Callable[[int], str]


class History:
    """All units that were ever told of one text in its present epoch, deleted ones too."""

    def __init__(self) -> None:
        self.units: dict[Place, bytes] = {}
        self.deleted: set[Place] = set()
        #: a unit that an undo brought back → the one it was before
        self.restored: dict[Place, Place] = {}

    def hear(self, data: bytes) -> None:
        """An update of the text, or its document, in the order of the log."""
        update = updates.read(data)
        for span in update.deleted:
            self.deleted.update(_places(span.start, span.length))
        for run in update.runs:
            if run.text is not None:
                self._put(run)

    def _put(self, run: Run) -> None:
        units = updates.units_of([run])
        self.units |= units
        if run.right is None:
            return
        before = dict(zip(units, _places(run.right, run.length), strict=True))
        if all(self._gone(old, units[new]) for new, old in before.items()):
            self.restored |= before

    def _gone(self, place: Place, unit: bytes) -> bool:
        return place in self.deleted and self.units.get(place) == unit

    def first(self, place: Place) -> Place:
        """The unit as it was put in by hand."""
        while place in self.restored:
            place = self.restored[place]
        return place


def _places(start: Place, length: int) -> Iterator[Place]:
    return (Place(start.client, clock) for clock in range(start.clock, start.clock + length))


def clients_in(state: bytes) -> set[int]:
    """The Y clients whose units a document tells."""
    return {run.start.client for run in updates.read(state).runs if run.text is not None}


def in_order(state: bytes) -> list[tuple[Place, bytes]]:
    """The living units of a document as they stand in the text.

    The merge library alone knows the order: it is asked with each unit replaced by a mark.
    """
    known = updates.read(state)
    marks: dict[str, tuple[Place, bytes]] = {}
    runs = [_marked(run, marks) for run in known.runs]
    doc: Doc[Text] = Doc(client_id=BASE_CLIENT)
    doc.apply_update(updates.write(Update(runs, known.deleted)))
    return [marks[mark] for mark in str(doc.get(NAME, type=Text))]


def _marked(run: Run, marks: dict[str, tuple[Place, bytes]]) -> Run:
    if run.text is None:
        return run
    text = ""
    for place, unit in updates.units_of([run]).items():
        if len(marks) == MARKS:
            raise ValueError("a text longer than any may be")
        mark = chr(FIRST_MARK + len(marks))
        marks[mark] = place, unit
        text += mark
    return run._replace(text=text)


def without(state: bytes, history: History, author: Author, person: str) -> bytes | None:
    """A new document of the letters that others wrote, each under the number it was written under.

    None where nothing is left. `author` tells whose a number is.
    """
    kept = []
    for place, unit in in_order(state):
        first = history.first(place)
        if author(first.client) != person:
            kept.append((first.client, unit))
    if not kept:
        return None
    doc: Doc[Text] = Doc(client_id=BASE_CLIENT)
    doc.apply_update(updates.write(Update(_runs(kept), [])))
    return bytes(doc.get_update())


def _runs(letters: Iterable[tuple[int, bytes]]) -> list[Run]:
    """One run after the other, client by client as updates have them."""
    clocks: dict[int, int] = {}
    runs: list[Run] = []
    left: Place | None = None
    for client, group in groupby(letters, lambda letter: letter[0]):
        text = b"".join(unit for _, unit in group).decode("utf-16-le", "replace")
        length = units(text)
        start = Place(client, clocks.get(client, 0))
        runs.append(Run(start, length, text, left, None, None if left else NAME))
        clocks[client] = start.clock + length
        left = Place(client, start.clock + length - 1)
    return sorted(runs, key=lambda run: run.start)


def author_of(lent: Mapping[int, str], item_author: str) -> Author:
    """Whose a number is on this item."""
    return lambda client: item_author if client == BASE_CLIENT else lent.get(client, "")
