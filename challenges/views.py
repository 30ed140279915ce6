"""The HTTP skin of the challenges."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from django.utils.translation import get_language
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import demand_member
from accounts.queries import person_from_cookies

from . import queries
from .briefs import Brief, best_language
from .models import Challenge
from .serializers import ChallengeLineOut, ChallengeOut

LAB = OpenApiParameter("lab", str, description="The lab's id; left out: the one joined last.")


def _data(challenge: Challenge) -> dict[str, Any]:
    texts = queries.briefs(challenge)
    language = best_language(list(texts), get_language() or "en")
    return {
        "id": challenge.hex,
        "slug": challenge.slug,
        "sector": challenge.sector,
        "state": challenge.state,
        "ip_policy": challenge.ip_policy,
        "language": language,
        "languages": list(texts),
        "posted_at": challenge.posted_at,
    } | _brief(texts[language])


def _brief(brief: Brief) -> dict[str, Any]:
    return {name: getattr(brief, name) for name in msgspec.structs.asdict(brief)}


class ChallengesView(APIView):
    """The challenges of a lab."""

    @extend_schema(
        operation_id="challenges",
        parameters=[LAB],
        responses={
            200: ChallengeLineOut(many=True),
            401: OpenApiResponse(description="`not_joined`"),
        },
    )
    def get(self, request: Request) -> Response:
        """Those the caller may read, newest first."""
        lab = request.query_params.get("lab")
        person = demand_member(person_from_cookies(request.COOKIES, lab))
        found = [_data(challenge) for challenge in queries.readable(person)]
        return Response(ChallengeLineOut(found, many=True).data)


class ChallengeView(APIView):
    """One challenge."""

    @extend_schema(
        operation_id="challenge",
        parameters=[LAB],
        responses={
            200: ChallengeOut,
            401: OpenApiResponse(description="`not_joined`"),
            404: OpenApiResponse(description="`unknown_challenge`"),
        },
    )
    def get(self, request: Request, challenge: str) -> Response:
        """Its brief, in the caller's language if it has it."""
        lab = request.query_params.get("lab")
        person = demand_member(person_from_cookies(request.COOKIES, lab))
        return Response(ChallengeOut(_data(queries.readable_one(person, UUID(challenge)))).data)
