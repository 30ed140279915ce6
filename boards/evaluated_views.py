"""The HTTP skin of where ideas came from: for evaluators, facilitators and administrators."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import queries as accounts
from accounts.models import Person

from . import evaluated, queries, serializers
from .views import caller

LAB = OpenApiParameter("lab", str, description="The lab's id; left out: the one joined last.")


def evaluator(request: Request, board: str) -> Person:
    """Who asks, in the lab of this board; a board of no lab of hers is one that is not there."""
    lab = queries.lab_of(board)
    person = accounts.person_from_cookies(request.COOKIES, lab) if lab else None
    return person or caller(request)


class EvaluatedBoards(APIView):
    """The boards whose ideas may be followed back."""

    @extend_schema(
        operation_id="lineage_boards",
        parameters=[LAB],
        responses=serializers.EvaluatedBoard(many=True),
    )
    def get(self, request: Request) -> Response:
        """Every board of the lab but those of confidential challenges that she may not read."""
        boards = evaluated.evaluated(caller(request, request.query_params.get("lab")))
        return Response(
            [
                {
                    "id": board.hex,
                    "title": board.title,
                    "challenge": board.challenge.hex if board.challenge else None,
                    "opened_at": board.opened_at,
                }
                for board in boards
            ]
        )


class Lineages(APIView):
    """How far the ideas on a board came."""

    @extend_schema(operation_id="lineages", responses=serializers.IdeaReach(many=True))
    def get(self, request: Request, board: str) -> Response:
        """Every idea, the oldest first, with how much came together in it."""
        here = evaluated.evaluated_one(evaluator(request, board), board)
        return Response(evaluated.lineages(here))


class LineageView(APIView):
    """Where one idea came from."""

    @extend_schema(operation_id="lineage", responses=serializers.LineageOut)
    def get(self, request: Request, board: str, item: str) -> Response:
        """The ideas it builds on, and those they build on, nearest first. Names nobody."""
        here = evaluated.evaluated_one(evaluator(request, board), board)
        return Response(evaluated.lineage_of(here, item))
