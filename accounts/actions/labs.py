"""Labs, and the link that makes their first administrator."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.utils.text import slugify

from common.ids import random_id, token, token_hash
from contributions.door import SERVER, Act, action

from .. import queries
from ..errors import EmailTaken, LinkUnknown
from ..models import FirstLink, Lab, Person, Role, User
from .base import Newcomer, lab_stream, say
from .people import add_role, new_person

FIRST_LINK_LASTS: Final = timedelta(days=3)


@action
def start_lab(
    act: Act,
    *,
    name: str,
    languages: list[str],
    controller: str = "",
    disposable: bool = False,
) -> Lab:
    """Start an empty lab."""
    lab = Lab.objects.create(
        name=name,
        slug=_free_slug(name),
        languages=languages,
        controller=controller,
        disposable=disposable,
        created_at=act.now,
    )
    act.append(
        lab_stream(lab),
        "lab_started",
        actor=SERVER,
        facts={"lab": lab.hex, "languages": languages},
        words={"name": name},
        context={"lab": lab.hex},
    )
    return lab


@action
def note_restored(act: Act, *, lab: Lab, taken_at: str) -> None:
    """Say that the lab is again as a backup of that instant had it (an instant of the log)."""
    say(act, lab, "lab_restored", None, taken_at=taken_at)


def _free_slug(name: str) -> str:
    slug = slugify(name)[:50] or "lab"
    return f"{slug}-{random_id()[:6]}" if Lab.objects.filter(slug=slug).exists() else slug


@action
def make_first_link(act: Act, *, lab: Lab) -> str:
    """A secret, good once, that makes whoever holds it an administrator. Older ones end."""
    FirstLink.objects.in_lab(lab).filter(used_at=None).update(expires_at=act.now)
    secret = token()
    link = FirstLink.objects.create(
        lab=lab,
        token_hash=token_hash(secret),
        role=Role.Name.ADMINISTRATOR,
        created_at=act.now,
        expires_at=act.now + FIRST_LINK_LASTS,
    )
    say(act, lab, "first_link_made", None, link=link.hex, role=link.role)
    return secret


@action
def claim_first_link(
    act: Act, *, secret: str, email: str, password_hash: str, existing: User | None, who: Newcomer
) -> Person:
    """Use the link: a log-in (a new one, or the existing one) becomes a person with its role.

    The password comes hashed, since hashing it takes longer than anybody should hold the log.
    """
    link = _locked_link(secret, act.now)
    user = existing or new_user(act, email, password_hash)
    person = queries.person_of_user_in(user, link.lab) or new_person(act, link.lab, who, user)
    link.used_at = act.now
    link.save()
    say(act, link.lab, "first_link_claimed", person, link=link.hex, person=person.hex)
    add_role(act, person, link.role)
    return person


def _locked_link(secret: str, now: datetime) -> FirstLink:
    links = FirstLink.objects.across_labs().select_for_update(of=("self",)).select_related("lab")
    link = links.filter(token_hash=token_hash(secret), used_at=None, expires_at__gt=now).first()
    if link is None:
        raise LinkUnknown
    return link


def new_user(act: Act, name: str, password_hash: str) -> User:
    """A log-in with this name; raises EmailTaken where there is one."""
    name = name.lower()
    if User.objects.filter(name=name).exists():
        raise EmailTaken
    return User.objects.create(name=name, password=password_hash, created_at=act.now)
