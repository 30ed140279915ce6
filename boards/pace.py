"""How far apart batches come: at once while the process has time, further apart when it is busy.

A transaction, and a frame, cost nearly the same for one operation as for twenty. So under load it
pays to gather a little; on a quiet board it would only cost time.
"""

from __future__ import annotations

import time
from collections.abc import Callable

#: the longest rest between two batches, in seconds
LONGEST = 0.016
#: a busy process rests so many times as long as it worked on the batch before
FACTOR = 1.5
#: the share of a core from which on it rests a little, and from which on as long as that; looked at
#: once in so many seconds. A step would swing: rests make the process look idle.
EASY, BUSY, EVERY = 0.3, 0.5, 0.1


class Pace:
    """Watches one process. `wall` and `cpu` tell seconds."""

    def __init__(
        self,
        wall: Callable[[], float] = time.monotonic,
        cpu: Callable[[], float] = time.process_time,
    ) -> None:
        self._wall, self._cpu = wall, cpu
        self._then = wall(), cpu()
        self._began = self._then[1]
        self._factor = 0.0
        self._due = 0.0

    def begins(self) -> None:
        """A batch begins."""
        self._began = self._cpu()

    def told(self) -> None:
        """It is committed, and everybody was told."""
        wall, cpu = self._wall(), self._cpu()
        if wall - self._then[0] >= EVERY:
            share = (cpu - self._then[1]) / (wall - self._then[0])
            self._factor = FACTOR * min(1.0, max(0.0, (share - EASY) / (BUSY - EASY)))
            self._then = wall, cpu
        self._due = wall + min(LONGEST, self._factor * (cpu - self._began)) if self._factor else 0.0

    def rest(self) -> float:
        """Seconds until the next batch should start."""
        return self._due - self._wall() if self._due else 0.0
