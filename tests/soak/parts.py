"""What there is to run for long, on which databases, and how much of it is usual."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from . import logic, servers

SQLITE, POSTGRESQL = "sqlite", "postgresql"
BOTH = (SQLITE, POSTGRESQL)


@dataclass(frozen=True)
class Part:
    """Runs with what was asked for, the database's name and address; says whether all held."""

    run: Callable[[argparse.Namespace, str, str], bool]
    databases: tuple[str, ...]
    #: its options and their usual values
    counts: Mapping[str, int] = field(default_factory=dict)


PARTS = {
    "simulation": Part(logic.simulation, BOTH, {"seeds": 2_000, "browsers": 6, "operations": 100}),
    "tamper": Part(logic.tamper, BOTH, {"changes": 100_000, "honest_logs": 2_000}),
    "frames": Part(logic.frames, (SQLITE,), {"frames": 100_000, "openings": 6_000}),
    "slow": Part(logic.slow, (SQLITE,), {"stalls": 3}),
    "room": Part(logic.room, (SQLITE,), {"guesses": 10_000}),
    "offline": Part(servers.offline, BOTH, {"queued": 1_000, "away": 60}),
    "kill": Part(servers.kill, BOTH, {"kills": 100}),
    "backup": Part(servers.backup, BOTH, {"backups": 20}),
    "fsync": Part(servers.fsync, (SQLITE,), {"traced": 1_000}),
    "order": Part(servers.order, (POSTGRESQL,), {"writers": 16, "ordered": 10_000}),
    "redis": Part(servers.redis, (POSTGRESQL,), {"faults": 30}),
    "revocation": Part(servers.revocation, (POSTGRESQL,), {"rounds": 50}),
    "drain": Part(servers.drain, (POSTGRESQL,), {"restarts": 30}),
}
