"""The HTTP skin of reading challenges and talking about them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from django.utils.translation import get_language
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import access as people
from accounts.access import demand_member
from accounts.errors import NotJoined
from accounts.models import Person
from accounts.queries import person_from_cookies

from . import access, actions, queries, states
from . import serializers as s
from .briefs import Brief, best_language
from .models import Challenge, ChallengeFile, Question

LAB = OpenApiParameter("lab", str, description="The lab's id; left out: the one joined last.")
#: what every question about one challenge may be refused with
REFUSED = {
    401: OpenApiResponse(description="`not_joined`"),
    404: OpenApiResponse(description="`unknown_challenge`"),
}
NOT_HERS = {403: OpenApiResponse(description="`role_missing`")}


def conflict(*codes: str) -> dict[int, OpenApiResponse]:
    """The refusals that say it is another time for that."""
    return {409: OpenApiResponse(description=", ".join(f"`{code}`" for code in codes))}


def valid(form: type[s.Strict], request: Request, **context: Any) -> dict[str, Any]:
    """What came in, if it has the form; raises Django REST framework's ValidationError."""
    serializer = form(data=request.data, context=context)
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)


def opened(request: Request, challenge: str) -> tuple[Challenge, Person]:
    """A challenge, and who of its lab asks for it."""
    found, person = queries.opened(request.COOKIES, UUID(challenge))
    if person is None:
        raise NotJoined
    return found, person


def line_data(
    challenge: Challenge, counts: queries.Counts, cover: queries.Shown | None = None
) -> dict[str, Any]:
    texts = queries.briefs(challenge)
    language = best_language(texts, get_language() or "en")
    problem = "" if challenge.is_confidential else texts[language].problem
    return {
        "id": challenge.hex,
        "slug": challenge.slug,
        "sector": challenge.sector,
        "state": challenge.state,
        "ip_policy": challenge.ip_policy,
        "audience": challenge.audience,
        "language": language,
        "languages": list(texts),
        "posted_at": challenge.posted_at,
        "title": texts[language].title,
        "problem": problem,
        "questions": counts.questions,
        "interested": counts.interested,
        "cover": _cover(cover, language),
    }


def _cover(cover: queries.Shown | None, language: str) -> dict[str, Any] | None:
    if cover is None:
        return None
    row = cover.row
    alt = _said(cover.says, language)
    return {"id": row.id, "alt": alt, "width": row.width, "height": row.height}


def _said(says: dict[str, str], language: str) -> str:
    """What is said of a file, in this language or the best there is."""
    return says[best_language(says, language)] if says else ""


def brought_data(row: ChallengeFile) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("id", "kind", "name", "size", "width", "height")}


def whole_data(challenge: Challenge, person: Person | None, language: str = "") -> dict[str, Any]:
    line = line_data(challenge, queries.counts([challenge])[challenge.pk])
    texts = queries.briefs(challenge)
    if language in texts:
        line["language"] = language
    shown = line["language"]
    line["cover"] = _cover(queries.covers([challenge]).get(challenge.pk), shown)
    named = [one.names for one in queries.content(challenge).criteria]
    roles = people.roles(person) if person else frozenset()
    return line | {
        **_brief(texts[shown]),
        "criteria": [names[best_language(names, shown)] for names in named if names],
        "decision": challenge.decision[best_language(challenge.decision, shown)]
        if challenge.decision
        else "",
        "organisation": challenge.owner.organisation if challenge.owner else "",
        "version": challenge.version,
        "may_write": access.may_write(person, challenge, roles),
        "may_join_in": person is not None and challenge.state in states.UNDER_WAY,
        "files": [
            brought_data(row) | {"says": _said(says, shown)}
            for row, says in queries.shown_files(challenge)
        ],
        "is_interested": queries.is_interested(person, challenge),
    }


def _brief(brief: Brief) -> dict[str, Any]:
    return {name: getattr(brief, name) for name in msgspec.structs.asdict(brief)}


def question_data(question: Question) -> dict[str, Any]:
    return {
        "id": question.hex,
        "text": question.text,
        "asked_by": question.asker.label,
        "asked_at": question.asked_at,
        "answer": question.answer,
        "answered_by": question.answerer.label if question.answerer else "",
        "answered_at": question.answered_at,
    }


class ChallengesView(APIView):
    """The challenges of a lab."""

    @extend_schema(
        operation_id="challenges",
        parameters=[LAB, s.WantedIn],
        responses={200: s.ChallengeLineOut(many=True), 401: REFUSED[401]},
    )
    def get(self, request: Request) -> Response:
        """Those the caller may read and that fit what she looks for, newest first."""
        asked = {key: one for key, one in request.query_params.items() if one and key != "lab"}
        wanted = s.WantedIn(data=asked)
        wanted.is_valid(raise_exception=True)
        lab = request.query_params.get("lab")
        person = demand_member(person_from_cookies(request.COOKIES, lab))
        found = queries.catalogue(person, queries.Wanted(**wanted.validated_data))
        counts = queries.counts(found)
        covers = queries.covers(one for one in found if not one.is_confidential)
        lines = [line_data(one, counts[one.pk], covers.get(one.pk)) for one in found]
        return Response(s.ChallengeLineOut(lines, many=True).data)

    @extend_schema(
        operation_id="challenge_begin",
        request=s.NewChallenge,
        responses={201: s.ChallengeLineOut, 401: REFUSED[401]} | NOT_HERS,
    )
    def post(self, request: Request) -> Response:
        """Begin a draft with a title only (owners, facilitators, administrators)."""
        person = demand_member(person_from_cookies(request.COOKIES))
        said = valid(s.NewChallenge, request)
        made = actions.begin_challenge(lab=person.lab, by=person, **said)
        return Response(s.ChallengeLineOut(line_data(made, queries.Counts())).data, status=201)


class ChallengeView(APIView):
    """One challenge."""

    @extend_schema(
        operation_id="challenge",
        parameters=[
            OpenApiParameter("language", str, description="Another language it is written in.")
        ],
        responses={200: s.ChallengeOut} | REFUSED,
    )
    def get(self, request: Request, challenge: str) -> Response:
        """Its brief, in the caller's language if it has it. A public one is read by anybody."""
        found, person = queries.opened(request.COOKIES, UUID(challenge))
        if found.is_confidential and person is not None:
            actions.note_opening(challenge=found, person=person)
        language = request.query_params.get("language", "")
        return Response(s.ChallengeOut(whole_data(found, person, language)).data)


class QuestionsView(APIView):
    """Questions to the owner, with their answers."""

    @extend_schema(operation_id="questions", responses={200: s.QuestionOut(many=True)} | REFUSED)
    def get(self, request: Request, challenge: str) -> Response:
        """All of them, for who reads the challenge in its lab."""
        found, _person = opened(request, challenge)
        return Response([question_data(one) for one in queries.questions(found)])

    @extend_schema(
        operation_id="question_ask",
        request=s.QuestionIn,
        responses={201: s.QuestionOut} | REFUSED | conflict("not_under_way"),
    )
    def post(self, request: Request, challenge: str) -> Response:
        """Ask one."""
        found, person = opened(request, challenge)
        said = valid(s.QuestionIn, request)
        asked = actions.ask_question(challenge=found, text=said["text"], by=person)
        return Response(question_data(asked), status=201)


class AnswerView(APIView):
    """The answer to a question."""

    @extend_schema(
        operation_id="question_answer",
        request=s.AnswerIn,
        responses={200: s.QuestionOut} | REFUSED | NOT_HERS,
    )
    def post(self, request: Request, challenge: str, question: str) -> Response:
        """Answer it for every team (its owner, facilitators)."""
        found, person = opened(request, challenge)
        one = queries.question_of(found, UUID(question))
        said = valid(s.AnswerIn, request)
        actions.answer_question(question=one, text=said["text"], by=person)
        return Response(question_data(one))


class InterestView(APIView):
    """Who would like to work on it."""

    @extend_schema(
        operation_id="interest",
        request=s.InterestIn,
        responses={200: s.ChallengeOut} | REFUSED | conflict("not_under_way"),
    )
    def post(self, request: Request, challenge: str) -> Response:
        """Say that one would, or would not after all."""
        found, person = opened(request, challenge)
        if valid(s.InterestIn, request)["interested"]:
            actions.show_interest(challenge=found, by=person)
        else:
            actions.withdraw_interest(challenge=found, by=person)
        return Response(s.ChallengeOut(whole_data(found, person)).data)
