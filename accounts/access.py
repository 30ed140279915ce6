"""May she? What the roles in a lab allow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from .errors import NotJoined, OtherLab, RoleMissing
from .models import Lab, Person, Role

ADMINISTRATORS: Final = frozenset({"administrator"})
FACILITATORS: Final = frozenset({"administrator", "facilitator"})


def roles(person: Person) -> frozenset[str]:
    """The roles a person holds now; somebody who left holds none."""
    if person.left_at is not None:
        return frozenset()
    held = Role.objects.in_lab(person.lab_id).filter(person=person, ended_at=None)
    return frozenset(held.values_list("role", flat=True))


def holders(lab: UUID, persons: Iterable[UUID], wanted: Iterable[str]) -> set[UUID]:
    """Those of these people who hold one of these roles in the lab now."""
    held = Role.objects.in_lab(lab).filter(
        person__in=list(persons), person__left_at=None, role__in=list(wanted), ended_at=None
    )
    return set(held.values_list("person_id", flat=True))


def demand_member(person: Person | None) -> Person:
    """The person, if she is in the lab; raises NotJoined."""
    if person is None or person.left_at is not None:
        raise NotJoined
    return person


def demand_role(person: Person | None, lab: Lab, wanted: Iterable[str]) -> None:
    """Raises unless the person holds one of these roles in this lab.

    None stands for the installation itself: whoever types commands on its machine.
    """
    if person is None:
        return
    if demand_member(person).lab_id != lab.pk:
        raise OtherLab
    if not roles(person) & set(wanted):
        raise RoleMissing
