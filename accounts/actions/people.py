"""People and their roles."""

from __future__ import annotations

from contributions.door import Act, action

from .. import access, channel, consents, queries
from ..errors import ConsentTakenBack, GoneFromLab, InAlready, LabelMissing, LastAdministrator
from ..models import Consent, DeviceToken, Lab, Person, ResumeCode, Role, User
from .base import Newcomer, say
from .organisations import named


def new_person(act: Act, lab: Lab, who: Newcomer, user: User | None) -> Person:
    known = named(lab, who.organisation)
    return Person.objects.create(
        lab=lab,
        user=user,
        label=who.label,
        language=who.language,
        languages=who.languages or [who.language],
        discipline=who.discipline,
        organisation=known.name if known else who.organisation,
        belongs_to=known,
        created_at=act.now,
    )


@action
def rename(act: Act, *, person: Person, label: str, by: Person | None) -> None:
    """Be called something else from now on. Herself, or an administrator for her."""
    if by is None or by.pk != person.pk:
        access.demand_role(by, person.lab, access.ADMINISTRATORS)
    if not label:
        raise LabelMissing
    person.label = label
    person.save()
    say(act, person.lab, "person_renamed", by, person=person.hex)
    channel.tell(act, person, "label")


@action
def remove_person(act: Act, *, person: Person, by: Person | None) -> None:
    """End somebody's stay: devices, code, roles. Herself, or an administrator for her."""
    if by is None or by.pk != person.pk:
        access.demand_role(by, person.lab, access.ADMINISTRATORS)
    if person.left_at is not None:
        return
    _demand_other_administrator(person)
    _end_stay(act, person)
    say(act, person.lab, "person_removed", by, person=person.hex)
    channel.tell(act, person, "access")


@action
def allow_back(act: Act, *, person: Person, by: Person | None) -> None:
    """Let somebody in again whose stay was ended: as a participant, whatever she was before.

    Who took back the required consent is not brought back: she joins anew and agrees anew.
    """
    access.demand_role(by, person.lab, access.ADMINISTRATORS)
    if person.left_at is None:
        return
    if person.user and queries.person_of_user_in(person.user, person.lab):
        raise InAlready
    _demand_consent_not_taken_back(person)
    person.left_at = None
    person.save()
    say(act, person.lab, "person_allowed_back", by, person=person.hex)
    hold_role(act, person, Role.Name.PARTICIPANT, by)
    channel.tell(act, person, "access")


def _demand_consent_not_taken_back(person: Person) -> None:
    asked = Consent.objects.in_lab(person.lab_id).filter(person=person)
    asked = asked.filter(purpose__in=consents.REQUIRED)
    held = set(asked.filter(withdrawn_at=None).values_list("purpose", flat=True))
    if asked.exists() and held != consents.REQUIRED:
        raise ConsentTakenBack


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
def give_role(act: Act, *, person: Person, role: str, by: Person | None) -> None:
    """Let a person be this too. An administrator's doing, or the installation's."""
    access.demand_role(by, person.lab, access.ADMINISTRATORS)
    if person.left_at is not None:
        raise GoneFromLab
    if role not in access.roles(person):
        hold_role(act, person, role, by)
        channel.tell(act, person, "access")


def hold_role(act: Act, person: Person, role: str, by: Person | None) -> None:
    Role.objects.create(person=person, role=role, given_at=act.now)
    say(act, person.lab, "role_given", by, person=person.hex, role=role)


def add_role(act: Act, person: Person, role: str) -> None:
    """Let somebody be this too by her own doing: a code or a link that she was given."""
    if role not in access.roles(person):
        hold_role(act, person, role, person)
        channel.tell(act, person, "access")


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
    say(act, person.lab, "role_ended", by, person=person.hex, role=role)
    channel.tell(act, person, "access")


def _demand_other_administrator(person: Person) -> None:
    list(Lab.objects.select_for_update().filter(pk=person.lab_id))
    held = Role.objects.in_lab(person.lab_id).filter(
        role=Role.Name.ADMINISTRATOR, ended_at=None, person__left_at=None
    )
    holders = set(held.values_list("person_id", flat=True))
    if holders == {person.pk}:
        raise LastAdministrator
