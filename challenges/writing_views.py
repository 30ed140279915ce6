"""The HTTP skin of writing a challenge: for its owner and the lab's facilitators."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import msgspec
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import queries as accounts
from accounts.models import Person

from . import access, actions, queries, states
from . import serializers as s
from .briefs import Content, changes, missing, tidy
from .errors import UnknownChallenge
from .models import Challenge, ChallengeVersion
from .views import NOT_HERS, REFUSED, brought_data, conflict, opened, valid


def written(request: Request, challenge: str) -> tuple[Challenge, Person]:
    """A challenge that the caller writes."""
    found, person = opened(request, challenge)
    access.demand_may_write(person, found)
    return found, person


def content_data(content: Content) -> dict[str, Any]:
    texts = {language: msgspec.structs.asdict(brief) for language, brief in content.texts.items()}
    said: dict[str, Any] = msgspec.to_builtins(content)
    return said | {"texts": texts}


def draft_data(challenge: Challenge) -> dict[str, Any]:
    working = queries.working(challenge)
    readable = queries.with_its_files(challenge, tidy(working))
    is_new = not states.is_published(challenge.state)
    return {
        "id": challenge.hex,
        "state": challenge.state,
        "next": list(states.NEXT[challenge.state]),
        "revision": challenge.revision,
        "version": challenge.version,
        "changed": is_new or bool(changes(queries.content(challenge), readable)),
        "languages": challenge.lab.languages,
        "missing": missing(working),
        "saved_at": challenge.saved_at,
        "decision": challenge.decision,
        "content": content_data(working),
        "brought": [brought_data(row) for row in queries.files_of(challenge).values()],
    }


class DraftView(APIView):
    """What its people are writing."""

    @extend_schema(
        operation_id="challenge_draft", responses={200: s.ChallengeDraftOut} | REFUSED | NOT_HERS
    )
    def get(self, request: Request, challenge: str) -> Response:
        """As it was saved last."""
        found, person = written(request, challenge)
        if found.is_confidential:
            actions.note_opening(challenge=found, person=person)
        return Response(draft_data(found))

    @extend_schema(
        operation_id="challenge_save",
        request=s.SaveIn,
        responses={200: s.ChallengeDraftOut}
        | REFUSED
        | NOT_HERS
        | conflict("brief_changed", "brief_is_history"),
    )
    def patch(self, request: Request, challenge: str) -> Response:
        """Save it, if nobody saved it since the revision it was written upon."""
        found, person = written(request, challenge)
        said = valid(s.SaveIn, request, languages=found.lab.languages)
        content = msgspec.convert(said["content"], Content)
        saved = actions.save_brief(
            challenge=found, content=content, revision=said["revision"], by=person
        )
        return Response(draft_data(saved))


class PublishView(APIView):
    """Showing it to those it is for."""

    @extend_schema(
        operation_id="challenge_publish",
        request=s.PublishIn,
        responses={200: s.ChallengeDraftOut}
        | REFUSED
        | NOT_HERS
        | conflict("brief_changed", "brief_is_history", "nothing_to_publish"),
    )
    def post(self, request: Request, challenge: str) -> Response:
        """A draft opens; another gets a new version."""
        found, person = written(request, challenge)
        revision = valid(s.PublishIn, request)["revision"]
        done = actions.publish(challenge=found, revision=revision, by=person)
        return Response(draft_data(done))


class StateView(APIView):
    """How far it has come."""

    @extend_schema(
        operation_id="challenge_move",
        request=s.StateIn,
        responses={200: s.ChallengeDraftOut} | REFUSED | NOT_HERS | conflict("state_not_next"),
    )
    def post(self, request: Request, challenge: str) -> Response:
        """Open, in session, closed."""
        found, person = written(request, challenge)
        state = valid(s.StateIn, request)["state"]
        return Response(draft_data(actions.move_challenge(challenge=found, state=state, by=person)))


class DecisionView(APIView):
    """What the owner decided."""

    @extend_schema(
        operation_id="challenge_answer",
        request=s.DecisionIn,
        responses={200: s.ChallengeDraftOut} | REFUSED | NOT_HERS | conflict("state_not_next"),
    )
    def post(self, request: Request, challenge: str) -> Response:
        """Say it to everybody; a closed challenge is answered then."""
        found, person = written(request, challenge)
        texts = valid(s.DecisionIn, request, languages=found.lab.languages)["texts"]
        return Response(
            draft_data(actions.answer_challenge(challenge=found, texts=texts, by=person))
        )


class VersionsView(APIView):
    """What was published, from time to time."""

    @extend_schema(
        operation_id="challenge_versions",
        responses={200: s.ChallengeVersionOut(many=True)} | REFUSED | NOT_HERS,
    )
    def get(self, request: Request, challenge: str) -> Response:
        """All versions, the newest first, each with what it changed."""
        found, _person = written(request, challenge)
        return Response(versions_data(queries.versions(found)))


def versions_data(versions: list[ChallengeVersion]) -> list[dict[str, Any]]:
    labels = accounts.labels(one.by for one in versions)
    contents = [msgspec.convert(one.content, Content) for one in versions]
    steps = [list(changes(old, new)) for new, old in pairwise(contents)]
    return [
        {
            "number": one.number,
            "at": one.at,
            "by": labels.get(one.by, ""),
            "changed": changed,
            "content": content_data(content),
        }
        for one, content, changed in zip(versions, contents, [*steps, []], strict=True)
    ]


class ReadersView(APIView):
    """Who is named to read it."""

    @extend_schema(
        operation_id="challenge_readers",
        responses={200: s.ReaderOut(many=True)} | REFUSED | NOT_HERS,
    )
    def get(self, request: Request, challenge: str) -> Response:
        """Everybody in the lab, with whether they are."""
        found, _person = written(request, challenge)
        return Response(readers_data(found))

    @extend_schema(
        operation_id="challenge_name",
        request=s.NamingIn,
        responses={200: s.ReaderOut(many=True)} | REFUSED | NOT_HERS,
    )
    def post(self, request: Request, challenge: str) -> Response:
        """Name somebody, or name her no longer."""
        found, person = written(request, challenge)
        said = valid(s.NamingIn, request)
        reader = accounts.person_in(found.lab, said["person"])
        if reader is None:
            raise UnknownChallenge
        change = actions.name_reader if said["named"] else actions.unname_reader
        change(challenge=found, person=reader, by=person)
        return Response(readers_data(found))


def readers_data(challenge: Challenge) -> list[dict[str, Any]]:
    return [
        {"id": person.hex, "label": person.label, "named": named}
        for person, named in queries.readers(challenge)
    ]
