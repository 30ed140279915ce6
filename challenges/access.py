"""May she? Who posts, writes, opens and reads a challenge."""

from __future__ import annotations

from typing import Final

from accounts import access
from accounts.errors import OtherLab, RoleMissing
from accounts.models import Lab, Person

from . import states
from .models import Challenge

MAY_POST: Final = frozenset({"administrator", "facilitator", "owner"})


def demand_may_post(person: Person | None, lab: Lab) -> None:
    """Raises unless she may bring a challenge into this lab."""
    access.demand_role(person, lab, MAY_POST)


def may_write(person: Person | None, challenge: Challenge, roles: frozenset[str]) -> bool:
    """Its owner and the lab's facilitators write it, publish it, and answer for it."""
    if person is None or person.left_at is not None or person.lab_id != challenge.lab_id:
        return False
    return challenge.owner_id == person.pk or bool(roles & access.FACILITATORS)


def demand_may_write(person: Person | None, challenge: Challenge) -> None:
    """Raises unless she may. None stands for the installation itself."""
    if person is None:
        return
    if access.demand_member(person).lab_id != challenge.lab_id:
        raise OtherLab
    if not may_write(person, challenge, access.roles(person)):
        raise RoleMissing


def is_public(challenge: Challenge) -> bool:
    """May somebody read it who is not in the lab?"""
    return (
        states.is_published(challenge.state)
        and challenge.audience == Challenge.Audience.PUBLIC
        and not challenge.is_confidential
    )


def may_read(
    person: Person | None, challenge: Challenge, roles: frozenset[str], *, is_named: bool
) -> bool:
    """Published ones are read by whom they are for; drafts by those who write them."""
    if is_public(challenge) or may_write(person, challenge, roles):
        return True
    if person is None or person.left_at is not None or person.lab_id != challenge.lab_id:
        return False
    closed_circle = challenge.is_confidential or challenge.audience == Challenge.Audience.NAMED
    return states.is_published(challenge.state) and (is_named or not closed_circle)
