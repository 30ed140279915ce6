"""What both servers keep to."""

from __future__ import annotations

import sys
from collections import Counter

from common.places import place_of

REQUESTS_GET_S = 3.0
GOODBYES_GET_S = 2.0
#: who is no member any more gets so long to answer the goodbye; what the kernel still holds for her
#: goes with the connection
CUT_OFF_GETS_S = 0.4
#: a board refuses what is over 256 KiB by name; what is longer than this is not even read
LONGEST_FRAME = 1024 * 1024

#: frames that one message may come in
FRAGMENTS = 256
#: pings, pongs and the like: so many a second, for so many seconds at once
CONTROL_FRAMES, CONTROL_SECONDS = 20.0, 5.0
#: a request whose head is not here after so long is given up, and so is one without its body
HEAD_S, BODY_S = 10.0, 120.0
#: a connection that says nothing, between two requests or inside one
IDLE_S = 15.0
#: how long the other side may take to answer a close frame
CLOSING_S = 1.0
#: connections of one address that have not brought a whole request yet
OPENINGS = 500
#: files and connections that one process may hold, where the system lets it
OPEN_FILES = 65_536


class Openings:
    """Connections that have not brought a request yet, counted by address."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()

    def come(self, address: str) -> str | None:
        """One more: what to give back when it is over, or None where they are too many."""
        place = place_of(address)
        if self._open[place] >= OPENINGS:
            return None
        self._open[place] += 1
        return place

    def over(self, place: str) -> None:
        """It brought a request, or is gone."""
        self._open[place] -= 1
        if not self._open[place]:
            del self._open[place]


def allow_many_files() -> None:
    """As many as the system allows without asking; its usual thousand is a hall full of phones."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, OPEN_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
