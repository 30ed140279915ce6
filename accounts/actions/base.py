"""What the actions of the people side share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from contributions.door import SERVER, Act
from contributions.streams import StreamKey

from ..models import Lab, Person


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What somebody says about herself when she comes in. All clean already (`serializers`)."""

    label: str
    language: str = "en"
    languages: list[str] = field(default_factory=list)
    discipline: str = ""
    organisation: str = ""
    consents: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Joined:
    """Where a join led: the person, her page, and the secrets given once to her and her browser."""

    person: Person
    path: str
    device_secret: str
    resume_code: str | None


def lab_stream(lab: Lab) -> StreamKey:
    """The stream in which a lab's own events stand."""
    return StreamKey(lab.hex, "lab", lab.hex, lab.disposable)


def say(act: Act, lab: Lab, verb: str, by: Person | None, **facts: Any) -> None:
    actor = by.actor if by else SERVER
    act.append(lab_stream(lab), verb, actor=actor, facts=facts, context={"lab": lab.hex})
