"""Each file costs a process or a long look: nobody sends them faster than a hand chooses."""

from __future__ import annotations

import threading
import time
from typing import Final

from common.bucket import Bucket

from .errors import TooMuch

#: uploads of one person: so many at once, then one in so many seconds
BURST: Final = 12
ONE_IN_S: Final = 5.0
MOST_REMEMBERED: Final = 5_000

_lock = threading.Lock()
_buckets: dict[str, Bucket] = {}


def demand(person: str) -> None:
    """One more of hers; raises TooMuch. Refused files count as well."""
    with _lock:
        now = time.monotonic()
        if len(_buckets) > MOST_REMEMBERED:
            _buckets.clear()
        bucket = _buckets.setdefault(person, Bucket(1 / ONE_IN_S, BURST * ONE_IN_S, now))
        if not bucket.take(now):
            raise TooMuch


def forget() -> None:
    """Begin anew (tests, which are quicker than hands)."""
    with _lock:
        _buckets.clear()
