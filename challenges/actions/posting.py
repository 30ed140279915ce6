"""Bringing a problem into the lab."""

from __future__ import annotations

import msgspec
from django.utils.text import slugify

from accounts.models import Lab, Person
from common.ids import random_id
from contributions.door import Act, action

from .. import queries
from ..access import demand_may_post
from ..briefs import Brief
from ..errors import BriefIncomplete, ChallengeNotOpen, SlugTaken
from ..models import Challenge
from ..verbs import AboutChallenge, BriefTexts, ChallengePosted
from .base import locked, say
from .writing import put_version


@action
def begin_challenge(act: Act, *, lab: Lab, title: str, language: str, by: Person) -> Challenge:
    """A draft with nothing but a title; whoever begins it is its owner."""
    demand_may_post(by, lab)
    slug = f"{slugify(title)[:50] or 'challenge'}-{random_id()[:6]}"
    return _post(act, lab, by, slug, {language: Brief(title, "")}, Challenge.Terms.OPEN, by)


@action
def post_challenge(
    act: Act,
    *,
    lab: Lab,
    slug: str,
    texts: dict[str, Brief],
    ip_policy: str,
    by: Person | None,
    owner: Person | None = None,
    sector: str = "",
) -> Challenge:
    """Bring a problem that is written already into the lab, as a draft."""
    demand_may_post(by, lab)
    if not texts or not all(brief.is_complete for brief in texts.values()):
        raise BriefIncomplete
    if Challenge.objects.in_lab(lab).filter(slug=slug).exists():
        raise SlugTaken
    return _post(act, lab, by, slug, texts, Challenge.Terms(ip_policy), owner, sector)


def _post(
    act: Act,
    lab: Lab,
    by: Person | None,
    slug: str,
    texts: dict[str, Brief],
    ip_policy: Challenge.Terms,
    owner: Person | None,
    sector: str = "",
) -> Challenge:
    challenge = Challenge.objects.create(
        lab=lab,
        slug=slug,
        sector=sector,
        owner=owner,
        ip_policy=ip_policy,
        texts=msgspec.to_builtins(texts),
        posted_at=act.now,
        saved_at=act.now,
    )
    facts = ChallengePosted(challenge.hex, owner.hex if owner else None, ip_policy.value)
    say(act, challenge, "challenge_posted", by, facts, BriefTexts(texts))
    return challenge


@action
def open_challenge(act: Act, *, challenge: Challenge, by: Person | None) -> None:
    """Let those it is for read it and work on it."""
    demand_may_post(by, challenge.lab)
    row = locked(challenge)
    if row.state != Challenge.State.DRAFT:
        raise ChallengeNotOpen
    put_version(act, row, queries.working(row), by)
    challenge.refresh_from_db()
    say(act, challenge, "challenge_opened", by, AboutChallenge(challenge.hex))
