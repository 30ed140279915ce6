"""The HTTP skin of the lab's people: facilitators read it, administrators change it."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from . import access, actions, errors, finding, people_queries, queries
from . import people_serializers as s
from .models import Person
from .openapi import refusals
from .serializers import ResumeCodeOut
from .views import caller, read

REFUSED = refusals(errors.NotJoined, errors.OtherLab, errors.RoleMissing)
CHANGES = (errors.NotJoined, errors.OtherLab, errors.RoleMissing, errors.GoneFromLab)


def reader(request: Request, person_hex: str) -> tuple[Person, Person]:
    """Somebody of the lab, and who asks for her; raises OtherLab, whoever else there may be."""
    found = queries.person_anywhere(person_hex)
    by = caller(request, found.lab.hex) if found else None
    if found is None or by is None:
        access.demand_member(caller(request))
        raise errors.OtherLab
    access.demand_role(by, found.lab, access.FACILITATORS)
    return found, by


def may_change(by: Person) -> bool:
    return bool(access.roles(by) & access.ADMINISTRATORS)


def line_data(listed: people_queries.Listed) -> dict[str, Any]:
    person = listed.person
    return {
        "id": person.hex,
        "label": person.label,
        "roles": listed.roles,
        "discipline": person.discipline,
        "organisation": person.organisation,
        "belongs_to": person.belongs_to_id.hex if person.belongs_to_id else None,
        "languages": person.languages,
        "login": person.user_id is not None,
        "devices": listed.devices,
        "since": person.created_at,
        "left_at": person.left_at,
    }


def page_data(person: Person, by: Person) -> dict[str, Any]:
    changes = may_change(by)
    return {
        "person": line_data(people_queries.listed(person)),
        "roles_held": [
            {"role": one.role, "given_at": one.given_at, "ended_at": one.ended_at}
            for one in people_queries.roles_held(person)
        ],
        "devices": [
            {"since": one.created_at, "last_seen": one.last_seen_at}
            for one in (people_queries.devices_of(person) if changes else ())
        ],
        "may_change": changes,
    }


class PeopleView(APIView):
    """Everybody in the lab."""

    @extend_schema(
        operation_id="people",
        parameters=[s.PeopleIn],
        responses={200: s.PeopleOut} | REFUSED,
    )
    def get(self, request: Request) -> Response:
        """Those who are looked for, fifty at a time, by name."""
        form = s.PeopleIn(data=request.query_params.dict())
        form.is_valid(raise_exception=True)
        asked = dict(form.validated_data)
        by = access.demand_member(caller(request, asked.pop("lab", None)))
        access.demand_role(by, by.lab, access.FACILITATORS)
        page = people_queries.page_of_people(
            by.lab, page=asked.pop("page"), wanted=finding.Wanted(**asked)
        )
        return Response(
            {
                "people": [line_data(one) for one in page.people],
                "total": page.total,
                "page_size": finding.PAGE,
                "disciplines": page.disciplines,
                "organisations": page.organisations,
                "may_change": may_change(by),
            }
        )


class PersonView(APIView):
    """One of them."""

    @extend_schema(operation_id="person", responses={200: s.PersonPageOut} | REFUSED)
    def get(self, request: Request, person: str) -> Response:
        """With the roles she was given and when they ended, and her devices."""
        return Response(page_data(*reader(request, person)))


class RolesView(APIView):
    """What she is in the lab."""

    @extend_schema(
        operation_id="person_role",
        request=s.RoleIn,
        responses={200: s.PersonPageOut} | refusals(*CHANGES, errors.LastAdministrator),
    )
    def post(self, request: Request, person: str) -> Response:
        """Give a role, or end one."""
        found, by = reader(request, person)
        said = read(s.RoleIn, request).validated_data
        change = actions.give_role if said["held"] else actions.end_role
        change(person=found, role=said["role"], by=by)
        return Response(page_data(found, by))


class NameView(APIView):
    """What she is called."""

    @extend_schema(
        operation_id="person_name", request=s.NameIn, responses={200: s.PersonPageOut} | REFUSED
    )
    def post(self, request: Request, person: str) -> Response:
        """Call her something else."""
        found, by = reader(request, person)
        label = read(s.NameIn, request).validated_data["label"]
        actions.rename(person=found, label=label, by=by)
        return Response(page_data(found, by))


class StayView(APIView):
    """Whether she is in the lab."""

    @extend_schema(
        operation_id="person_stay",
        request=s.StayIn,
        responses={200: s.PersonPageOut}
        | refusals(
            errors.NotJoined,
            errors.OtherLab,
            errors.RoleMissing,
            errors.LastAdministrator,
            errors.InAlready,
            errors.ConsentTakenBack,
        ),
    )
    def post(self, request: Request, person: str) -> Response:
        """End her stay, or let her in again."""
        found, by = reader(request, person)
        here = read(s.StayIn, request).validated_data["here"]
        change = actions.allow_back if here else actions.remove_person
        change(person=found, by=by)
        return Response(page_data(found, by))


class DevicesView(APIView):
    """Where she is signed in."""

    @extend_schema(
        operation_id="person_devices_end",
        request=None,
        responses={200: s.PersonPageOut} | REFUSED,
    )
    def post(self, request: Request, person: str) -> Response:
        """End all of it."""
        found, by = reader(request, person)
        actions.end_devices(person=found, by=by)
        return Response(page_data(found, by))


class HandOutCodeView(APIView):
    """A way back for a guest who lost hers."""

    @extend_schema(
        operation_id="person_code",
        request=None,
        responses={200: ResumeCodeOut} | refusals(*CHANGES),
    )
    def post(self, request: Request, person: str) -> Response:
        """A personal code, to be given to her; the one before stops working."""
        found, by = reader(request, person)
        return Response({"resume_code": actions.hand_out_resume_code(person=found, by=by)})
