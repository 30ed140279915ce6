"""What somebody said about challenges, forgotten when she asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from accounts.actions import lab_stream
from accounts.models import Lab
from contributions import journal
from contributions.door import SERVER, Act, action

from .. import states
from ..models import Challenge, Interest, NamedPerson, Question, TermsAccepted
from ..verbs import SaidForgotten

#: a line of the journal about what one person said in one lab
JOURNAL_KIND: Final = "challenges_said"
EMPTY: Final = {"title": "", "problem": ""}


@action
def forget_said(
    act: Act, *, lab: Lab, person: str, whole: bool, by: str, journalled: bool = True
) -> int:
    """Blank what she asked, answered and had not published: how many rows that were.

    `whole`: and take away where she is named, what she would work on, and what she agreed to. What
    was published stays: it is the lab's. `journalled` is False where a journal is worked off.
    """
    hanging = [rows for rows in _hanging(lab, person) if whole and rows.exists()]
    said = [(rows, blank) for rows, blank in _said(lab, person) if rows.exists()]
    drafts = [one for one in _drafts(lab, person) if _is_begun(one)]
    if not hanging and not said and not drafts:
        return 0
    if journalled:
        journal.note(act, JOURNAL_KIND, {"lab": lab.hex, "person": person, "whole": whole})
    gone = sum(rows.update(**blank) for rows, blank in said)
    gone += sum(rows.delete()[0] for rows in hanging)
    for draft in drafts:
        _blank(draft)
    act.append(
        lab_stream(lab),
        "said_forgotten",
        actor=by,
        facts=SaidForgotten(person, whole),
        context={"lab": lab.hex},
    )
    return gone + len(drafts)


def declare() -> None:
    """Say how an erasure is made again in a restored database."""
    journal.register(JOURNAL_KIND, _again)


def _again(act: Act, about: journal.Data) -> journal.Lost:
    lab = Lab.objects.filter(pk=about["lab"]).first()
    if lab is not None:
        whole = about["whole"]
        forget_said(lab=lab, person=about["person"], whole=whole, by=SERVER, journalled=False)
    return set()


def _said(lab: Lab, person: str) -> Iterator[tuple[QuerySet[Any], dict[str, Any]]]:
    """What she said, and what is left of it."""
    asked = Question.objects.in_lab(lab)
    hers = Challenge.objects.in_lab(lab).filter(owner=UUID(person))
    yield asked.filter(asker=person).exclude(text=""), {"text": ""}
    yield asked.filter(answerer=person).exclude(answer=""), {"answer": ""}
    yield hers.exclude(state=states.DRAFT).exclude(draft=None), {"draft": None}


def _drafts(lab: Lab, person: str) -> QuerySet[Challenge]:
    return Challenge.objects.in_lab(lab).filter(owner=UUID(person), state=states.DRAFT)


def _is_begun(draft: Challenge) -> bool:
    return bool(draft.sector or draft.criteria) or any(
        text != EMPTY for text in draft.texts.values()
    )


def _blank(draft: Challenge) -> None:
    """A challenge that nobody has read yet is left without a word."""
    draft.texts = dict.fromkeys(draft.texts, EMPTY)
    draft.sector, draft.criteria = "", []
    draft.revision += 1
    draft.save(update_fields=["texts", "sector", "criteria", "revision"])


def _hanging(lab: Lab, person: str) -> Iterator[QuerySet[Any]]:
    for kind in (Interest, NamedPerson, TermsAccepted):
        yield kind.objects.in_lab(lab).filter(person=person)
