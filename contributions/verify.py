"""Is the log what was written? Reads all of it, in one statement, and walks every chain.

What this proves: no entry was changed, put in, taken out or moved, and words are missing only
where an erasure stands and the lab's own stream says so. Without an anchor from outside the
database, whoever may write to the database can also compute the chain anew, or cut its end:
compare with an anchored heads file.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from . import anchors, driver, scan
from .append import Head
from .erasing import Erasures
from .walk import Anchored, EntryRow, Finding, Identity, Walk


@dataclass
class Report:
    """What a verification saw."""

    entries: int = 0
    seconds: float = 0.0
    heads: list[Head] = field(default_factory=list)
    #: The heads which an anchor holds: of all streams but disposable ones.
    lasting: list[Head] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def speed(self) -> int:
        """Entries a second."""
        return round(self.entries / self.seconds) if self.seconds else 0

    def note(self, walk: Walk) -> None:
        """Take down what the walk of a stream gave."""
        head = Head(walk.stream.name, walk.seq, walk.hash)
        self.heads.append(head)
        if not walk.stream.disposable:
            self.lasting.append(head)
        self.findings += walk.findings

    def as_data(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "entries": self.entries,
            "entries_per_second": self.speed,
            "heads": anchors.heads_data(self.heads),
            "findings": [finding._asdict() for finding in self.findings],
        }


def verify(anchor: Mapping[str, Anchored] | None = None) -> Report:
    """Walk every stream; with an anchor, also find what a chain cannot tell by itself."""
    started = time.perf_counter()
    report = check(scan.streams(), anchor or {})
    report.findings += _orphans()
    report.seconds = time.perf_counter() - started
    return report


def check(
    log: Iterable[tuple[Identity, Iterable[EntryRow]]], anchor: Mapping[str, Anchored]
) -> Report:
    """Walk a log, wherever it comes from."""
    report, unmet, erasures = Report(), dict(anchor), Erasures()
    for stream, entries in log:
        walk = Walk(stream, unmet.pop(stream.name, None))
        report.entries += walk.follow(entries)
        walk.close()
        report.note(walk)
        erasures.note(walk)
    for name, anchored in unmet.items():
        gone = f"the anchor says {anchored.seq}, the stream is not there"
        report.findings.append(Finding(name, None, "stream_gone", gone))
    report.findings += erasures.unsaid()
    return report


def _orphans() -> list[Finding]:
    """Rows that belong to nothing: their stream, or their entry, was taken away."""
    found = []
    with driver.cursor() as cursor:
        for code, sql in _ORPHANS.items():
            cursor.execute(sql)
            found += [Finding(str(r[0]), _number(r[1]), code, "belongs to nothing") for r in cursor]
    return found


def _number(seq: object) -> int | None:
    return seq if isinstance(seq, int) else None


_WITHOUT_ENTRY = (
    "SELECT w.stream, w.seq FROM contributions_{0} w LEFT JOIN contributions_contribution c"
    " ON c.stream = w.stream AND c.seq = w.seq WHERE c.seq IS NULL ORDER BY w.stream, w.seq"
)
_ORPHANS = {
    "orphan_entry": "SELECT stream, min(seq) FROM contributions_contribution"
    " WHERE stream NOT IN (SELECT id FROM contributions_stream) GROUP BY stream",
    "orphan_words": _WITHOUT_ENTRY.format("words"),
    "orphan_erasure": _WITHOUT_ENTRY.format("erasure"),
}
