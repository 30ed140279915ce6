"""The HTTP skin of a lab's organisations: facilitators read the list, administrators keep it."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from . import access, actions, errors, people_queries, queries
from . import organisations_serializers as s
from .models import Organisation, Person
from .openapi import refusals
from .people_serializers import PersonPageOut
from .people_views import may_change, page_data, reader
from .views import LAB, caller, read

REFUSED = (errors.NotJoined, errors.OtherLab, errors.RoleMissing)


def opened(request: Request, organisation_hex: str) -> tuple[Organisation, Person]:
    """An organisation of a lab, and who of that lab asks; raises OtherLab, whatever else is."""
    found = people_queries.organisation_anywhere(organisation_hex)
    by = caller(request, found.lab.hex) if found else None
    if found is None or by is None:
        access.demand_member(caller(request))
        raise errors.OtherLab
    return found, by


def organisation_data(listed: people_queries.ListedOrganisation) -> dict[str, Any]:
    one = listed.organisation
    return {
        "id": one.hex,
        "name": one.name,
        "kind": one.kind,
        "country": one.country,
        "sector": one.sector,
        "possible_partner": one.possible_partner,
        "people": listed.people,
        "retired_at": one.retired_at,
    }


def list_data(by: Person) -> dict[str, Any]:
    return {
        "organisations": [organisation_data(one) for one in people_queries.organisations(by.lab)],
        "may_change": may_change(by),
    }


class OrganisationsView(APIView):
    """All organisations of a lab."""

    @extend_schema(
        operation_id="organisations",
        parameters=[LAB],
        responses={200: s.OrganisationsOut} | refusals(*REFUSED),
    )
    def get(self, request: Request) -> Response:
        """By name, retired ones too."""
        by = access.demand_member(caller(request, request.query_params.get("lab")))
        access.demand_role(by, by.lab, access.FACILITATORS)
        return Response(list_data(by))

    @extend_schema(
        operation_id="organisation_make",
        parameters=[LAB],
        request=s.OrganisationIn,
        responses={200: s.OrganisationsOut} | refusals(*REFUSED, errors.OrganisationKnown),
    )
    def post(self, request: Request) -> Response:
        """Enter one."""
        by = access.demand_member(caller(request, request.query_params.get("lab")))
        about = read(s.OrganisationIn, request).about()
        actions.make_organisation(lab=by.lab, about=about, by=by)
        return Response(list_data(by))


class OrganisationView(APIView):
    """One of them."""

    @extend_schema(
        operation_id="organisation_change",
        request=s.OrganisationIn,
        responses={200: s.OrganisationsOut} | refusals(*REFUSED, errors.OrganisationKnown),
    )
    def patch(self, request: Request, organisation: str) -> Response:
        """Say something else of it."""
        found, by = opened(request, organisation)
        about = read(s.OrganisationIn, request).about()
        actions.change_organisation(organisation=found, about=about, by=by)
        return Response(list_data(by))


class RetiredView(APIView):
    """Whether it is offered."""

    @extend_schema(
        operation_id="organisation_retire",
        request=s.RetiredIn,
        responses={200: s.OrganisationsOut} | refusals(*REFUSED, errors.OrganisationKnown),
    )
    def post(self, request: Request, organisation: str) -> Response:
        """Offer it to nobody any more, or again."""
        found, by = opened(request, organisation)
        retired = read(s.RetiredIn, request).validated_data["retired"]
        actions.retire_organisation(organisation=found, retired=retired, by=by)
        return Response(list_data(by))


class BelongsView(APIView):
    """Which organisation somebody is of."""

    @extend_schema(
        operation_id="person_organisation",
        request=s.BelongsIn,
        responses={200: PersonPageOut} | refusals(*REFUSED, errors.OrganisationRetired),
    )
    def post(self, request: Request, person: str) -> Response:
        """One of the lab's list, or none."""
        found, by = reader(request, person)
        wanted = read(s.BelongsIn, request).validated_data["organisation"]
        organisation = queries.organisation_in(found.lab, wanted) if wanted else None
        if wanted and organisation is None:
            raise errors.OtherLab
        actions.belong_to(person=found, organisation=organisation, by=by)
        return Response(page_data(found, by))
