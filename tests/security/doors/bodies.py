"""What a page of ours sends at each door that takes a body, with the ids of some team's things."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from challenges import actions as challenges
from challenges.models import Challenge
from tests.files import corpus

from .world import EMAIL, PASSWORD, Things, World

Body = Callable[[Things], Any]
ORGANISATION = {"name": "New works", "kind": "startup", "country": "BE"}
JOINING = {"label": "Newcomer", "language": "en", "consents": ["taking_part"]}


def content(things: Things) -> dict[str, Any]:
    """A brief, whole."""
    brief = {"title": "Panes", "problem": "Broken"}
    said: dict[str, Any] = {"sector": "", "ip_policy": "open", "audience": "lab", "criteria": []}
    said |= {"cover": None, "files": []}
    return said | {
        "texts": {"en": brief, "nl": brief} if things.mark != "Canary-foreign" else {"nl": brief}
    }


BODIES: dict[str, Body] = {
    "POST join/look": lambda it: {"code": it.code},
    "POST join": lambda it: JOINING | {"code": it.code},
    "POST resume": lambda it: {"code": it.resume},
    "POST first": lambda it: {
        "token": it.first, "email": "new@lab.example", "password": PASSWORD, "label": "New host",
    },
    "POST login": lambda it: {"name": EMAIL, "password": PASSWORD},
    "POST logout": lambda it: {},
    "POST leave": lambda it: {"lab": it.lab},
    "POST resume/code": lambda it: {},
    "POST consents": lambda it: {"purpose": "taking_part", "given": True, "lab": it.lab},
    "POST people/{person}/roles": lambda it: {"role": "evaluator", "held": True},
    "POST people/{person}/name": lambda it: {"label": "Maker"},
    "POST people/{person}/stay": lambda it: {"here": False},
    "POST people/{person}/devices/end": lambda it: {},
    "POST people/{person}/code": lambda it: {},
    "POST people/{person}/organisation": lambda it: {"organisation": it.organisation},
    "POST people/{person}/reset": lambda it: {},
    "POST invitations": lambda it: {"role": "evaluator", "note": "The new one"},
    "POST invitations/{invitation}/revoke": lambda it: {},
    "POST invitations/look": lambda it: {"token": it.invite},
    "POST invitations/accept": lambda it: JOINING | {
        "token": it.invite, "name": "new@lab.example", "password": PASSWORD,
    },
    "POST reset": lambda it: {"token": it.reset, "password": f"{PASSWORD} anew"},
    "POST password": lambda it: {"old": PASSWORD, "new": f"{PASSWORD} anew"},
    "POST organisations": lambda it: ORGANISATION,
    "PATCH organisations/{organisation}": lambda it: ORGANISATION,
    "POST organisations/{organisation}/retired": lambda it: {"retired": True},
    "POST challenges": lambda it: {"title": "New", "language": "en"},
    "POST challenges/{challenge}/questions": lambda it: {"text": "How?"},
    "POST challenges/{challenge}/questions/{question}/answer": lambda it: {"text": "So."},
    "POST challenges/{challenge}/interest": lambda it: {"interested": True},
    "PATCH challenges/{challenge}/draft": lambda it: {
        "revision": it.revision, "content": content(it),
    },
    "POST challenges/{challenge}/files": lambda it: corpus.made("png"),
    "POST challenges/{challenge}/publish": lambda it: {"revision": it.revision},
    "POST challenges/{challenge}/state": lambda it: {"state": "in_session"},
    "POST challenges/{challenge}/decision": lambda it: {"texts": {"nl": "We do it."}},
    "POST challenges/{challenge}/readers": lambda it: {"person": it.person, "named": True},
    "POST boards": lambda it: {"title": "New", "challenge": it.challenge},
    "POST boards/{board}/code": lambda it: {},
    "PUT boards/{board}/items/{item}/flag": lambda it: {"reason": "hurtful"},
    "DELETE boards/{board}/items/{item}/flag": lambda it: {},
    "POST boards/{board}/items/{item}/flag/settled": lambda it: {},
    "POST boards/{board}/terms": lambda it: {
        "policy": it.brief.ip_policy if it.brief else "open", "version": "2026-1", "language": "nl",
    },
    "POST boards/{board}/members": lambda it: {"person": it.person},
    "POST boards/{board}/attachments": lambda it: corpus.made("png"),
}  # fmt: skip


def _closed(world: World, things: Things) -> None:
    """Only a closed challenge is answered."""
    row = things.brief
    if row is not None and row.owner is not None:
        challenges.move_challenge(challenge=row, state=Challenge.State.CLOSED, by=row.owner)


#: what has to have happened before
BEFORE: dict[str, Callable[[World, Things], None]] = {
    "POST challenges/{challenge}/decision": _closed,
}
