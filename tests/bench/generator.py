"""The load generator: compiled from `generator/`, driven by one command a line."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from scripts.devlib import processes, system

from . import machine

SOURCES = Path(__file__).parent / "generator"
BUILDS = machine.ROOT / "var" / "bench-build"
FLAGS = ("-O3", "-g", "-std=gnu11", "-Wall", "-Wextra", "-Wshadow", "-Wconversion", "-Werror")
COMPILERS = ("gcc", "cc", "clang")
#: more of a core than this, and it is the generator that is measured
MOST_CORES = 0.8


class NoGenerator(Exception):
    """There is no compiler, and none could be installed."""


@dataclass(frozen=True)
class Seat:
    """One client: where it connects, which room that is, as whom."""

    path: str
    room: int = 0
    cookie: str = ""


@dataclass(frozen=True)
class Way:
    """How the clients speak: wire format, kind of operation, what else the format needs."""

    protocol: str
    form: str = ""
    origin: str = ""
    connect: str = ""
    private: bool = False


def build() -> Path:
    """The program, compiled unless these very sources were."""
    sources = sorted(SOURCES.glob("*.[ch]"))
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:16]
    program = BUILDS / f"generator-{digest}"
    if program.exists():
        return program
    BUILDS.mkdir(parents=True, exist_ok=True)
    code = [str(path) for path in sources if path.suffix == ".c"]
    made = program.with_suffix(".new")
    subprocess.run([compiler(), *FLAGS, "-o", str(made), *code], check=True)
    made.rename(program)
    return program


def compiler() -> str:
    """A C compiler; where there is none and we may, one is installed."""
    for _ in range(2):
        found = next((path for name in COMPILERS if (path := shutil.which(name))), None)
        if found:
            return found
        system.install_packages(["gcc", "libc6-dev"])
    raise NoGenerator("The bench needs a C compiler. Install gcc.")


class Generator:
    """The running program with its clients; leaving the block lets them go."""

    def __init__(
        self,
        way: Way,
        port: int,
        seats: Sequence[Seat],
        pids: Sequence[int],
        run: int,
        seed: int,
        extra: Mapping[str, object] | None = None,
    ) -> None:
        self.setup = machine.scratch() / f"setup-{run}.txt"
        self.setup.write_text(_setup(way, port, seats, pids, run, seed, extra or {}))
        self.run_number = run
        self.opened: dict[str, Any] = {}
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        self._process = machine.start(
            [str(build()), str(self.setup)],
            machine.GENERATOR,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.close()
        processes.wait_or_kill(self._process, 20)
        assert self._process.stdout is not None
        self._process.stdout.close()
        self.setup.unlink(missing_ok=True)

    @property
    def pid(self) -> int:
        """The process."""
        assert self._process is not None
        return self._process.pid

    def ask(self, command: str) -> dict[str, Any]:
        """Give a command and wait for its answer."""
        assert self._process is not None
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(command + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the generator ended at {command!r}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def enter(self, people: int, *, idle: bool = False) -> None:
        """Everybody connects, joins, and makes what her operations need."""
        self.opened = self.ask("open")
        if self.opened["joined"] != people:
            said = self.opened["complaint"]
            raise RuntimeError(f"only {self.opened['joined']} of {people} joined: {said}")
        ready = {"ready": people} if idle else self.ask("prepare")
        if ready["ready"] != people:
            raise RuntimeError(f"only {ready['ready']} of {people} ready: {ready['complaint']}")

    def write(
        self, rate: float, warm_s: float, window_s: float, drain_s: float = 20.0
    ) -> dict[str, Any]:
        """Operations at this rate of all together; what arrived of those in the window."""
        times = " ".join(str(round(seconds * 1000)) for seconds in (warm_s, window_s, drain_s))
        return self.ask(f"run {rate} {times}")

    def join(self, count: int, seat: Seat) -> dict[str, Any]:
        """One more client comes and goes so many times."""
        return self.ask(f"join {count} {seat.path} {seat.cookie}")


def _setup(
    way: Way,
    port: int,
    seats: Sequence[Seat],
    pids: Sequence[int],
    run: int,
    seed: int,
    extra: Mapping[str, object],
) -> str:
    given: dict[str, object] = {
        "protocol": way.protocol,
        "form": way.form,
        "origin": way.origin,
        "connect": way.connect,
        "port": port,
        "run": run,
        "seed": seed,
        "private": int(way.private),
        **extra,
    }
    lines = [f"{name} {value}" for name, value in given.items() if value != ""]
    lines += [f"pid {pid}" for pid in pids]
    lines += [f"conn {seat.path}\t{seat.room}\t{seat.cookie}" for seat in seats]
    return "\n".join(lines) + "\n"
