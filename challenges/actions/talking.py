"""Questions to the owner with their answers, and who would like to work on it."""

from __future__ import annotations

from accounts.models import Person
from contributions.door import Act, action

from .. import queries, states
from ..access import demand_may_write
from ..errors import NotUnderWay
from ..models import Challenge, Interest, Question
from ..verbs import AboutPerson, AboutQuestion, Said
from .base import locked, say


@action
def ask_question(act: Act, *, challenge: Challenge, text: str, by: Person) -> Question:
    """Ask the owner something; every team sees it."""
    row = _under_way(challenge, by)
    asked = Question.objects.create(challenge=row, asker=by, text=text, asked_at=act.now)
    say(act, row, "question_asked", by, AboutQuestion(row.hex, asked.hex), Said(text))
    return asked  # type: ignore[no-any-return]  # of a manager for all that hangs on a challenge


@action
def answer_question(act: Act, *, question: Question, text: str, by: Person) -> None:
    """Answer it for every team; answered again, the later answer stands."""
    challenge = question.challenge
    demand_may_write(by, challenge)
    question.answer, question.answerer, question.answered_at = text, by, act.now
    question.save(update_fields=["answer", "answerer", "answered_at"])
    facts = AboutQuestion(challenge.hex, question.hex)
    say(act, challenge, "question_answered", by, facts, Said(text))


@action
def show_interest(act: Act, *, challenge: Challenge, by: Person) -> None:
    """Would like to work on it; saying it twice changes nothing."""
    row = _under_way(challenge, by)
    if Interest.objects.in_lab(row.lab_id).filter(challenge=row, person=by).exists():
        return
    Interest.objects.create(challenge=row, person=by, since=act.now)
    say(act, row, "interest_shown", by, AboutPerson(row.hex, by.hex))


@action
def withdraw_interest(act: Act, *, challenge: Challenge, by: Person) -> None:
    """Would rather not, after all."""
    mine = Interest.objects.in_lab(by.lab_id).filter(challenge=challenge, person=by)
    gone, _ = mine.delete()
    if gone:
        say(act, challenge, "interest_withdrawn", by, AboutPerson(challenge.hex, by.hex))


def _under_way(challenge: Challenge, by: Person) -> Challenge:
    """Its row, if she (of its lab) may still read it and it still goes on."""
    row = locked(challenge)
    queries.demand_reads_in_lab(by, row)
    if row.state not in states.UNDER_WAY:
        raise NotUnderWay
    return row
