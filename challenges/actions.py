"""The only place that writes challenges."""

from __future__ import annotations

import msgspec

from accounts.actions import lab_stream
from accounts.models import Lab, Person
from contributions.door import SERVER, Act, action

from .access import demand_may_post
from .briefs import Brief
from .errors import BriefIncomplete, ChallengeNotOpen, SlugTaken
from .models import Challenge


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
    """Bring a problem into the lab, as a draft."""
    demand_may_post(by, lab)
    if not texts or not all(brief.is_complete for brief in texts.values()):
        raise BriefIncomplete
    if Challenge.objects.in_lab(lab).filter(slug=slug).exists():
        raise SlugTaken
    challenge = Challenge.objects.create(
        lab=lab,
        slug=slug,
        sector=sector,
        owner=owner,
        ip_policy=Challenge.Terms(ip_policy),
        texts=msgspec.to_builtins(texts),
        posted_at=act.now,
    )
    act.append(
        lab_stream(lab),
        "challenge_posted",
        actor=by.actor if by else SERVER,
        facts={
            "challenge": challenge.hex,
            "owner": owner.hex if owner else None,
            "ip_policy": challenge.ip_policy,
        },
        words={"texts": texts},
        context={"lab": lab.hex, "challenge": challenge.hex},
    )
    return challenge


@action
def open_challenge(act: Act, *, challenge: Challenge, by: Person | None) -> None:
    """Let everybody in the lab read it and work on it."""
    demand_may_post(by, challenge.lab)
    drafts = Challenge.objects.in_lab(challenge.lab_id).filter(pk=challenge.pk)
    opened = drafts.filter(state=Challenge.State.DRAFT).update(
        state=Challenge.State.OPEN, opened_at=act.now
    )
    if not opened:
        raise ChallengeNotOpen
    challenge.refresh_from_db()
    act.append(
        lab_stream(challenge.lab),
        "challenge_opened",
        actor=by.actor if by else SERVER,
        facts={"challenge": challenge.hex},
        context={"lab": challenge.lab.hex, "challenge": challenge.hex},
    )
