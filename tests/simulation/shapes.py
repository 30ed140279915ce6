"""The twelve shapes of bugs that such sessions have, and what shows that each was produced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

#: shape → what is counted when it happens
SHAPES: dict[str, tuple[str, ...]] = {
    "1 late close of a previous socket": (
        "late close of an old socket",
        "late close of an old socket at the browser",
        "late frames of an old socket",
        "late frames to an old socket",
    ),
    "2 two sockets with one client id": ("tab duplicated", "person with two tabs"),
    "3 acknowledgement lost after the commit": (
        "acknowledgement lost after the commit",
        "crashed after the commit, before anybody heard",
        "operation sent again",
        "frame accepted",
    ),
    "4 refused after it was shown": ("refused after it was shown", "commit failed"),
    "5 lost last broadcast": (
        "last word between workers lost",
        "last frame lost on a living socket",
    ),
    "6 broadcast before and after the own acknowledgement": (
        "another's entry before the own acknowledgement",
        "another's entry after the own acknowledgement",
    ),
    "7 snapshot taken between two commits": ("snapshot taken between two commits",),
    "8 stale store, and a store newer than the server": (
        "everybody slept for hours",
        "restored an older copy",
        "page newer than the restored server",
    ),
    "9 deletion against late update": ("refused item_gone",),
    "10 poison operation or record": ("poison operation refused", "entry that a page cannot read"),
    "11 cursor from the future or from elsewhere": (
        "cursor from another past",
        "cursor from another future",
        "cursor from another board",
    ),
    "12 rights changed between validation and delivery": (
        "taken off the board while operations were under way",
        "made an observer while operations were under way",
        "mode changed while operations were under way",
    ),
}

#: other things that have to have happened in a run of many seeds
FAULTS = (
    "socket lost",
    "socket lost without a word",
    "frame lost on a living socket",
    "connection refused",
    "a reader stalled",
    "frame mark",
    "closed 4008",
    "closed 4003",
    "word between workers lost",
    "reconnected to the other worker",
    "crashed before the transaction",
    "crashed inside the transaction",
    "crashed while idle",
    "tab reloaded",
    "tab crashed",
    "tab fell asleep",
    "a clock jumped",
    "let in again",
    "made a participant",
    "erased",
    "frame caught_up",
    "frame entries",
    "frame presence",
    "frame beat",
    "frame text",
    "refused not_allowed",
    "refused now_public",
    "page of a participant at the end",
    "page of a facilitator at the end",
    "page of a observer at the end",
    "page of a former member at the end",
    "trace of a participant replayed",
    "trace of a facilitator replayed",
    "trace of a observer replayed",
)


def table(counted: Mapping[str, int]) -> list[tuple[str, int]]:
    """How often each shape was produced."""
    return [(shape, sum(counted[name] for name in names)) for shape, names in SHAPES.items()]


def missing(counted: Counter[str]) -> list[str]:
    """What never happened."""
    wanted = [*FAULTS, *(name for names in SHAPES.values() for name in names)]
    return [name for name in wanted if not counted[name]]
