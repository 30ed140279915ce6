"""The list of a lab's people, and what is shown of one of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from uuid import UUID

from . import finding
from .models import DeviceToken, Lab, Organisation, Person, Role


@dataclass(frozen=True, slots=True)
class Listed:
    """One person in the list."""

    person: Person
    roles: list[str]
    devices: int


@dataclass(frozen=True, slots=True)
class PageOfPeople:
    """A page of those who were found; what everybody in the lab says of herself, for filters."""

    people: list[Listed]
    total: int
    disciplines: list[str]
    organisations: list[str]


def page_of_people(lab: Lab, wanted: finding.Wanted, page: int) -> PageOfPeople:
    """Who fits, from `page` on (the first is 1)."""
    lines = _lines(lab)
    found = finding.found(lines, wanted)
    shown = found[(page - 1) * finding.PAGE : page * finding.PAGE]
    return PageOfPeople(
        _listed(lab, shown),
        len(found),
        sorted({line.discipline for line in lines} - {""}),
        sorted({line.organisation for line in lines} - {""}),
    )


def _lines(lab: Lab) -> list[finding.Line]:
    held = defaultdict(set)
    roles = Role.objects.in_lab(lab).filter(ended_at=None)
    for person, role in roles.values_list("person_id", "role"):
        held[person].add(role)
    people = Person.objects.in_lab(lab).filter(alias_of=None)
    fields = people.values_list("pk", "label", "discipline", "organisation", "left_at")
    return [
        finding.Line(pk.hex, label, discipline, organisation, frozenset(held[pk]), left is not None)
        for pk, label, discipline, organisation, left in fields
    ]


def _listed(lab: Lab, lines: list[finding.Line]) -> list[Listed]:
    keys = [UUID(line.key) for line in lines]
    people = Person.objects.in_lab(lab).select_related("user").in_bulk(keys)
    devices: dict[UUID, int] = defaultdict(int)
    live = DeviceToken.objects.in_lab(lab).filter(person__in=keys, revoked_at=None)
    for person in live.values_list("person_id", flat=True):
        devices[person] += 1
    return [
        Listed(people[key], sorted(line.roles), devices[key])
        for key, line in zip(keys, lines, strict=True)
    ]


def listed(person: Person) -> Listed:
    """One person as the list shows her."""
    line = finding.Line(person.hex, "", "", "", frozenset(_roles_now(person)), False)
    return _listed(person.lab, [line])[0]


def _roles_now(person: Person) -> list[str]:
    return list(person.roles.filter(ended_at=None).values_list("role", flat=True))


def roles_held(person: Person) -> list[Role]:
    """Every role she was given, the latest first."""
    return list(person.roles.order_by("-given_at", "role"))


def devices_of(person: Person) -> list[DeviceToken]:
    """The devices that are hers now, the one used last first."""
    return list(person.devices.filter(revoked_at=None).order_by("-last_seen_at", "-pk"))


@dataclass(frozen=True, slots=True)
class ListedOrganisation:
    """One organisation, with how many people here are of it."""

    organisation: Organisation
    people: int


def organisations(lab: Lab) -> list[ListedOrganisation]:
    """All of a lab, by name."""
    found = list(Organisation.objects.in_lab(lab))
    here = Person.objects.in_lab(lab).filter(left_at=None, alias_of=None)
    count = Counter(here.values_list("belongs_to", flat=True))
    found.sort(key=lambda one: (finding.plain(one.name), one.hex))
    return [ListedOrganisation(one, count[one.pk]) for one in found]


def organisation_anywhere(organisation_hex: str) -> Organisation | None:
    """The organisation with this id, with its lab; who asks has to be of that lab."""
    found = Organisation.objects.across_labs().select_related("lab")
    return found.filter(pk=UUID(organisation_hex)).first()
