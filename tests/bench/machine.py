"""The machine: which core and priority a process gets, who else used it, what it is."""

from __future__ import annotations

import contextlib
import fcntl
import os
import platform
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
#: before everybody else on this machine, if the system lets us
NICENESS = -20
DISK_PROBES = 7
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Place:
    """What a process is, and the core it gets (counted among those we may use)."""

    name: str
    core: int
    #: it is the instrument, and sleeps most of the time: it runs whenever it wants to
    at_once: bool = False


SERVER = Place("server", 0)
GENERATOR = Place("generator", 1, at_once=True)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """One bench at a time on this machine: two would measure each other."""
    with (Path(tempfile.gettempdir()) / "livelab-bench.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print("another bench runs on this machine; waiting for it", flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


@cache
def scratch() -> Path:
    """A folder of this run on the disk of the repository."""
    (ROOT / "var").mkdir(exist_ok=True)
    return Path(tempfile.mkdtemp(prefix="bench-", dir=ROOT / "var"))


def start(command: Sequence[str], place: Place, **options: Any) -> subprocess.Popen[Any]:
    """Start a process on its core, with priority where we may give it."""

    def settle() -> None:
        cores = sorted(os.sched_getaffinity(0))
        if len(cores) > 1:
            os.sched_setaffinity(0, {cores[place.core % len(cores)]})
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, 0, NICENESS)
            Path("/proc/self/autogroup").write_text(str(NICENESS))
            if place.at_once:
                os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))

    return subprocess.Popen(command, preexec_fn=settle, start_new_session=True, **options)


def tree(pid: int) -> list[int]:
    """A process and everything it started."""
    parents = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            stat = Path(f"/proc/{name}/stat").read_text()
            parents[int(name)] = int(stat.rpartition(")")[2].split()[1])
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


# -- who else is here


@dataclass
class Noise:
    """What else the machine did meanwhile: cores used by processes that are not ours, the load,
    and how long the disk took, just before, to say that it has a small write.
    """

    ours: list[int]
    disk_ms: float
    cores: float = 0.0
    load: float = 0.0

    def as_data(self) -> dict[str, float]:
        """For the record."""
        return {
            "other_cores": round(self.cores, 3),
            "load": round(self.load, 2),
            "disk_ms": round(self.disk_ms, 3),
        }


@contextlib.contextmanager
def watched(ours: Sequence[int]) -> Iterator[Noise]:
    """Measure what others used while the block runs."""
    noise = Noise([*ours, os.getpid()], _disk_ms())
    began, busy, own = time.monotonic(), _busy_seconds(), cpu_seconds(noise.ours)
    yield noise
    took = time.monotonic() - began
    others = (_busy_seconds() - busy) - (cpu_seconds(noise.ours) - own)
    noise.cores = max(0.0, others) / took
    noise.load = os.getloadavg()[0]


def _disk_ms() -> float:
    """The median of a few small writes with their sync."""
    times = []
    with (scratch() / "probe").open("wb", buffering=0) as file:
        for _ in range(DISK_PROBES):
            began = time.perf_counter()
            file.write(b"x" * 4096)
            os.fdatasync(file.fileno())
            times.append(time.perf_counter() - began)
    return statistics.median(times) * 1e3


def _busy_seconds() -> float:
    fields = Path("/proc/stat").read_text().splitlines()[0].split()[1:]
    user, nice, system, _idle, _wait, irq, softirq = (int(value) for value in fields[:7])
    return (user + nice + system + irq + softirq) / _TICKS


def cpu_seconds(pids: Sequence[int]) -> float:
    """The processor time that processes have used, their user and system time together."""
    total = 0.0
    for pid in pids:
        with contextlib.suppress(OSError):
            total += time.clock_gettime(((~pid) << 3) | 2)  # the CPU clock of another process
    return total


# -- what it is


def describe(folder: Path) -> dict[str, Any]:
    """The machine, and the file system a folder lies on."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gib": round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30, 1),
        "kernel": platform.release(),
        "system": _system(),
        "python": platform.python_version(),
        "file_system": file_system(folder),
    }


def file_system(folder: Path) -> str:
    """Kind of the file system a folder lies on."""
    best = ("", "unknown")
    place = str(folder.resolve())
    for line in Path("/proc/mounts").read_text().splitlines():
        _device, where, kind, *_ = line.split()
        inside = place == where or place.startswith(where.rstrip("/") + "/")
        if inside and len(where) >= len(best[0]):
            best = (where, kind)
    return best[1]


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _system() -> str:
    with contextlib.suppress(OSError):
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    return platform.system()
