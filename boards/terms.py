"""The terms of the challenge a board is about, as somebody who comes onto it meets them."""

from __future__ import annotations

from typing import Any

from challenges import actions as challenges
from challenges import queries
from common import clock

from . import rules
from .errors import NoTerms
from .queries import Seat
from .rules import row_of


def terms_of(seat: Seat, language: str) -> dict[str, Any]:
    """What she is asked, in words, and what she did about it; raises NoTerms where nothing is.

    `needed`: she may not write, or where it is `confidential` not read either, before she accepts.
    """
    about = seat.board.challenge
    if about is None:
        raise NoTerms
    here = rules.load(row_of(seat.board), [seat.person.hex], clock.now())
    given = queries.acceptance(seat.person, about)
    return queries.wording(about, language)._asdict() | {
        "board": seat.board.hex,
        "title": seat.board.title,
        "needed": seat.person.hex in here.unbound,
        "confidential": here.closed,
        "accepted_at": given.accepted_at if given else None,
    }


def accept(seat: Seat, *, policy: str, version: str, language: str) -> None:
    """She accepts what she was shown; raises NoTerms, or TermsChanged where it is not that now."""
    about = seat.board.challenge
    if about is None:
        raise NoTerms
    challenges.accept_terms(
        challenge=about, policy=policy, version=version, language=language, by=seat.person
    )
