"""What clients believe, compared with what the log holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import asdict, dataclass, field
from typing import Any

from .client import Client

#: a server that went is to be in service again after so many seconds
BACK_AFTER_S = 5.0

#: stream, number, actor, op_id
Entry = tuple[str, int, str, str]


@dataclass
class Comparison:
    """What a run came to. Everything from `lost` on must be empty, `integrity` "ok"."""

    seed: int
    clients: int = 0
    confirmed: int = 0
    sent_again: int = 0
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    integrity: str = ""

    def compare(
        self, clients: Iterable[Client], found: dict[str, Any], may_refuse: Set[str] = frozenset()
    ) -> None:
        """Hold what these clients were told against the evidence."""
        entries: list[Entry] = [tuple(entry) for entry in found["entries"]]
        self.integrity, self.findings = found["integrity"], found["findings"]
        times = Counter((actor, op) for _, _, actor, op in entries)
        self.twice = [op for (_, op), count in times.items() if count > 1]
        self.gaps = _gaps(entries)
        places = {(stream, seq): op for stream, seq, _, op in entries}
        for client in clients:
            self._compare(client, times, places)
            self.refused += [code for code in client.refused.values() if code not in may_refuse]

    def _compare(
        self,
        client: Client,
        times: Counter[tuple[str, str]],
        places: dict[tuple[str, int], str],
    ) -> None:
        self.clients += 1
        self.confirmed += len(client.confirmed)
        self.sent_again += client.counted["sent again"]
        self.lost += [op for op in client.confirmed if times[client.person, op] == 0]
        told = [(place, op) for op, place in client.confirmed.items()]
        told += list(client.shown.items())
        self.elsewhere += [op for place, op in told if places.get(place) != op]

    @property
    def wrong(self) -> list[str]:
        """What does not hold, in words; empty where all is well."""
        said = {
            "acknowledged operations are not in the log": self.lost,
            "operations are in the log twice": self.twice,
            "entries were told that are not so": self.elsewhere,
            f"operations were refused: {sorted(set(self.refused))}": self.refused,
            f"streams have gaps: {self.gaps[:3]}": self.gaps,
            f"findings in the chain: {self.findings[:3]}": self.findings,
        }
        found = [f"{len(items)} {what}" for what, items in said.items() if items]
        return found + ([] if self.integrity == "ok" else [f"integrity: {self.integrity}"])

    def as_data(self) -> dict[str, Any]:
        """For the record: lists of what is wrong as they are, seldom long."""
        return asdict(self) | {"wrong": self.wrong}


@dataclass
class Returns(Comparison):
    """A run in which servers went, and were in service again."""

    seconds_until_back: list[float] = field(default_factory=list)

    @property
    def late(self) -> list[float]:
        """How often it took too long to be back."""
        return [seconds for seconds in self.seconds_until_back if seconds > BACK_AFTER_S]


def _gaps(entries: list[Entry]) -> list[str]:
    counts = Counter(stream for stream, _, _, _ in entries)
    last = {stream: seq for stream, seq, _, _ in entries}
    return [f"{one}: {counts[one]} of {seq}" for one, seq in last.items() if counts[one] != seq]
