"""Traces as a file: what pages heard and became, for whoever else folds entries.

Frames that several pages heard stand there once; a trace names them by their number.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

#: a trace as `Replica.trace` gives it: its frames are texts
Trace = dict[str, Any]


class Traces:
    """Gathers traces."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.traces: list[Trace] = []

    def add(self, seed: int, trace: Trace) -> None:
        """One more page."""
        wires = [[self._number(text) for text in wire] for wire in trace["wires"]]
        self.traces.append({"seed": seed, **trace, "wires": wires})

    def write(self, path: Path) -> None:
        """All of it, a frame or a trace a line."""
        frames = ",\n".join(self.numbers)
        traces = ",\n".join(json.dumps(trace) for trace in self.traces)
        path.write_text(f'{{"frames": [\n{frames}\n], "traces": [\n{traces}\n]}}\n', "utf-8")

    def _number(self, text: str) -> int:
        return self.numbers.setdefault(text, len(self.numbers))


def read(path: Path) -> Iterator[Trace]:
    """The traces of a file."""
    kept = json.loads(path.read_text("utf-8"))
    texts = [
        json.dumps(frame, ensure_ascii=False, separators=(",", ":")) for frame in kept["frames"]
    ]
    for trace in kept["traces"]:
        yield {**trace, "wires": [[texts[n] for n in wire] for wire in trace["wires"]]}
