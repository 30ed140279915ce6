"""What the actions on challenges share."""

from __future__ import annotations

from accounts.actions import lab_stream
from accounts.models import Person
from common.wire import Wire
from contributions.door import SERVER, Act

from ..models import Challenge


def say(
    act: Act,
    challenge: Challenge,
    verb: str,
    by: Person | None,
    facts: Wire,
    words: Wire | None = None,
) -> None:
    """Append to the stream of the challenge's lab."""
    act.append(
        lab_stream(challenge.lab),
        verb,
        actor=by.actor if by else SERVER,
        facts=facts,
        words=words,
        context={"lab": challenge.lab.hex, "challenge": challenge.hex},
    )


def locked(challenge: Challenge) -> Challenge:
    """Its row as it is now, until the commit."""
    rows = Challenge.objects.in_lab(challenge.lab_id).select_for_update(of=("self",))
    return rows.select_related("lab").get(pk=challenge.pk)
