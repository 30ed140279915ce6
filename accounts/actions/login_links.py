"""Links that are used once: to a log-in in this lab, or to a new password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from common.ids import token, token_hash
from contributions.door import Act, action

from .. import access, consents, login_links, queries
from ..errors import ConsentMissing, GoneFromLab, LinkUnknown, LoginElsewhere, NoLogin, NotJoined
from ..models import Lab, LoginLink, Person, User
from .base import Newcomer, say
from .consent import agree
from .devices import end_sessions
from .labs import new_user
from .people import add_role, new_person

INVITATION_LASTS: Final = timedelta(days=7)
RESET_LASTS: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Made:
    """A link and its secret, which is told this once."""

    link: LoginLink
    secret: str


@action
def invite(act: Act, *, lab: Lab, role: str, note: str, by: Person | None) -> Made:
    """A link that gives whoever opens it a log-in with this role. An administrator's doing."""
    access.demand_role(by, lab, access.ADMINISTRATORS)
    made = _made(act, lab, by, INVITATION_LASTS, kind="invitation", role=role, note=note)
    say(act, lab, "invitation_made", by, link=made.link.hex, role=role)
    return made


@action
def make_reset_link(act: Act, *, person: Person, by: Person | None) -> Made:
    """A link to a new password for somebody who has a log-in. An older one ends.

    A log-in may be used in several labs. Only who is administrator in all of them may hand out a
    way into it; otherwise one lab's administrator could come into another lab as its own.
    """
    access.demand_role(by, person.lab, access.ADMINISTRATORS)
    if person.left_at is not None:
        raise GoneFromLab
    if person.user is None:
        raise NoLogin
    if not login_links.may_reset(by, person.user):
        raise LoginElsewhere
    older = LoginLink.objects.in_lab(person.lab_id).filter(person=person, used_at=None)
    older.filter(revoked_at=None).update(revoked_at=act.now)
    made = _made(act, person.lab, by, RESET_LASTS, kind="reset", person=person)
    say(act, person.lab, "password_link_made", by, link=made.link.hex, person=person.hex)
    return made


def _made(act: Act, lab: Lab, by: Person | None, lasts: timedelta, **what: object) -> Made:
    secret = token()
    link = LoginLink.objects.create(
        lab=lab,
        token_hash=token_hash(secret),
        made_by=by,
        created_at=act.now,
        expires_at=act.now + lasts,
        **what,
    )
    return Made(link, secret)


@action
def revoke_login_link(act: Act, *, link: LoginLink, by: Person | None) -> None:
    """Withdraw a link that nobody used yet."""
    access.demand_role(by, link.lab, access.ADMINISTRATORS)
    if link.revoked_at is None and link.used_at is None:
        link.revoked_at = act.now
        link.note = ""
        link.save()
        say(act, link.lab, "login_link_revoked", by, link=link.hex)


@action
def accept_invitation(
    act: Act, *, secret: str, name: str, password_hash: str, existing: User | None, who: Newcomer
) -> Person:
    """Use an invitation: a log-in (a new one, or the existing one) gets its role in the lab.

    The password comes hashed, since hashing it takes longer than anybody should hold the log.
    """
    link = _used(act, secret, LoginLink.Kind.INVITATION)
    user = existing or new_user(act, name, password_hash)
    person = queries.person_of_user_in(user, link.lab)
    if person is None:
        if not who.consents >= consents.REQUIRED:
            raise ConsentMissing
        person = new_person(act, link.lab, who, user)
        say(act, link.lab, "person_joined", person, person=person.hex, code=None)
        agree(act, person, who)
    say(act, link.lab, "invitation_accepted", person, link=link.hex, person=person.hex)
    add_role(act, person, link.role)
    return person


@action
def reset_password(act: Act, *, secret: str, password_hash: str) -> Person:
    """Use a link to a new password; every session with the old one ends, here and elsewhere."""
    link = _used(act, secret, LoginLink.Kind.RESET)
    person = link.person
    if person is None or person.user is None:
        raise LinkUnknown
    say(act, link.lab, "password_reset", person, link=link.hex, person=person.hex)
    _set_password(act, person.user, password_hash)
    return person


@action
def change_password(act: Act, *, user: User, password_hash: str) -> None:
    """Another password, by whoever knows the old one; every session ends but the one she has."""
    mine = queries.people_of_user(user)
    if not mine:
        raise NotJoined
    for person in mine:
        say(act, person.lab, "password_changed", person, person=person.hex)
    _set_password(act, user, password_hash)


def _set_password(act: Act, user: User, password_hash: str) -> None:
    user.password = password_hash
    end_sessions(act, user)


def _used(act: Act, secret: str, kind: LoginLink.Kind) -> LoginLink:
    """The link with this secret, locked and used up; raises LinkUnknown if it is no good."""
    link = _locked(secret, kind, act.now)
    if link is None or not login_links.holds(link):
        raise LinkUnknown
    link.used_at = act.now
    link.note = ""
    link.save()
    return link


def _locked(secret: str, kind: LoginLink.Kind, now: datetime) -> LoginLink | None:
    links = LoginLink.objects.across_labs().select_for_update(of=("self",))
    links = links.select_related("lab", "person__user", "made_by")
    return links.filter(
        token_hash=token_hash(secret),
        kind=kind,
        used_at=None,
        revoked_at=None,
        expires_at__gt=now,
    ).first()
