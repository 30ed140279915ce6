"""The peers: servers of other projects, and Channels as its tutorial shows it. Measured only."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.devlib import console, node_env, stamps

from .generator import Seat, Way
from .served import NotStarted, Served

FOLDER = Path(__file__).with_name("peers")


class Peer(Served):
    """A server whose rooms are named by the path, and which keeps nothing."""

    protocol = ""

    def __init__(self, items: int = 0) -> None:
        super().__init__()
        self.items = items

    def way(self, form: str = "") -> Way:
        """Its own wire format."""
        return Way(self.protocol, form)

    def seats(self, people: int, room: int = 0) -> list[Seat]:
        """Anybody may come."""
        return [Seat(f"/room{room}", room)] * people


class NodePeer(Peer):
    """A peer from npm."""

    script = ""

    def prepare(self) -> None:
        """Its packages, as locked."""
        try:
            ensure_packages()
        except console.DevError as error:
            raise NotStarted(f"its packages could not be installed: {error}") from error

    def command(self) -> Sequence[str]:
        """Node on its script."""
        return [node(), str(FOLDER / self.script)]

    def environment(self) -> Mapping[str, str]:
        """As in production."""
        given = {"NODE_ENV": "production", "PORT": str(self.port), "ITEMS": str(self.items)}
        return {**os.environ, **given}


class YWebsocket(NodePeer):
    name = "y-websocket"
    protocol = "yjs"
    script = "yws.mjs"


class Hocuspocus(NodePeer):
    name = "hocuspocus"
    protocol = "hocuspocus"
    script = "hocuspocus.mjs"


class Tldraw(NodePeer):
    name = "tldraw"
    protocol = "tldraw"
    script = "tldraw.mjs"

    def way(self, form: str = "") -> Way:
        """The server says how to greet it: the message holds its whole schema."""
        return Way(self.protocol, connect=self.said().splitlines()[0])

    def answers(self) -> bool:
        """Has it said how?"""
        return "\n" in self.said()


class TldrawDurable(Tldraw):
    name = "tldraw-sqlite"

    def environment(self) -> Mapping[str, str]:
        """Its storage, on the same disk as ours."""
        return {**super().environment(), "FOLDER": str(self.folder / "rooms")}


class Tutorial(Peer):
    name = "tutorial"
    protocol = "channels"

    def command(self) -> Sequence[str]:
        """Python on its script."""
        return [sys.executable, str(FOLDER / "tutorial.py"), str(self.port)]


def ensure_packages(folder: Path = FOLDER) -> None:
    """Install the locked packages of a folder, unless that was done already."""
    stamp = folder / "node_modules" / ".installed-from"
    wanted = stamps.digest([folder / "package.json", folder / "package-lock.json"])
    if stamps.is_done(stamp, wanted):
        return
    npm = node_env.find_npm()
    console.say("npm ci of the peers")
    arguments = ("ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
    console.quietly(*npm.command, *arguments, cwd=folder, env=npm.env)
    stamps.mark_done(stamp, wanted)


def node() -> str:
    """The Node that the front end is built with, new enough for the peers."""
    npm = node_env.find_npm()
    found = shutil.which("node", path=npm.env.get("PATH"))
    assert found is not None
    return found


def versions() -> dict[str, str]:
    """The peers' versions, from their lock, and Node's."""
    lock = json.loads((FOLDER / "package-lock.json").read_text())["packages"]
    wanted = ("@y/websocket-server", "@hocuspocus/server", "@tldraw/sync-core", "yjs", "ws")
    found = {name: str(lock[f"node_modules/{name}"]["version"]) for name in wanted}
    return found | {"node": console.capture(node(), "--version").stdout.strip().lstrip("v")}
