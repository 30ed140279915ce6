"""Who was named to read it, and who opened what is confidential."""

from __future__ import annotations

from accounts.models import Person
from contributions.door import Act, action

from ..access import demand_may_write
from ..errors import UnknownChallenge
from ..models import Challenge, NamedPerson
from ..verbs import AboutPerson
from .base import say


@action
def name_reader(act: Act, *, challenge: Challenge, person: Person, by: Person) -> None:
    """Let somebody of the lab read it; naming her twice changes nothing."""
    demand_may_write(by, challenge)
    if person.lab_id != challenge.lab_id or person.left_at is not None:
        raise UnknownChallenge
    named = NamedPerson.objects.in_lab(challenge.lab_id)
    if named.filter(challenge=challenge, person=person).exists():
        return
    NamedPerson.objects.create(challenge=challenge, person=person, since=act.now)
    say(act, challenge, "reader_named", by, AboutPerson(challenge.hex, person.hex))


@action
def unname_reader(act: Act, *, challenge: Challenge, person: Person, by: Person) -> None:
    """She reads it no more, from this commit on."""
    demand_may_write(by, challenge)
    named = NamedPerson.objects.in_lab(challenge.lab_id)
    gone, _ = named.filter(challenge=challenge, person=person).delete()
    if gone:
        say(act, challenge, "reader_unnamed", by, AboutPerson(challenge.hex, person.hex))


@action
def note_opening(act: Act, *, challenge: Challenge, person: Person) -> None:
    """Say in the log that she opened a confidential brief."""
    say(act, challenge, "brief_opened", person, AboutPerson(challenge.hex, person.hex))
