"""What is measured, by name: LiveLab in its forms, and its peers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import peers
from .lab import Board, Lab
from .served import Served

ONE_BOARD: Sequence[Board] = ({"mode": "open", "items": 0},)


@dataclass(frozen=True)
class Target:
    """A server with a form of operation; `start` is a rate which it should bear.

    `key`: it is compared in what we reach for, and so measured more often. `same_server`: another
    target has this server, with another form of operation. `at_most`: only what it bears is asked.
    """

    name: str
    make: Callable[[Path, Sequence[Board]], Served]
    form: str = ""
    start: float = 1000.0
    ours: bool = False
    key: bool = False
    same_server: bool = False
    at_most: bool = False


def _lab(server: str) -> Callable[[Path, Sequence[Board]], Served]:
    return lambda tree, boards: Lab(tree, server, boards)


def _peer(kind: type[peers.Peer]) -> Callable[[Path, Sequence[Board]], Served]:
    return lambda tree, boards: kind(int(boards[0].get("items", 0)))


TARGETS = (
    Target("livelab", _lab("daphne"), "edit_text", ours=True, key=True),
    Target("livelab-notes", _lab("daphne"), "add_note", ours=True, same_server=True),
    Target("livelab-uvicorn", _lab("uvicorn"), "edit_text", ours=True, key=True),
    Target(
        "livelab-uvicorn-notes",
        _lab("uvicorn"),
        "add_note",
        ours=True,
        same_server=True,
        at_most=True,
    ),
    Target("hocuspocus", _peer(peers.Hocuspocus), "edit", start=2000, key=True),
    Target("y-websocket", _peer(peers.YWebsocket), "edit", start=500),
    Target("tldraw", _peer(peers.Tldraw), "edit", start=500),
    Target("tldraw-sqlite", _peer(peers.TldrawDurable), "edit", start=120, key=True),
    Target("tutorial", _peer(peers.Tutorial), "edit", start=30),
)
NAMES = tuple(target.name for target in TARGETS)
