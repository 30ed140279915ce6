"""The real server as a process of its own, with a home of its own on the disk."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
STARTS_WITHIN_S = 60.0


class Server:
    """Starts, kills and starts again `manage.py serve` on one port."""

    def __init__(
        self, home: Path, database: str = "", sources: Path = ROOT, server: str = "daphne"
    ) -> None:
        self.home = home
        self.sources = sources
        self.server = server
        self.port = _free_port()
        self.origin = f"http://{HOST}:{self.port}"
        self.up = asyncio.Event()
        self.exit_code: int | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self.environment = _environment(home, database, self.origin)

    async def answers(self) -> None:
        """Until it is up."""
        await self.up.wait()

    def board(self, board: str) -> str:
        """The address of a board's socket."""
        return f"ws://{HOST}:{self.port}/ws/boards/{board}"

    async def start(self) -> float:
        """Start and wait until it says where it is; the seconds that took."""
        began = time.monotonic()
        with (self.home / "server.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "manage.py",
                "serve",
                "--server",
                self.server,
                "--port",
                str(self.port),
                cwd=self.sources,
                env=self.environment,
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

    async def run(self, module: str, *arguments: str) -> Any:
        """Run one of our scripts in the server's home; what it printed as JSON."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            module,
            *arguments,
            cwd=self.sources,
            env=self.environment,
            stdout=asyncio.subprocess.PIPE,
        )
        said, _ = await process.communicate()
        assert process.returncode == 0, f"{module} ended with {process.returncode}"
        return json.loads(said)

    def memory(self) -> int:
        """Bytes of its memory that are resident now (VmRSS)."""
        assert self._process is not None
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return 1024 * int(line.split()[1])

    def log(self) -> str:
        """What it said on its way."""
        return (self.home / "server.log").read_text("utf-8", "replace")

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


def _environment(home: Path, database: str, origin: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LIVELAB_")}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "livelab.settings",
        "LIVELAB_HOME": str(home),
        "LIVELAB_DATABASE": database,
        "LIVELAB_ORIGINS": origin,
        "PYTHONUNBUFFERED": "1",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
