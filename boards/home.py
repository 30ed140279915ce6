"""What goes on in a lab now, what waits for somebody, and what happened lately: one answer.

All of it is read through what she may read anyway: the boards she may open, the challenges whose
brief she may read. What is for others has no part in any figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from accounts import access as people
from accounts.models import Person
from challenges import access as challenge_access
from challenges import queries as challenges
from challenges.models import Challenge, Question

from . import here, queries
from .models import Board

#: How much of what happened is told.
LATELY: Final = 8

_STATE = Challenge.State
_UNDER_WAY: Final = frozenset({_STATE.OPEN, _STATE.IN_SESSION})

Line = dict[str, Any]


def home(person: Person, language: str, now: datetime) -> Line:
    """Everything her first page shows."""
    boards = queries.boards_of(person)
    on_now = here.people_on([board["id"] for board in boards], now)
    readable = challenges.readable(person)
    asked = _questions(readable)
    lines = {one.pk: _line(one, language) for one in readable}
    roles = people.roles(person)
    hers = {one.pk for one in readable if challenge_access.may_write(person, one, roles)}
    return {
        "boards": [board | {"here": on_now.get(board["id"], 0)} for board in boards],
        "challenges": list(lines.values()),
        "waiting": list(_waiting(readable, hers, asked)),
        "lately": _lately(readable, asked, [UUID(board["id"]) for board in boards]),
    }


def _line(challenge: Challenge, language: str) -> Line:
    brief, spoken = challenges.shown(challenge, language)
    return {
        "id": challenge.hex,
        "title": brief.title,
        "language": spoken,
        "state": challenge.state,
        "version": challenge.version,
    }


def _questions(readable: list[Challenge]) -> list[Question]:
    """What was asked about those she reads."""
    asked = Question.objects.across_labs().filter(challenge__in=readable)
    return list(asked.order_by("asked_at"))


def _waiting(readable: list[Challenge], hers: set[UUID], asked: list[Question]) -> Iterator[Line]:
    """What she can do next, the most pressing first: people wait for an answer."""
    open_questions = Counter(one.challenge_id for one in asked if not one.answer)
    mine = [one for one in readable if one.pk in hers]
    for one in mine:
        if open_questions[one.pk] and one.state != _STATE.DRAFT:
            yield _wait("answer", one, open_questions[one.pk])
    for one in mine:
        if one.state == _STATE.CLOSED:
            yield _wait("decide", one)
    for one in mine:
        if one.state == _STATE.DRAFT:
            yield _wait("publish", one)
        elif one.draft is not None and one.state != _STATE.ANSWERED:
            yield _wait("publish_changes", one)
    for one in readable:
        if one.pk not in hers and one.state in _UNDER_WAY:
            yield _wait("read", one)


def _wait(what: str, challenge: Challenge, count: int = 1) -> Line:
    return {"what": what, "challenge": challenge.hex, "count": count}


def _lately(readable: list[Challenge], asked: list[Question], boards: list[UUID]) -> list[Line]:
    """The newest first."""
    opened = Board.objects.across_labs().filter(pk__in=boards).order_by("-opened_at")[:LATELY]
    happened = [
        *_of_challenges(readable),
        *(
            _event("answered", one.answered_at, challenge=one.challenge_id)
            for one in asked
            if one.answered_at and one.answer
        ),
        *(_event("board_opened", board.opened_at, board=board.pk) for board in opened),
    ]
    return sorted(happened, key=lambda event: event["at"], reverse=True)[:LATELY]


def _of_challenges(readable: list[Challenge]) -> Iterator[Line]:
    for one in readable:
        if one.opened_at and one.state != _STATE.DRAFT:
            yield _event("published", one.opened_at, challenge=one.pk)
        if one.answered_at:
            yield _event("decided", one.answered_at, challenge=one.pk)


def _event(
    what: str, at: datetime, *, challenge: UUID | None = None, board: UUID | None = None
) -> Line:
    return {
        "what": what,
        "at": at,
        "challenge": challenge.hex if challenge else None,
        "board": board.hex if board else None,
    }
