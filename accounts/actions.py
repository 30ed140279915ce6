"""The only place that writes labs, people, roles, codes and consents."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils.text import slugify

from common import clock
from common.ids import code, random_id, token, token_hash
from contributions.door import SERVER, Act, action
from contributions.streams import StreamKey

from . import access, channel, consents, devices, queries, targets
from .devices import RESUME_CODE_LENGTH
from .errors import (
    CodeUnknown,
    ConsentMissing,
    ConsentUnknown,
    EmailTaken,
    LabelMissing,
    LastAdministrator,
    LinkUnknown,
    RoleNotByCode,
)
from .models import Consent, DeviceToken, FirstLink, JoinCode, Lab, Person, ResumeCode, Role, User

FIRST_LINK_LASTS: Final = timedelta(days=3)
JOIN_CODE_LASTS: Final = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What somebody says about herself when she comes in. All clean already (`serializers`)."""

    label: str
    language: str = "en"
    languages: list[str] = field(default_factory=list)
    discipline: str = ""
    organisation: str = ""
    consents: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Joined:
    """Where a join led: the person, her page, and the secrets given once to her and her browser."""

    person: Person
    path: str
    device_secret: str
    resume_code: str | None


def lab_stream(lab: Lab) -> StreamKey:
    """The stream in which a lab's own events stand."""
    return StreamKey(lab.hex, "lab", lab.hex, lab.disposable)


def _say(act: Act, lab: Lab, verb: str, by: Person | None, **facts: Any) -> None:
    actor = by.actor if by else SERVER
    act.append(lab_stream(lab), verb, actor=actor, facts=facts, context={"lab": lab.hex})


# Labs


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
    _say(act, lab, "first_link_made", None, link=link.hex, role=link.role)
    return secret


@action
def claim_first_link(
    act: Act, *, secret: str, email: str, password_hash: str, existing: User | None, who: Newcomer
) -> Person:
    """Use the link: a log-in (a new one, or the existing one) becomes a person with its role.

    The password comes hashed, since hashing it takes longer than anybody should hold the log.
    """
    link = _locked_link(secret, act.now)
    user = existing or _new_user(act, email, password_hash)
    person = queries.person_of_user_in(user, link.lab) or _new_person(act, link.lab, who, user)
    link.used_at = act.now
    link.save()
    _say(act, link.lab, "first_link_claimed", person, link=link.hex, person=person.hex)
    _give_role(act, person, link.role, person)
    return person


def _locked_link(secret: str, now: datetime) -> FirstLink:
    links = FirstLink.objects.across_labs().select_for_update(of=("self",)).select_related("lab")
    link = links.filter(token_hash=token_hash(secret), used_at=None, expires_at__gt=now).first()
    if link is None:
        raise LinkUnknown
    return link


def _new_user(act: Act, email: str, password_hash: str) -> User:
    address = email.lower()
    if User.objects.filter(email=address).exists():
        raise EmailTaken
    return User.objects.create(email=address, password=password_hash, created_at=act.now)


# Coming in


@action
def make_join_code(
    act: Act,
    *,
    lab: Lab,
    kind: str,
    target: str,
    role: str,
    by: Person | None,
    lasts: timedelta = JOIN_CODE_LASTS,
) -> JoinCode:
    """A code that leads to a target and gives a role. `by` None: the installation itself."""
    access.demand_role(by, lab, access.FACILITATORS)
    targets.get(kind)
    if role == Role.Name.ADMINISTRATOR:
        raise RoleNotByCode
    made = JoinCode.objects.create(
        lab=lab,
        code=code(),
        kind=kind,
        target=target,
        role=role,
        created_at=act.now,
        expires_at=act.now + lasts,
    )
    _say(act, lab, "join_code_made", by, code=made.hex, kind=kind, target=target, role=role)
    return made


@action
def revoke_join_code(act: Act, *, join_code: JoinCode, by: Person | None) -> None:
    """Withdraw a code; who came in with it stays."""
    access.demand_role(by, join_code.lab, access.FACILITATORS)
    if join_code.revoked_at is None:
        join_code.revoked_at = act.now
        join_code.save()
        _say(act, join_code.lab, "join_code_revoked", by, code=join_code.hex)


@action
def join_with_code(act: Act, *, join_code: JoinCode, who: Newcomer, known: Person | None) -> Joined:
    """Come in with a code that `limits.try_code` found, and be admitted to what it leads to.

    `known` is who this browser is in that lab already: she goes on under the same id unless she
    gives another name (somebody else at a shared device).
    """
    valid = _still_valid(join_code, act.now)
    resume_code = None
    person = known if known and known.lab_id == valid.lab_id else None
    if person is None or who.label not in ("", person.label):
        person = _arrive(act, valid, who)
        resume_code = _renew_resume_code(act, person)
        _give_role(act, person, valid.role, person)
    else:
        _agree(act, person, who)
        _add_role(act, person, valid.role)
    path = targets.get(valid.kind).admit(act, person, valid)
    return Joined(person, path, _new_device(act, person), resume_code)


def _add_role(act: Act, person: Person, role: str) -> None:
    if role not in access.roles(person):
        _give_role(act, person, role, person)
        channel.tell(act, person, "access")


def _still_valid(join_code: JoinCode, now: datetime) -> JoinCode:
    """The code's row again, locked: it may have been withdrawn a moment ago."""
    codes = JoinCode.objects.in_lab(join_code.lab_id).select_for_update(of=("self",))
    row = codes.select_related("lab").filter(pk=join_code.pk, revoked_at=None).first()
    if row is None or row.expires_at <= now:
        raise CodeUnknown
    return row


def _arrive(act: Act, join_code: JoinCode, who: Newcomer) -> Person:
    if not who.label:
        raise LabelMissing
    if not who.consents >= consents.REQUIRED:
        raise ConsentMissing
    person = _new_person(act, join_code.lab, who, None)
    _say(act, join_code.lab, "person_joined", person, person=person.hex, code=join_code.hex)
    _agree(act, person, who)
    return person


def _new_person(act: Act, lab: Lab, who: Newcomer, user: User | None) -> Person:
    return Person.objects.create(
        lab=lab,
        user=user,
        label=who.label,
        language=who.language,
        languages=who.languages or [who.language],
        discipline=who.discipline,
        organisation=who.organisation,
        created_at=act.now,
    )


def _agree(act: Act, person: Person, who: Newcomer) -> None:
    for purpose in sorted(who.consents):
        give_consent(person=person, purpose=purpose, language=who.language)


@action
def enrol(act: Act, *, lab: Lab, who: Newcomer, role: str, by: Person | None = None) -> Person:
    """Enter somebody by hand, without a code (a list of guests; the demo's people)."""
    access.demand_role(by, lab, access.ADMINISTRATORS)
    person = _new_person(act, lab, who, None)
    _say(act, lab, "person_joined", by or person, person=person.hex, code=None)
    _agree(act, person, who)
    _give_role(act, person, role, by)
    return person


# Coming back, and leaving


@action
def resume(act: Act, *, person: Person) -> str:
    """Come back on another device with a code that `limits.try_code` found; the device's secret."""
    _say(act, person.lab, "person_resumed", person, person=person.hex)
    return _new_device(act, person)


@action
def renew_resume_code(act: Act, *, person: Person) -> str:
    """A new code to come back with; the one before stops working."""
    return _renew_resume_code(act, person)


def _renew_resume_code(act: Act, person: Person) -> str:
    secret = "".join(code() for _ in range(2))[:RESUME_CODE_LENGTH]
    ResumeCode.objects.in_lab(person.lab_id).filter(person=person).delete()
    ResumeCode.objects.create(
        person=person, code_hash=devices.resume_hashes(secret)[0], created_at=act.now
    )
    _say(act, person.lab, "resume_code_renewed", person, person=person.hex)
    return "-".join(secret[at : at + 4] for at in range(0, RESUME_CODE_LENGTH, 4))


def _new_device(act: Act, person: Person) -> str:
    secret = token()
    DeviceToken.objects.create(
        person=person,
        token_hash=token_hash(secret),
        created_at=act.now,
        last_seen_at=act.now.date(),
    )
    return secret


@action
def leave_device(act: Act, *, person: Person, token_hashes: list[str]) -> None:
    """This browser is nobody in that lab any more; the person herself stays."""
    mine = DeviceToken.objects.in_lab(person.lab_id).filter(token_hash__in=token_hashes)
    mine.filter(revoked_at=None).update(revoked_at=act.now)
    _say(act, person.lab, "device_left", person, person=person.hex)


def device_seen(token_hashes: list[str]) -> None:
    """Remember the day a device was used last. Exempt from the log: it is no contribution."""
    today = clock.now().date()
    tokens = DeviceToken.objects.across_labs().filter(token_hash__in=token_hashes)
    stale = list(
        tokens.filter(revoked_at=None, last_seen_at__lt=today).values_list("pk", flat=True)
    )
    if stale:
        with transaction.atomic():
            tokens.filter(pk__in=stale).update(last_seen_at=today)


@action
def remove_person(act: Act, *, person: Person, by: Person | None) -> None:
    """End somebody's stay: devices, code, roles. Herself, or an administrator for her."""
    if by is None or by.pk != person.pk:
        access.demand_role(by, person.lab, access.ADMINISTRATORS)
    if person.left_at is not None:
        return
    _demand_other_administrator(person)
    _end_stay(act, person)
    _say(act, person.lab, "person_removed", by, person=person.hex)
    channel.tell(act, person, "access")


def _end_stay(act: Act, person: Person) -> None:
    person.left_at = act.now
    person.save()
    lab = person.lab_id
    DeviceToken.objects.in_lab(lab).filter(person=person, revoked_at=None).update(
        revoked_at=act.now
    )
    ResumeCode.objects.in_lab(lab).filter(person=person).delete()
    Role.objects.in_lab(lab).filter(person=person, ended_at=None).update(ended_at=act.now)


@action
def rename(act: Act, *, person: Person, label: str, by: Person | None) -> None:
    """Be called something else from now on. Herself, or an administrator for her."""
    if by is None or by.pk != person.pk:
        access.demand_role(by, person.lab, access.ADMINISTRATORS)
    if not label:
        raise LabelMissing
    person.label = label
    person.save()
    _say(act, person.lab, "person_renamed", by, person=person.hex)
    channel.tell(act, person, "label")


# Roles


@action
def give_role(act: Act, *, person: Person, role: str, by: Person | None) -> None:
    """Let a person be this too. An administrator's doing, or the installation's."""
    access.demand_role(by, person.lab, access.ADMINISTRATORS)
    if role not in access.roles(person):
        _give_role(act, person, role, by)
        channel.tell(act, person, "access")


def _give_role(act: Act, person: Person, role: str, by: Person | None) -> None:
    Role.objects.create(person=person, role=role, given_at=act.now)
    _say(act, person.lab, "role_given", by, person=person.hex, role=role)


@action
def end_role(act: Act, *, person: Person, role: str, by: Person | None) -> None:
    """Let a person not be this any more."""
    access.demand_role(by, person.lab, access.ADMINISTRATORS)
    held = Role.objects.in_lab(person.lab_id).filter(person=person, role=role, ended_at=None)
    if not held.exists():
        return
    if role == Role.Name.ADMINISTRATOR:
        _demand_other_administrator(person)
    held.update(ended_at=act.now)
    _say(act, person.lab, "role_ended", by, person=person.hex, role=role)
    channel.tell(act, person, "access")


def _demand_other_administrator(person: Person) -> None:
    list(Lab.objects.select_for_update().filter(pk=person.lab_id))
    held = Role.objects.in_lab(person.lab_id).filter(
        role=Role.Name.ADMINISTRATOR, ended_at=None, person__left_at=None
    )
    holders = set(held.values_list("person_id", flat=True))
    if holders == {person.pk}:
        raise LastAdministrator


# Consent


@action
def give_consent(act: Act, *, person: Person, purpose: str, language: str) -> None:
    """Agree to the present text of a purpose; agreeing to it twice changes nothing."""
    text = consents.PURPOSES.get(purpose)
    if text is None:
        raise ConsentUnknown
    held = Consent.objects.in_lab(person.lab_id).filter(person=person, purpose=purpose)
    current = held.filter(withdrawn_at=None).first()
    if current and current.version == text.version:
        return
    held.filter(withdrawn_at=None).update(withdrawn_at=act.now)
    given = {"purpose": purpose, "version": text.version, "language": text.language(language)}
    Consent.objects.create(person=person, given_at=act.now, **given)
    _say(act, person.lab, "consent_given", person, person=person.hex, **given)


@action
def withdraw_consent(act: Act, *, person: Person, purpose: str) -> None:
    """Take an agreement back. Without the required one nobody takes part: her stay ends."""
    held = Consent.objects.in_lab(person.lab_id).filter(person=person, purpose=purpose)
    if not held.filter(withdrawn_at=None).update(withdrawn_at=act.now):
        return
    _say(act, person.lab, "consent_withdrawn", person, person=person.hex, purpose=purpose)
    if purpose in consents.REQUIRED:
        remove_person(person=person, by=person)
