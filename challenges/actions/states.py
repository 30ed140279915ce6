"""How far it has come, and what was decided in the end."""

from __future__ import annotations

from accounts.models import Person
from contributions.door import Act, action

from .. import states
from ..access import demand_may_write
from ..errors import BriefIncomplete, StateNotNext
from ..models import Challenge
from ..verbs import AboutChallenge, ByLanguage, ChallengeMoved
from .base import locked, say


@action
def move_challenge(act: Act, *, challenge: Challenge, state: str, by: Person) -> Challenge:
    """Open, in session, closed. Publishing opens a draft, an answer ends a closed one."""
    demand_may_write(by, challenge)
    row = locked(challenge)
    by_other_means = row.state == states.DRAFT or state == states.ANSWERED
    if by_other_means or not states.may_become(row.state, state):
        raise StateNotNext
    row.state = state
    row.save(update_fields=["state"])
    say(act, row, "challenge_moved", by, ChallengeMoved(row.hex, state))
    return row


@action
def answer_challenge(
    act: Act, *, challenge: Challenge, texts: dict[str, str], by: Person
) -> Challenge:
    """Say what was decided, in one language or more; said again, it is said better."""
    demand_may_write(by, challenge)
    row = locked(challenge)
    if row.state not in (states.CLOSED, states.ANSWERED):
        raise StateNotNext
    said = {language: text.strip() for language, text in texts.items() if text.strip()}
    if not said:
        raise BriefIncomplete
    row.state, row.decision = states.ANSWERED, said
    row.answered_at = row.answered_at or act.now
    row.save(update_fields=["state", "decision", "answered_at"])
    say(act, row, "challenge_answered", by, AboutChallenge(row.hex), ByLanguage(said))
    return row
