"""The open action of this thread: what time it is in it, and what it has done so far."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from common.clock import stamp
from common.ids import new_id
from common.wire import encode

from . import verbs
from .errors import DoesNotFit, OutsideTheDoor

if TYPE_CHECKING:
    from .streams import StreamKey

log = logging.getLogger("livelab.contributions")

#: The actor of what no person did: the server itself.
SERVER = "0" * 32

_is_id = re.compile(r"[0-9a-f]{32}").fullmatch
_is_name = re.compile(r"[a-z][a-z0-9_]*").fullmatch


class Draft(msgspec.Struct, gc=False):
    """An entry before it has a number. Facts and words are the exact bytes that are kept.

    `op_id` may be empty: then the server gives one.
    """

    stream: str
    op_id: str
    at: str
    actor: str
    verb: str
    context: str
    facts: bytes
    words: bytes | None


class Progress(NamedTuple):
    """How far an action had come when another began inside it."""

    pending: int
    appended: int
    changed: int
    undoing: int


START = Progress(0, 0, 0, 0)


class Act:
    """What an action is given: `now`, and `append` for what it did."""

    __slots__ = ("appended", "changed", "if_undone", "now", "pending")

    def __init__(self, now: datetime) -> None:
        self.now = now
        #: Entries which are written as the last thing before the commit.
        self.pending: list[tuple[StreamKey, Draft]] = []
        #: How many entries were appended so far, pending ones included.
        self.appended = 0
        #: How many statements changed guarded rows so far.
        self.changed = 0
        #: What takes back what was done outside the database, should this be rolled back.
        self.if_undone: list[Callable[[], None]] = []

    def append(
        self,
        key: StreamKey,
        verb: str,
        *,
        actor: str,
        facts: object,
        words: object = None,
        context: Mapping[str, str] | None = None,
        op_id: str = "",
    ) -> None:
        """Say in the log what was done; it is numbered and written just before the commit.

        `facts` and `words` are a mapping or the verb's own types. Raises UndeclaredVerb, or
        DoesNotFit where they are not what the verb declares, and OutsideTheDoor when this
        action is over or belongs to another thread.
        """
        if _here.act is not self:
            raise OutsideTheDoor(f"{verb}: its action is not open here")
        declared = verbs.get(verb)
        draft = Draft(
            stream=key.id,
            op_id=op_id or new_id(),
            at=stamp(self.now),
            actor=_an_id(actor),
            verb=verb,
            context=context_text(context or {}),
            facts=fitting(declared.facts, facts),
            words=_words(declared, words),
        )
        self.pending.append((key, draft))
        self.appended += 1

    def progress(self) -> Progress:
        """Where it stands now, for `rewind` and for the check of an inner action."""
        return Progress(len(self.pending), self.appended, self.changed, len(self.if_undone))

    def rewind(self, to: Progress) -> None:
        """Forget what an action did that failed, and take back what it did outside."""
        del self.pending[to.pending :]
        self.appended, self.changed = to.appended, to.changed
        while len(self.if_undone) > to.undoing:
            _take_back(self.if_undone.pop())


def _take_back(undo: Callable[[], None]) -> None:
    """What made the action fail is the greater news."""
    try:
        undo()
    except OSError:
        log.exception("what a failed action did outside the database was not taken back")


class _Here(threading.local):
    act: Act | None = None


_here = _Here()


def current() -> Act:
    """The action open in this thread; raises OutsideTheDoor when there is none."""
    act = _here.act
    if act is None:
        raise OutsideTheDoor("no action is open here")
    return act


def peek() -> Act | None:
    """The action open in this thread, or None."""
    return _here.act


def enter(act: Act | None) -> None:
    """Make this the open action of the thread (`door` alone does)."""
    _here.act = act


def context_text(context: Mapping[str, str]) -> str:
    """The circumstances of an entry as they are hashed: a compact JSON object, names in order.

    Raises DoesNotFit for anything but plain ids by lower-case names.
    """
    for name, value in context.items():
        if not _is_name(name):
            raise DoesNotFit(f"context: {name!r} is no name")
        _an_id(value)
    return encode(dict(sorted(context.items()))).decode()


def fitting(shape: type[Any], value: object) -> bytes:
    """The value as compact JSON in the declared order, if it has the declared shape."""
    try:
        return encode(msgspec.convert(msgspec.to_builtins(value), shape))
    except (msgspec.ValidationError, TypeError) as wrong:
        raise DoesNotFit(f"{shape.__name__}: {wrong}") from wrong


def _words(declared: verbs.Verb, words: object) -> bytes | None:
    if declared.words is None and words is None:
        return None
    if declared.words is None or words is None:
        raise DoesNotFit(
            f"{declared.name}: words are {'missing' if words is None else 'not declared'}"
        )
    return fitting(declared.words, words)


def _an_id(text: str) -> str:
    if not _is_id(text):
        raise DoesNotFit(f"{text!r} is no id")
    return text
