"""The HTTP skin of flags."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from . import flags, serializers
from .views import seat, valid


class Flags(APIView):
    """What is flagged on a board."""

    @extend_schema(responses=serializers.FlagsOut)
    def get(self, request: Request, board: str) -> Response:
        """One's own flags; all flagged items for a facilitator."""
        return Response(flags.told(seat(request, board)))


class ItemFlag(APIView):
    """One's own flag at an item."""

    @extend_schema(request=serializers.NewFlag, responses={204: None})
    def put(self, request: Request, board: str, item: str) -> Response:
        """Ask the facilitator to look at it. Nobody else hears of it, its author neither."""
        asked = valid(serializers.NewFlag, request.data)
        flags.flag(seat(request, board), item, asked["reason"])
        return Response(status=204)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, board: str, item: str) -> Response:
        """Take it back."""
        flags.withdraw(seat(request, board), item)
        return Response(status=204)


class Settled(APIView):
    """What a facilitator has looked at."""

    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request, board: str, item: str) -> Response:
        """All flags of the item are down."""
        flags.settle(seat(request, board), item)
        return Response(status=204)
