"""How far a challenge has come, and where it may go from there. Pure."""

from __future__ import annotations

from typing import Final

DRAFT, OPEN, IN_SESSION, CLOSED, ANSWERED = "draft", "open", "in_session", "closed", "answered"

#: state → where its people may take it. A draft opens by being published.
NEXT: Final[dict[str, tuple[str, ...]]] = {
    DRAFT: (OPEN,),
    OPEN: (IN_SESSION, CLOSED),
    IN_SESSION: (OPEN, CLOSED),
    CLOSED: (OPEN, ANSWERED),
    ANSWERED: (),
}

#: While teams can still work on it: they ask, and say that they would like to.
UNDER_WAY: Final = frozenset({OPEN, IN_SESSION})


def may_become(now: str, then: str) -> bool:
    """May its people take it there?"""
    return then in NEXT[now]


def is_published(state: str) -> bool:
    """Has anybody but its people been able to read it?"""
    return state != DRAFT


def may_be_edited(state: str) -> bool:
    """An answered one is history."""
    return state != ANSWERED
