"""The real server as a process of its own, with a home of its own on the disk."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.devlib.processes import free_port

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
STARTS_WITHIN_S = 60.0


@dataclass(frozen=True)
class Place:
    """Where servers of one lab live: their home, what they share, how they are started."""

    home: Path
    database: str = ""
    redis: str = ""
    settings: str = "livelab.settings"
    #: the source tree that is run, and on which server
    sources: Path = ROOT
    server: str = "daphne"
    #: a program that runs ours (a tracer); ours stays the process that gets the signals
    under: Sequence[str] = ()

    def environment(self, origin: str = "") -> dict[str, str]:
        """What a process there is told."""
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith("LIVELAB_")
        }
        return kept | {
            "DJANGO_SETTINGS_MODULE": self.settings,
            "LIVELAB_HOME": str(self.home),
            "LIVELAB_DATABASE": self.database,
            "LIVELAB_REDIS": self.redis,
            "LIVELAB_ORIGINS": origin,
            "PYTHONUNBUFFERED": "1",
        }

    async def run(self, module: str, *arguments: str) -> Any:
        """Run one of our scripts there; what it printed as JSON."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            module,
            *arguments,
            cwd=self.sources,
            env=self.environment(),
            stdout=asyncio.subprocess.PIPE,
        )
        said, _ = await process.communicate()
        assert process.returncode == 0, f"{module} ended with {process.returncode}"
        return json.loads(said)


class Server:
    """Starts, kills and starts again `manage.py serve` on one port."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.port = free_port()
        self.origin = f"http://{HOST}:{self.port}"
        self.up = asyncio.Event()
        self.exit_code: int | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None

    def board(self, board: str) -> str:
        """The address of a board's socket."""
        return f"{self.socket}/ws/boards/{board}"

    @property
    def socket(self) -> str:
        """How the addresses of all its sockets begin."""
        return f"ws://{HOST}:{self.port}"

    @property
    def log_file(self) -> Path:
        """Where what it says on its way goes."""
        return self.place.home / f"server-{self.port}.log"

    async def start(self) -> float:
        """Start and wait until it says where it is; the seconds that took."""
        began = time.monotonic()
        serve = [sys.executable, "manage.py", "serve", "--server", self.place.server]
        with self.log_file.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self.place.under,
                *serve,
                "--port",
                str(self.port),
                cwd=self.place.sources,
                env=self.place.environment(self.origin),
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
            )
        async with asyncio.timeout(STARTS_WITHIN_S):
            await self._ready(self._process)
        self._reader = asyncio.create_task(self._swallow(self._process))
        self.up.set()
        return time.monotonic() - began

    async def kill(self) -> None:
        """SIGKILL, as a power cut of the process would be."""
        await self._end(signal.SIGKILL)

    async def terminate(self) -> None:
        """SIGTERM, and wait until it has ended in order."""
        await self._end(signal.SIGTERM)

    async def stop(self) -> None:
        """End it however it is, at the end of a test."""
        if self._process is not None and self._process.returncode is None:
            await self.kill()

    def memory(self) -> int:
        """Bytes of its memory that are resident now (VmRSS)."""
        assert self._process is not None
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return 1024 * int(line.split()[1])

    def log(self) -> str:
        """What it said on its way."""
        return self.log_file.read_text("utf-8", "replace")

    async def _ready(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        while line := await process.stdout.readline():
            if b"LiveLab is at" in line:
                return
        raise AssertionError(f"the server did not start:\n{self.log()[-2000:]}")

    async def _end(self, how: signal.Signals) -> None:
        assert self._process is not None
        self.up.clear()
        self._process.send_signal(how)
        self.exit_code = await self._process.wait()
        if self._reader:
            await self._reader

    @staticmethod
    async def _swallow(process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        while await process.stdout.readline():
            pass


def way_to(
    servers: Sequence[Server], board: str, chance: random.Random
) -> Callable[[], Awaitable[str]]:
    """How a client comes (back) to the board: to one of the servers by chance, once it is up."""

    async def go() -> str:
        server = chance.choice(servers)
        await server.up.wait()
        return server.board(board)

    return go
