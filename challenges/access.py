"""May she? Who posts, opens and reads a challenge."""

from __future__ import annotations

from typing import Final

from accounts import access
from accounts.models import Lab, Person

from .models import Challenge

MAY_POST: Final = frozenset({"administrator", "facilitator", "owner"})


def demand_may_post(person: Person | None, lab: Lab) -> None:
    """Raises unless she may bring a challenge into this lab."""
    access.demand_role(person, lab, MAY_POST)


def may_read(person: Person, challenge: Challenge, roles: frozenset[str]) -> bool:
    """Open ones are read by everybody in the lab; drafts and confidential ones by a few."""
    if person.lab_id != challenge.lab_id:
        return False
    if challenge.owner_id == person.pk or roles & access.FACILITATORS:
        return True
    published = challenge.state != Challenge.State.DRAFT
    return published and challenge.ip_policy != Challenge.Terms.NDA
