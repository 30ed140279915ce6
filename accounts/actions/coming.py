"""Coming in with a code."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from common.ids import code
from contributions.door import Act, action

from .. import access, consents, targets
from ..errors import CodeUnknown, ConsentMissing, LabelMissing, RoleNotByCode
from ..models import JoinCode, Lab, Person, Role
from .base import Joined, Newcomer, say
from .consent import agree
from .devices import new_device, new_resume_code
from .people import add_role, hold_role, new_person

JOIN_CODE_LASTS: Final = timedelta(days=2)


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
    say(act, lab, "join_code_made", by, code=made.hex, kind=kind, target=target, role=role)
    return made


@action
def revoke_join_code(act: Act, *, join_code: JoinCode, by: Person | None) -> None:
    """Withdraw a code; who came in with it stays."""
    access.demand_role(by, join_code.lab, access.FACILITATORS)
    if join_code.revoked_at is None:
        join_code.revoked_at = act.now
        join_code.save()
        say(act, join_code.lab, "join_code_revoked", by, code=join_code.hex)


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
        resume_code = new_resume_code(act, person)
        hold_role(act, person, valid.role, person)
    else:
        agree(act, person, who)
        add_role(act, person, valid.role)
    path = targets.get(valid.kind).admit(act, person, valid)
    return Joined(person, path, new_device(act, person), resume_code)


def _arrive(act: Act, join_code: JoinCode, who: Newcomer) -> Person:
    if not who.label:
        raise LabelMissing
    if not who.consents >= consents.REQUIRED:
        raise ConsentMissing
    person = new_person(act, join_code.lab, who, None)
    say(act, join_code.lab, "person_joined", person, person=person.hex, code=join_code.hex)
    agree(act, person, who)
    return person


def _still_valid(join_code: JoinCode, now: datetime) -> JoinCode:
    """The code's row again, locked: it may have been withdrawn a moment ago."""
    codes = JoinCode.objects.in_lab(join_code.lab_id).select_for_update(of=("self",))
    row = codes.select_related("lab").filter(pk=join_code.pk, revoked_at=None).first()
    if row is None or row.expires_at <= now:
        raise CodeUnknown
    return row


@action
def enrol(act: Act, *, lab: Lab, who: Newcomer, role: str, by: Person | None = None) -> Person:
    """Enter somebody by hand, without a code (a list of guests; the demo's people)."""
    access.demand_role(by, lab, access.ADMINISTRATORS)
    person = new_person(act, lab, who, None)
    say(act, lab, "person_joined", by or person, person=person.hex, code=None)
    agree(act, person, who)
    hold_role(act, person, role, by)
    return person
