"""Organisations of a lab, and who belongs to which."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from contributions.door import SERVER, Act, action

from .. import access, channel, finding
from ..errors import OrganisationKnown, OrganisationRetired, OtherLab
from ..models import Lab, Organisation, Person
from .base import lab_stream, say


@dataclass(frozen=True, slots=True)
class About:
    """What is said of an organisation. All clean already (`serializers`)."""

    name: str
    kind: str
    country: str
    sector: str = ""
    #: one that may be asked; it is in nothing yet
    possible_partner: bool = False


@action
def make_organisation(act: Act, *, lab: Lab, about: About, by: Person | None) -> Organisation:
    """Enter an organisation in the lab's list."""
    access.demand_role(by, lab, access.ADMINISTRATORS)
    _demand_new_name(lab, about.name)
    made = Organisation.objects.create(lab=lab, created_at=act.now, **asdict(about))
    _tell(act, made, "organisation_made", by)
    return made


@action
def change_organisation(
    act: Act, *, organisation: Organisation, about: About, by: Person | None
) -> None:
    """Say something else of it."""
    access.demand_role(by, organisation.lab, access.ADMINISTRATORS)
    _demand_new_name(organisation.lab, about.name, besides=organisation)
    for name, value in asdict(about).items():
        setattr(organisation, name, value)
    organisation.save()
    Person.objects.in_lab(organisation.lab_id).filter(belongs_to=organisation).update(
        organisation=organisation.name
    )
    _tell(act, organisation, "organisation_changed", by)


@action
def retire_organisation(
    act: Act, *, organisation: Organisation, retired: bool, by: Person | None
) -> None:
    """Offer it to nobody any more, or again; who belongs to it still does."""
    access.demand_role(by, organisation.lab, access.ADMINISTRATORS)
    if (organisation.retired_at is not None) == retired:
        return
    if not retired:
        _demand_new_name(organisation.lab, organisation.name, besides=organisation)
    organisation.retired_at = act.now if retired else None
    organisation.save()
    verb = "organisation_retired" if retired else "organisation_taken_up"
    say(act, organisation.lab, verb, by, organisation=organisation.hex)


@action
def belong_to(
    act: Act, *, person: Person, organisation: Organisation | None, by: Person | None
) -> None:
    """Say which organisation somebody is of; None: of no listed one."""
    access.demand_role(by, person.lab, access.ADMINISTRATORS)
    if organisation is not None and organisation.lab_id != person.lab_id:
        raise OtherLab
    if organisation is not None and organisation.retired_at is not None:
        raise OrganisationRetired
    person.belongs_to = organisation
    person.organisation = organisation.name if organisation else ""
    person.save()
    told = organisation.hex if organisation else None
    say(act, person.lab, "organisation_of_person", by, person=person.hex, organisation=told)
    channel.tell(act, person, "label")


def named(lab: Lab, name: str) -> Organisation | None:
    """The listed organisation that somebody means who types this name."""
    wanted = finding.plain(name)
    if not wanted:
        return None
    listed = Organisation.objects.in_lab(lab).filter(retired_at=None)
    return next((one for one in listed if finding.plain(one.name) == wanted), None)


def _demand_new_name(lab: Lab, name: str, besides: Organisation | None = None) -> None:
    list(Lab.objects.select_for_update().filter(pk=lab.pk))
    known = named(lab, name)
    if known is not None and (besides is None or known.pk != besides.pk):
        raise OrganisationKnown


def _tell(act: Act, organisation: Organisation, verb: str, by: Person | None) -> None:
    """Its name and sector are words: they can be erased."""
    facts: dict[str, Any] = {
        "organisation": organisation.hex,
        "kind": organisation.kind,
        "country": organisation.country,
        "possible_partner": organisation.possible_partner,
    }
    act.append(
        lab_stream(organisation.lab),
        verb,
        actor=by.actor if by else SERVER,
        facts=facts,
        words={"name": organisation.name, "sector": organisation.sector},
        context={"lab": organisation.lab.hex},
    )
