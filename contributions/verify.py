"""Is the log what was written? Reads all of it, in one statement, and walks every chain.

What this proves: no entry was changed, put in, taken out or moved, and words are missing only
where an erasure says so. Without an anchor from outside the database, whoever may write to the
database can also compute the chain anew, or cut its end: compare with an anchored heads file.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from common import clock

from . import driver, scan
from .append import Head
from .scan import Row
from .walk import Anchored, Finding, Walk

ANCHOR_FORMAT = "livelab-heads/1"


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
            "heads": _heads_data(self.heads),
            "findings": [finding._asdict() for finding in self.findings],
        }


def verify(anchor: Mapping[str, Anchored] | None = None) -> Report:
    """Walk every stream; with an anchor, also find what a chain cannot tell by itself."""
    report, started = Report(), time.perf_counter()
    unmet = dict(anchor or {})
    for rows in scan.streams():
        _walk(report, rows, unmet)
    for name, anchored in unmet.items():
        gone = f"the anchor says {anchored.seq}, the stream is not there"
        report.findings.append(Finding(name, None, "stream_gone", gone))
    report.findings += _orphans()
    report.seconds = time.perf_counter() - started
    return report


def read_anchor(path: Path) -> dict[str, Anchored]:
    """The heads of an anchor file. Raises ValueError for anything else."""
    data = json.loads(path.read_text("utf-8"))
    if data.get("format") != ANCHOR_FORMAT:
        raise ValueError(f"{path} is no heads file")
    return {
        name: Anchored(head["seq"], bytes.fromhex(head["hash"]))
        for name, head in data["heads"].items()
    }


def write_anchor(path: Path, report: Report) -> None:
    """Write down the heads, to be kept outside the database."""
    data = {
        "format": ANCHOR_FORMAT,
        "at": clock.stamp(clock.now()),
        "heads": _heads_data(report.lasting),
    }
    path.write_text(json.dumps(data, indent=1) + "\n", "utf-8")


def _heads_data(heads: list[Head]) -> dict[str, dict[str, Any]]:
    return {head.stream: {"seq": head.seq, "hash": head.hash.hex()} for head in heads}


def _walk(report: Report, rows: Iterator[Row], unmet: dict[str, Anchored]) -> None:
    stream, entries = scan.split(rows)
    walk = Walk(stream, unmet.pop(stream.name, None))
    for entry in entries:
        walk.see(entry)
        report.entries += 1
    walk.close()
    report.note(walk)


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
