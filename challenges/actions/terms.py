"""Agreeing to the terms of a challenge, and what ends that."""

from __future__ import annotations

from accounts.models import Person
from contributions.door import Act, action

from .. import channel, queries
from ..errors import TermsChanged
from ..models import Challenge, TermsAccepted
from ..terms import TEXTS
from ..verbs import AcceptedTerms
from .base import locked, say


@action
def accept_terms(
    act: Act, *, challenge: Challenge, policy: str, version: str, language: str, by: Person
) -> None:
    """She read these terms and agrees. Raises TermsChanged where they are others by now.

    `language` is the one they were shown in. Agreeing to the same twice changes nothing.
    """
    row = locked(challenge)
    text = TEXTS[row.ip_policy]
    if (policy, version) != (row.ip_policy, text.version):
        raise TermsChanged
    mine = TermsAccepted.objects.in_lab(row.lab_id).filter(challenge=row, person=by, ended_at=None)
    if queries.has_accepted(by, row):
        return
    mine.update(ended_at=act.now)
    shown = text.language(language)
    TermsAccepted.objects.create(
        challenge=row,
        person=by,
        policy=policy,
        version=version,
        language=shown,
        accepted_at=act.now,
    )
    facts = AcceptedTerms(row.hex, by.hex, policy, version, shown)
    say(act, row, "terms_accepted", by, facts)
    channel.tell(act, row)


def other_terms(act: Act, row: Challenge) -> None:
    """The challenge has other terms from now on: nobody agreed to them yet."""
    TermsAccepted.objects.in_lab(row.lab_id).filter(challenge=row, ended_at=None).update(
        ended_at=act.now
    )
    channel.tell(act, row)
