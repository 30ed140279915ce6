"""Coming back on another device, and leaving one."""

from __future__ import annotations

from django.db import transaction

from common import clock
from common.ids import code, token, token_hash
from contributions.door import Act, action

from .. import access, channel, devices, queries
from ..devices import RESUME_CODE_LENGTH
from ..errors import GoneFromLab
from ..models import DeviceToken, Person, ResumeCode, User
from .base import say


@action
def resume(act: Act, *, person: Person) -> str:
    """Come back on another device with a code that `limits.try_code` found; the device's secret."""
    say(act, person.lab, "person_resumed", person, person=person.hex)
    return new_device(act, person)


@action
def renew_resume_code(act: Act, *, person: Person) -> str:
    """A new code to come back with; the one before stops working."""
    return new_resume_code(act, person)


@action
def hand_out_resume_code(act: Act, *, person: Person, by: Person | None) -> str:
    """A code for a guest who lost her own; an administrator gives it to her."""
    access.demand_role(by, person.lab, access.ADMINISTRATORS)
    if person.left_at is not None:
        raise GoneFromLab
    return new_resume_code(act, person, by)


def new_resume_code(act: Act, person: Person, by: Person | None = None) -> str:
    secret = "".join(code() for _ in range(2))[:RESUME_CODE_LENGTH]
    ResumeCode.objects.in_lab(person.lab_id).filter(person=person).delete()
    ResumeCode.objects.create(
        person=person, code_hash=devices.resume_hashes(secret)[0], created_at=act.now
    )
    say(act, person.lab, "resume_code_renewed", by or person, person=person.hex)
    return "-".join(secret[at : at + 4] for at in range(0, RESUME_CODE_LENGTH, 4))


def new_device(act: Act, person: Person) -> str:
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
    """This browser is nobody in that lab any more; the person herself stays.

    With no token: a log-in of hers was ended. Either way what is open there must close (B12).
    """
    mine = DeviceToken.objects.in_lab(person.lab_id).filter(token_hash__in=token_hashes)
    mine.filter(revoked_at=None).update(revoked_at=act.now)
    say(act, person.lab, "device_left", person, person=person.hex)
    channel.tell(act, person, "access")


@action
def end_devices(act: Act, *, person: Person, by: Person | None) -> None:
    """Nobody is this person any more on any device; herself, or an administrator for her.

    Her personal code is ended with them, since whoever holds a device may have read it. A log-in
    is signed out everywhere, of other labs too.
    """
    if by is None or by.pk != person.pk:
        access.demand_role(by, person.lab, access.ADMINISTRATORS)
    lab = person.lab_id
    mine = DeviceToken.objects.in_lab(lab).filter(person=person, revoked_at=None)
    mine.update(revoked_at=act.now)
    ResumeCode.objects.in_lab(lab).filter(person=person).delete()
    say(act, person.lab, "devices_ended", by, person=person.hex)
    if person.user:
        end_sessions(act, person.user)
    channel.tell(act, person, "access")


def end_sessions(act: Act, user: User) -> None:
    """Sign a log-in out everywhere; what is open with it closes (B12)."""
    user.signed_out += 1
    user.save()
    for person in queries.people_of_user(user):
        channel.tell(act, person, "access")


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
