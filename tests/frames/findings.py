"""What a storm came to, and the frames that did it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

SHOWN = 600


@dataclass
class Finding:
    """Something that must not be, and the frames just before it."""

    what: str
    frames: list[str | bytes]

    def __str__(self) -> str:
        lines = [self.what, *(f"    {repr(frame)[:SHOWN]}" for frame in self.frames)]
        return "\n".join(lines)

    def pinned(self) -> str:
        """As lines of `pinned.jsonl`."""
        return "\n".join(pin(frame, self.what) for frame in self.frames)


def pin(frame: str | bytes, why: str) -> str:
    """One frame as a line of `pinned.jsonl`: a text, or the bytes on the wire in hexadecimal."""
    kind = {"text": frame} if isinstance(frame, str) else {"bytes": frame.hex()}
    return json.dumps({"why": why, **kind})


@dataclass
class Record:
    """Counts and findings of one storm."""

    seed: int
    counted: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    def find(self, what: str, frames: Sequence[str | bytes] = ()) -> None:
        """Something is wrong."""
        self.findings.append(Finding(what, list(frames)))

    def report(self, most: int = 5) -> str:
        """For people: the first findings."""
        shown = "\n".join(map(str, self.findings[:most]))
        return f"LIVELAB_SEED={self.seed}: {len(self.findings)} findings\n{shown}"

    def as_data(self) -> dict[str, Any]:
        """For the record."""
        return {
            "seed": self.seed,
            "counted": dict(sorted(self.counted.items())),
            "findings": [finding.what for finding in self.findings],
        }
