"""The HTTP skin of somebody's first page in a lab."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from challenges.models import Challenge
from common import clock

from . import home
from .serializers import BoardLine
from .views import caller

WAITS = ("answer", "decide", "publish", "publish_changes", "read")
EVENTS = ("published", "answered", "decided", "board_opened")


class HomeBoard(BoardLine):
    """A board, and how many people are on it now."""

    here = serializers.IntegerField()


class HomeChallenge(serializers.Serializer[Any]):
    id = serializers.CharField()
    title = serializers.CharField()
    language = serializers.CharField()
    state = serializers.ChoiceField(choices=Challenge.State.values)
    version = serializers.IntegerField()


class HomeWait(serializers.Serializer[Any]):
    """Something that she can do next, about one challenge."""

    what = serializers.ChoiceField(choices=WAITS)
    challenge = serializers.CharField()
    count = serializers.IntegerField()


class HomeEvent(serializers.Serializer[Any]):
    """Something that happened, on a board or about a challenge."""

    what = serializers.ChoiceField(choices=EVENTS)
    at = serializers.DateTimeField()
    challenge = serializers.CharField(allow_null=True)
    board = serializers.CharField(allow_null=True)


class HomeOut(serializers.Serializer[Any]):
    boards = HomeBoard(many=True)
    challenges = HomeChallenge(many=True)
    waiting = HomeWait(many=True)
    lately = HomeEvent(many=True)


class HomeView(APIView):
    """The first page of the lab."""

    @extend_schema(operation_id="home", responses=HomeOut)
    def get(self, request: Request) -> Response:
        """What goes on now, what waits for the caller, what happened lately."""
        found = home.home(caller(request), get_language() or "en", clock.now())
        return Response(HomeOut(found).data)
