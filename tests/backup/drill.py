"""Backups of a lab at work, each restored elsewhere: what it holds, and how long it took."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.kill.server import Place
from tests.kill.trial import Trial, trial

from . import lab


@dataclass
class Result:
    """What a run of backups came to; everything from `missing` on must be empty."""

    seed: int
    backups: int = 0
    clients: int = 0
    #: operations acknowledged before each backup began; operations while it was made
    before: list[int] = field(default_factory=list)
    meanwhile: list[int] = field(default_factory=list)
    entries: list[int] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)
    seconds_to_back_up: list[float] = field(default_factory=list)
    seconds_to_restore: list[float] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> list[str]:
        """What does not hold, in words; empty where all is well."""
        said = {
            "acknowledged operations are missing": self.missing,
            "operations are there twice": self.twice,
            "operations are there that nobody sent": self.invented,
            f"findings: {self.findings[:3]}": self.findings,
        }
        return [f"{len(items)} {what}" for what, items in said.items() if items]

    @property
    def summary(self) -> str:
        """One line for people."""
        return (
            f"seed {self.seed}: {self.backups} backups under load of {self.clients} clients,"
            f" {self.before[-1]:,} acknowledged before the last, {sum(self.meanwhile):,} while they"
            f" were made; restored within {max(self.seconds_to_restore):.1f} s,"
            f" {len(self.missing)} missing"
        )

    def as_data(self) -> dict[str, Any]:
        """For the record."""
        return asdict(self)


async def drill(
    place: Place,
    folder: Path,
    backups: int,
    people: int,
    seed: int,
    progress: Callable[[str], None] = lambda line: None,
) -> Result:
    """Make so many backups while everybody writes, and restore each into a new home."""
    result = Result(seed, clients=people)
    async with trial(place, people, seed) as under_way:
        for n in range(backups):
            await under_way.people.writes()
            await _back_up(under_way, place, folder / f"{n}.backup", result)
            progress(result.summary)
        await under_way.people.rests()
    return result


async def _back_up(under_way: Trial, place: Place, file: Path, result: Result) -> None:
    clients = under_way.people.clients
    before = {(client.person, op) for client in clients for op in client.confirmed}
    began = time.monotonic()
    await lab.done(place, "backup", file)
    result.seconds_to_back_up.append(round(time.monotonic() - began, 2))
    result.before.append(len(before))
    result.meanwhile.append(under_way.people.confirmed - len(before))
    result.bytes.append(_size(file))
    await under_way.people.writes()
    with lab.fresh(file.with_suffix(".home"), place.database) as elsewhere:
        began = time.monotonic()
        await lab.done(elsewhere, "restore", file)
        result.seconds_to_restore.append(round(time.monotonic() - began, 2))
        found = await elsewhere.run("tests.kill.evidence")
    known = {
        (client.person, op) for client in clients for op in (*client.confirmed, *client.pending)
    }
    _judge(result, found, before, known)
    result.backups += 1


def _size(file: Path) -> int:
    return file.stat().st_size


def _judge(
    result: Result,
    found: dict[str, Any],
    before: set[tuple[str, str]],
    known: set[tuple[str, str]],
) -> None:
    """Is everything there that was acknowledged before, each once, and nothing nobody sent?"""
    times = Counter((actor, op) for _, _, actor, op in found["entries"])
    result.entries.append(len(found["entries"]))
    result.missing += [op for _, op in before - times.keys()]
    result.twice += [op for (_, op), count in times.items() if count > 1]
    result.invented += [op for _, op in times.keys() - known]
    result.findings += found["findings"]
    if found["integrity"] != "ok":
        result.findings.append(found["integrity"])
