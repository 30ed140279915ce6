"""A server that is measured: started on its core, asked until it answers, stopped by its id."""

from __future__ import annotations

import contextlib
import socket
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from scripts.devlib import processes

from . import machine
from .generator import Seat, Way

HOST = "127.0.0.1"
STARTS_WITHIN_S = 60.0
ENDS_WITHIN_S = 20.0


class NotStarted(Exception):
    """A server did not come up; the message is the end of its log."""


class Served(ABC):
    """One server under measurement; inside the block it runs."""

    name = ""

    def __init__(self) -> None:
        self.port = processes.free_port()
        self.folder = machine.scratch() / f"{self.name}-{self.port}"
        self._process: subprocess.Popen[bytes] | None = None
        #: the generator's runs against it: number → (acknowledged, sent)
        self.runs: dict[int, tuple[int, int]] = {}

    @abstractmethod
    def command(self) -> Sequence[str]:
        """What is started."""

    @abstractmethod
    def way(self, form: str = "") -> Way:
        """How clients speak to it."""

    @abstractmethod
    def seats(self, people: int, room: int = 0) -> list[Seat]:
        """So many clients for a room."""

    def environment(self) -> Mapping[str, str] | None:
        """Its environment; None: ours."""
        return None

    def where(self) -> Path:
        """The folder it runs in."""
        return self.folder

    def prepare(self) -> None:  # noqa: B027  # most need nothing
        """Before its first start."""

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True)
        self.prepare()
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        with self.log.open("ab") as log:
            self._process = machine.start(
                self.command(),
                machine.SERVER,
                cwd=self.where(),
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        if not processes.comes_up(self._process, self.answers, STARTS_WITHIN_S):
            self.stop()
            raise NotStarted(f"{self.name} did not start:\n{self.said()[-2000:]}")

    def stop(self) -> None:
        """End it in order, or at all."""
        process, self._process = self._process, None
        if process is not None:
            processes.end(process, ENDS_WITHIN_S)

    def answers(self) -> bool:
        """Does it take connections?"""
        with contextlib.suppress(OSError), socket.create_connection((HOST, self.port), 1):
            return True
        return False

    @property
    def log(self) -> Path:
        """What it prints."""
        return self.folder / "log"

    def said(self) -> str:
        """What it printed."""
        return self.log.read_text("utf-8", "replace") if self.log.exists() else ""

    @property
    def pids(self) -> list[int]:
        """Its processes."""
        assert self._process is not None
        return machine.tree(self._process.pid)

    def proof(self) -> dict[str, Any]:
        """What can be proved afterwards about what it kept (it is stopped by then)."""
        return {}
