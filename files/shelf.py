"""Which files there ought to be: asked of every app that has rows about some.

What lies on disk without a row is a stray: it was written and never got its row, or lost it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from itertools import islice
from typing import Final, NamedTuple

from . import filestore

#: a file on disk without a row may be one that is being uploaded, for so long
UPLOAD_LASTS: Final = timedelta(hours=1)
#: files looked at in one go of a sweep
AT_ONCE: Final = 200


class Holder(NamedTuple):
    """An app that has rows about files.

    `held`: which of these it has a row of (None: of all there are). `sweep`: remove those that
    nothing needs any more; how many they were.
    """

    held: Callable[[Collection[str] | None], set[str]]
    sweep: Callable[[datetime], int]


class Swept(NamedTuple):
    """What a sweep removed: files that nothing bound, and files without a row."""

    unbound: int
    strays: int


_holders: dict[str, Holder] = {}


def register(app: str, holder: Holder) -> None:
    """Say which files an app has (in `AppConfig.ready`)."""
    _holders[app] = holder


def held(files: Collection[str] | None = None) -> set[str]:
    """Those of these files that any app has a row of; without an argument all there are."""
    return {file for holder in _holders.values() for file in holder.held(files)}


def sweep(now: datetime) -> Swept:
    """Remove what nothing needs, and what lies on disk without a row. Safe to repeat."""
    unbound = sum(holder.sweep(now) for holder in _holders.values())
    return Swept(unbound, _sweep_strays(now - UPLOAD_LASTS))


def missing() -> list[str]:
    """Files that have a row and no bytes (a backup without its folder was restored)."""
    return sorted(file for file in held() if not filestore.exists(file))


def _sweep_strays(before: datetime) -> int:
    names, swept = filestore.found(before), 0
    while some := list(islice(names, AT_ONCE)):
        strays = set(some) - held(some)
        for file in strays:
            filestore.remove_traces(file)
        swept += len(strays)
    return swept
