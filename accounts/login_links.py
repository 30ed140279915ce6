"""What a one-time link is worth at the moment somebody looks at it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from common.ids import token_hash

from . import access, queries
from .errors import LinkUnknown
from .models import Lab, LoginLink, Person, User


def may_reset(by: Person | None, user: User) -> bool:
    """Is `by` administrator in every lab where this log-in is somebody? None: the installation."""
    if by is None:
        return True
    labs = {person.lab_id for person in queries.people_of_user(user)}
    return labs <= _administered(by)


def _administered(by: Person) -> set[UUID]:
    """The labs in which the human who is `by` is an administrator."""
    same = queries.people_of_user(by.user) if by.user else [by]
    return {one.lab_id for one in same if access.roles(one) & access.ADMINISTRATORS}


def holds(link: LoginLink) -> bool:
    """Could its maker still make it? A link outlives nobody's rights."""
    by = link.made_by
    if by is not None and not access.roles(by) & access.ADMINISTRATORS:
        return False
    if link.kind == LoginLink.Kind.INVITATION:
        return True
    person = link.person
    if person is None or person.user is None or person.left_at is not None:
        return False
    return may_reset(by, person.user)


def demand(secret: str, kind: LoginLink.Kind | None, now: datetime) -> LoginLink:
    """The link with this secret (of this kind) if it is good now; raises LinkUnknown otherwise.

    Wrong, used, expired, withdrawn, its maker gone: one answer, so that it tells nobody which.
    """
    links = LoginLink.objects.across_labs().select_related("lab", "person__user", "made_by")
    link = links.filter(token_hash=token_hash(secret)).first()
    if link is None or kind not in (None, link.kind):
        raise LinkUnknown
    over = link.used_at or link.revoked_at or link.expires_at <= now
    if over or not holds(link):
        raise LinkUnknown
    return link


def open_invitations(lab: Lab, now: datetime) -> list[LoginLink]:
    """The links of a lab that somebody may still open, newest first."""
    links = LoginLink.objects.in_lab(lab).select_related("made_by", "person")
    links = links.filter(used_at=None, revoked_at=None, expires_at__gt=now)
    return [link for link in links.order_by("-created_at") if holds(link)]


def anywhere(link_hex: str) -> LoginLink | None:
    """The link with this id, with its lab; who asks has to be of that lab."""
    links = LoginLink.objects.across_labs().select_related("lab")
    return links.filter(pk=UUID(link_hex)).first()
