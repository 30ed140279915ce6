"""The one door to every write: `@action`.

An action opens the transaction, knows what time it is, and says in the log what it did. What
it appended is numbered and written as the last thing before the commit, with the streams
locked in the order of their ids. An action called inside another joins it. Whether to try
again after a failure is for the caller.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.db import connection, transaction

from common import clock

from . import act as acts
from . import append
from .act import SERVER, Act
from .errors import NothingLogged

__all__ = ["SERVER", "Act", "action", "as_of", "write_lock"]

P = ParamSpec("P")
R = TypeVar("R")

#: On SQLite there is one writer; whoever writes in this process takes turns here, not in the file.
write_lock = threading.RLock()

_as_of: ContextVar[datetime | None] = ContextVar("contributions_as_of", default=None)


def action(function: Callable[Concatenate[Act, P], R]) -> Callable[P, R]:
    """Make `function(act, …)` an action, called without `act`.

    Raises NothingLogged when guarded rows changed and nothing was appended, and rolls back on
    any exception. Inside another action only what this one did is undone by its exception.
    Raises RuntimeError inside a transaction that no action opened.
    """

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        outer = acts.peek()
        if outer is not None:
            with _inside(outer):
                return function(outer, *args, **kwargs)
        with _opened() as act:
            return function(act, *args, **kwargs)

    return call


@contextmanager
def as_of(instant: datetime) -> Iterator[None]:
    """Let actions run at a past instant. For the demo and for tests, nobody else."""
    before = _as_of.set(instant)
    try:
        yield
    finally:
        _as_of.reset(before)


@contextmanager
def _opened() -> Iterator[Act]:
    with _turn(), transaction.atomic(durable=True):
        act = Act(_as_of.get() or clock.now())
        acts.enter(act)
        try:
            yield act
            _check(act, acts.START)
            append.write_pending(act)
        except BaseException:
            act.rewind(acts.START)
            raise
        finally:
            acts.enter(None)


@contextmanager
def _inside(outer: Act) -> Iterator[None]:
    before = outer.progress()
    try:
        with transaction.atomic():
            yield
            _check(outer, before)
    except BaseException:
        outer.rewind(before)
        raise


def _check(act: Act, since: acts.Progress) -> None:
    if act.changed > since.changed and act.appended == since.appended:
        raise NothingLogged("rows changed and nothing was appended")


def _turn() -> AbstractContextManager[object]:
    return write_lock if connection.vendor == "sqlite" else nullcontext()
