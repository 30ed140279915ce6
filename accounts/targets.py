"""What a join code leads to. The app that owns the target says what people see and lets them in.

    accounts.targets.register("board", Target(describe=…, admit=…))

`describe(code, language)` is shown before anybody joins; `admit(act, person, code)` runs inside the
action that joins her, appends what it says in the log, and returns the page she goes to. Both may
raise a Refusal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from contributions.door import Act

from .errors import NothingToJoin
from .models import JoinCode, Person


@dataclass(frozen=True, slots=True)
class TargetView:
    """What somebody sees of it before she has a name."""

    title: str
    brief: str = ""
    mode: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """How one kind of target is shown and entered."""

    describe: Callable[[JoinCode, str], TargetView]
    admit: Callable[[Act, Person, JoinCode], str]


_targets: dict[str, Target] = {}


def register(kind: str, target: Target) -> None:
    """Declare a kind (called once per kind, in `AppConfig.ready`)."""
    if _targets.setdefault(kind, target) is not target:
        raise ValueError(f"the target kind {kind!r} is declared twice")


def get(kind: str) -> Target:
    """The target of this kind; what no app claims (any more) cannot be joined."""
    try:
        return _targets[kind]
    except KeyError:
        raise NothingToJoin from None


def declare() -> None:
    """A code may lead to the lab itself, its front page."""
    register(
        "lab",
        Target(
            describe=lambda code, language: TargetView(code.lab.name),
            admit=lambda act, person, code: "/",
        ),
    )
