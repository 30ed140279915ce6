"""Reads of the people side. They take plain values, so that sockets ask as requests do."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest

from common.ids import token_hash

from . import devices
from .errors import LinkUnknown
from .models import (
    Consent,
    DeviceToken,
    FirstLink,
    JoinCode,
    Lab,
    Organisation,
    Person,
    ResumeCode,
    User,
)


class Known(NamedTuple):
    """Who a browser is, and what proved it: a device's secret (hashed) or a log-in's session."""

    person: Person
    proof: str


DEVICE, LOGIN = "device:", "login:"


def known_by_cookies(cookies: Mapping[str, str], lab_hex: str | None = None) -> Known | None:
    """Who this browser is in the lab, or in the lab it joined last.

    Logging in is the more deliberate act: a log-in's person goes before the device's.
    """
    lab = _uuid(lab_hex)
    if lab_hex is not None and lab is None:
        return None
    user = user_from_cookies(cookies)
    person = _person_of_user(user, lab) if user else None
    if person is not None:
        return Known(person, LOGIN + cookies[settings.SESSION_COOKIE_NAME])
    return _known_by_device(devices.hashes_in(cookies), lab)


def person_from_cookies(cookies: Mapping[str, str], lab_hex: str | None = None) -> Person | None:
    """As `known_by_cookies`, for who does not ask what proved it."""
    known = known_by_cookies(cookies, lab_hex)
    return known.person if known else None


def spent_proofs(proofs: Collection[str]) -> set[str]:
    """Those of these proofs that prove nothing any more: left, withdrawn, logged out."""
    hashes = [proof.removeprefix(DEVICE) for proof in proofs if proof.startswith(DEVICE)]
    good = {DEVICE + token.token_hash for token in _live_tokens(hashes)}
    sessions = [proof for proof in proofs if proof.startswith(LOGIN)]
    good.update(one for one in sessions if _user_of_session(one.removeprefix(LOGIN)))
    return set(proofs) - good


def user_from_cookies(cookies: Mapping[str, str]) -> User | None:
    """Who is logged in on this browser."""
    return _user_of_session(cookies.get(settings.SESSION_COOKIE_NAME, ""))


def _user_of_session(key: str) -> User | None:
    if not key:
        return None
    request = HttpRequest()
    request.session = SessionStore(key)
    user = get_user(request)
    return user if isinstance(user, User) else None


def person_of_device(hashes: list[str], lab: UUID | None = None) -> Person | None:
    """The person whose device token is the first of these, in this lab or in any."""
    known = _known_by_device(hashes, lab)
    return known.person if known else None


def _known_by_device(hashes: list[str], lab: UUID | None) -> Known | None:
    found = {token.token_hash: token.person for token in _live_tokens(hashes)}
    for one in hashes:
        person = found.get(one)
        if person is not None and lab in (None, person.lab_id):
            return Known(person, DEVICE + one)
    return None


def kept_secrets(cookies: Mapping[str, str], without: Lab | None) -> list[str]:
    """The browser's secrets that are still good, less those of one lab."""
    secrets = dict(zip(devices.hashes_in(cookies), devices.secrets_in(cookies), strict=True))
    tokens = {token.token_hash: token.person.lab_id for token in _live_tokens(list(secrets))}
    gone = without.pk if without else None
    return [secret for one, secret in secrets.items() if tokens.get(one, gone) != gone]


def _live_tokens(hashes: list[str]) -> Iterable[DeviceToken]:
    if not hashes:
        return []
    tokens = DeviceToken.objects.across_labs().select_related("person__lab", "person__alias_of")
    return tokens.filter(token_hash__in=hashes, revoked_at=None, person__left_at=None)


def _person_of_user(user: User, lab: UUID | None) -> Person | None:
    people = Person.objects.across_labs().select_related("lab").filter(user=user, left_at=None)
    mine = people.filter(lab=lab) if lab else people
    return mine.order_by("-created_at").first()


def person_of_user_in(user: User, lab: Lab) -> Person | None:
    """Who this log-in is in the lab."""
    return _person_of_user(user, lab.pk)


def labels(person_ids: Iterable[str]) -> dict[str, str]:
    """What these people (ids in wire form) are called."""
    people = Person.objects.across_labs().filter(pk__in=[UUID(one) for one in person_ids])
    return {pk.hex: label for pk, label in people.values_list("pk", "label")}


def disciplines(lab: Lab, person_ids: Iterable[str]) -> dict[str, str]:
    """What these people of a lab said they come from; who said nothing is left out."""
    people = Person.objects.in_lab(lab).filter(pk__in=[UUID(one) for one in person_ids])
    told = people.exclude(discipline="").values_list("pk", "discipline")
    return {pk.hex: discipline for pk, discipline in told}


def person_in(lab: Lab, person_hex: str) -> Person | None:
    """The person with this id, if she is in this lab."""
    wanted = _uuid(person_hex)
    return Person.objects.in_lab(lab).filter(pk=wanted).first() if wanted else None


def person_anywhere(person_hex: str) -> Person | None:
    """The person with this id, with her lab and her log-in; who asks has to be of that lab."""
    wanted = _uuid(person_hex)
    people = Person.objects.across_labs().select_related("lab", "user")
    return people.filter(pk=wanted, alias_of=None).first() if wanted else None


def organisation_in(lab: Lab, organisation_hex: str) -> Organisation | None:
    """The organisation with this id, if it is this lab's."""
    wanted = _uuid(organisation_hex)
    return Organisation.objects.in_lab(lab).filter(pk=wanted).first() if wanted else None


def lab_by_hex(lab_hex: str) -> Lab | None:
    """The lab with this id."""
    wanted = _uuid(lab_hex)
    return Lab.objects.filter(pk=wanted).first() if wanted else None


def live_code(code: str, now: datetime) -> JoinCode | None:
    """The join code, if it is in force. One query, whatever is wrong with it."""
    found = JoinCode.objects.across_labs().select_related("lab").filter(code=code).first()
    if found is None or found.revoked_at is not None or found.expires_at <= now:
        return None
    return found


def join_codes_of(lab: Lab, kind: str, target: str, now: datetime) -> list[JoinCode]:
    """The codes in force that lead to one target, newest first."""
    codes = JoinCode.objects.in_lab(lab).filter(kind=kind, target=target, revoked_at=None)
    return list(codes.filter(expires_at__gt=now).order_by("-created_at"))


def demo_codes(now: datetime) -> list[JoinCode]:
    """The codes in force of disposable labs, those of participants first."""
    codes = JoinCode.objects.across_labs().filter(lab__disposable=True, revoked_at=None)
    found = codes.filter(expires_at__gt=now).order_by("created_at")
    return sorted(found, key=lambda code: code.role != "participant")


def person_of_resume_code(code: str) -> Person | None:
    """Whose code to come back this is."""
    found = (
        ResumeCode.objects.across_labs()
        .select_related("person__lab")
        .filter(code_hash__in=devices.resume_hashes(code), person__left_at=None)
        .first()
    )
    return found.person if found else None


def demand_first_link(secret: str, now: datetime) -> FirstLink:
    """The one-use link with this secret; raises LinkUnknown if it is no good (any more)."""
    links = FirstLink.objects.across_labs().select_related("lab")
    found = links.filter(token_hash=token_hash(secret), used_at=None, expires_at__gt=now).first()
    if found is None:
        raise LinkUnknown
    return found


def user_by_name(name: str) -> User | None:
    """The log-in with this name."""
    return User.objects.filter(name=name.lower()).first()


def latest_person_of(user: User) -> Person | None:
    """Who this log-in is in the lab it came to last."""
    return _person_of_user(user, None)


def people_of_user(user: User) -> list[Person]:
    """Everybody this log-in is, in all labs."""
    people = Person.objects.across_labs().select_related("lab")
    return list(people.filter(user=user, left_at=None).order_by("created_at"))


def people_of_device(hashes: list[str], lab_hex: str | None = None) -> list[Person]:
    """Everybody this browser is, in one lab or in all."""
    people = {token.person_id: token.person for token in _live_tokens(hashes)}
    return [person for person in people.values() if lab_hex in (None, person.lab.hex)]


def consents_of(person: Person) -> list[Consent]:
    """What a person agreed to, withdrawn ones too, oldest first."""
    mine = Consent.objects.in_lab(person.lab_id).filter(person=person)
    return list(mine.order_by("given_at", "purpose"))


def _uuid(text: str | None) -> UUID | None:
    """An id in wire form as a UUID; None where it is none."""
    if text is None or len(text) != 32:
        return None
    try:
        return UUID(text)
    except ValueError:
        return None
