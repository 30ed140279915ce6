"""The HTTP skin of boards: parse, ask, answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from accounts import access as labs
from accounts import queries as accounts
from accounts.models import Person
from challenges import queries as challenges
from challenges.actions import note_opening
from challenges.models import Challenge

from . import actions, queries, serializers
from .errors import NotMember


def caller(request: Request, lab: str | None = None) -> Person:
    """Who asks; raises NotJoined."""
    return labs.demand_member(accounts.person_from_cookies(request.COOKIES, lab))


def seat(request: Request, board: str) -> queries.Seat:
    """The caller's seat on a board, whichever of her labs it is in.

    A board she is not on is answered as one that is not there: NotMember, or NotJoined where she
    is in no lab at all.
    """
    return queries.seat(*_sitting(request, board))


def place(request: Request, board: str) -> queries.Seat:
    """The same, for who may have to accept the board's terms first."""
    return queries.place(*_sitting(request, board))


def _sitting(request: Request, board: str) -> tuple[Person, str]:
    lab = queries.lab_of(board)
    person = accounts.person_from_cookies(request.COOKIES, lab) if lab else None
    if person is None:
        caller(request)
        raise NotMember
    return person, board


class Boards(APIView):
    """The boards of the lab."""

    @extend_schema(responses=serializers.BoardLine(many=True))
    def get(self, request: Request) -> Response:
        """The boards the caller may open, newest first."""
        return Response(queries.boards_of(caller(request)))

    @extend_schema(request=serializers.NewBoard, responses={201: serializers.BoardLine})
    def post(self, request: Request) -> Response:
        """Open a board (facilitators and administrators); a challenge's brief lies on it."""
        person = caller(request)
        labs.demand_role(person, person.lab, labs.FACILITATORS)
        asked = valid(serializers.NewBoard, request.data)
        said = {"lab": person.lab, "title": asked["title"], "mode": asked["mode"], "by": person}
        challenge = _challenge(person, asked.get("challenge"))
        if challenge:
            language = get_language() or "en"
            board = actions.open_challenge_board(**said, challenge=challenge, language=language)
        else:
            board = actions.open_board(**said)
        return Response(queries.line(queries.seat(person, board.hex)), status=201)


class BoardView(APIView):
    """One board."""

    @extend_schema(responses=serializers.BoardDetail)
    def get(self, request: Request, board: str) -> Response:
        """The board and its brief in the caller's language."""
        here = seat(request, board)
        answer = queries.detail(here, get_language() or "en")
        about = here.board.challenge
        if answer["challenge"] and about and about.is_confidential:
            note_opening(challenge=about, person=here.person)
        return Response(answer)


class Code(APIView):
    """The code people join a board with."""

    @extend_schema(request=None, responses=serializers.CodeOut)
    def post(self, request: Request, board: str) -> Response:
        """The code in force, or a new one (facilitators)."""
        here = seat(request, board)
        made = actions.code_for(board=here.board, by=here.person)
        said = {"code": made.code, "invitation": made.invitation, "expires_at": made.expires_at}
        return Response(said)


class Entries(APIView):
    """The log of a board, as far as the caller may read it."""

    @extend_schema(
        parameters=[
            OpenApiParameter(
                "stream", str, description="A stream the caller reads; else the board's."
            ),
            OpenApiParameter("since", int, description="Entries after this number."),
            OpenApiParameter("limit", int, description="At most this many (1–1000)."),
        ],
        responses=serializers.EntriesOut,
    )
    def get(self, request: Request, board: str) -> HttpResponse:
        """Entries in order, the log's own bytes."""
        here = seat(request, board)
        asked = valid(serializers.Since, request.query_params)
        streams = queries.streams_of(here)
        stream = asked.get("stream") or next(iter(streams))
        parts, head = queries.entries(here, stream, asked["since"], asked["limit"])
        last = asked["since"] + len(parts)
        body = b'{"stream":"%b","kind":"%b","head":%d,"next":%b,"entries":[%b]}' % (
            stream.encode(),
            streams[stream].encode(),
            head,
            b"%d" % last if parts and last < head else b"null",
            b",".join(parts),
        )
        return HttpResponse(body, content_type="application/json")


class Items(APIView):
    """The items of a board as they are now."""

    @extend_schema(responses=serializers.ItemOut(many=True))
    def get(self, request: Request, board: str) -> HttpResponse:
        """Every item the caller sees, tombstones included."""
        parts = queries.items(seat(request, board))
        return HttpResponse(b"[" + b",".join(parts) + b"]", content_type="application/json")


class History(APIView):
    """What became of one item."""

    @extend_schema(
        parameters=[OpenApiParameter("before", int, description="Entries before this number.")],
        responses=serializers.HistoryOut,
    )
    def get(self, request: Request, board: str, item: str) -> Response:
        """Who wrote, moved, built on it: a page of it, the newest first."""
        here = seat(request, board)
        asked = valid(serializers.Before, request.query_params)
        lines, before = queries.history_of(here, item, asked.get("before"))
        return Response({"lines": lines, "before": before})


def _challenge(person: Person, challenge: str | None) -> Challenge | None:
    return challenges.readable_one(person, UUID(challenge)) if challenge else None


def valid(kind: type[Serializer[Any]], data: Any) -> dict[str, Any]:
    """What came in, if it has the form; raises Django REST framework's ValidationError."""
    form = kind(data=data)
    form.is_valid(raise_exception=True)
    return dict(form.validated_data)
