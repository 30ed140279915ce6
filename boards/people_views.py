"""The HTTP skin of who is on a board: the terms she accepts, and who places her."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import get_language
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import access as labs
from accounts import queries as accounts
from accounts.models import Person

from . import actions, queries, serializers, teams, terms
from .errors import NotMember, UnknownBoard, UnknownPerson
from .models import Board
from .views import caller, place, valid

LAB = OpenApiParameter("lab", str, description="The lab's id; left out: the one joined last.")


class TermsView(APIView):
    """The terms of the challenge a board is about."""

    @extend_schema(operation_id="board_terms", responses=serializers.TermsOut)
    def get(self, request: Request, board: str) -> Response:
        """In the caller's language, and whether she has to accept them first."""
        found = terms.terms_of(place(request, board), get_language() or "en")
        return Response(found)

    @extend_schema(
        operation_id="board_terms_accept",
        request=serializers.AcceptTerms,
        responses=serializers.TermsOut,
    )
    def post(self, request: Request, board: str) -> Response:
        """Accept what was shown, in the language it was shown in."""
        here = place(request, board)
        said = valid(serializers.AcceptTerms, request.data)
        terms.accept(here, **said)
        return Response(terms.terms_of(here, said["language"]))


class Teams(APIView):
    """Who sits on which board."""

    @extend_schema(operation_id="teams", parameters=[LAB], responses=serializers.TeamsOut)
    def get(self, request: Request) -> Response:
        """Every board of the lab with its people, and who is on none (facilitators)."""
        person = caller(request, request.query_params.get("lab"))
        return Response(teams.teams(person, get_language() or "en"))


class Members(APIView):
    """The people of a board."""

    @extend_schema(
        operation_id="board_place",
        request=serializers.Placing,
        responses=serializers.TeamsOut,
    )
    def post(self, request: Request, board: str) -> Response:
        """Put somebody on it, from another board or from none (facilitators)."""
        person, here = _placing(request, board)
        said = valid(serializers.Placing, request.data)
        who = accounts.person_in(person.lab, said["person"])
        if who is None:
            raise UnknownPerson
        left = said.get("leaving")
        source = _board(person, left) if left else None
        if left and source is None:
            raise NotMember
        actions.place_person(board=here, person=who, by=person, source=source)
        return Response(teams.teams(person, get_language() or "en"))


def _placing(request: Request, board: str) -> tuple[Person, Board]:
    """Who places people, and the board: a strange one is answered as one that is not there."""
    lab = queries.lab_of(board)
    person = (accounts.person_from_cookies(request.COOKIES, lab) if lab else None) or caller(
        request
    )
    labs.demand_role(person, person.lab, labs.FACILITATORS)
    found = _board(person, board)
    if found is None:
        raise UnknownBoard
    return person, found


def _board(person: Person, board: str) -> Board | None:
    rows = Board.objects.in_lab(person.lab).select_related("lab", "challenge")
    return rows.filter(pk=UUID(board), archived_at=None).first()
