"""The README's tables, made from docs/measurements/*.json.

python -m tests.bench.table           write them between their marks
python -m tests.bench.table --check   are they as the measurements say?
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench.reach import Results, verdicts

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
MEASUREMENTS = ROOT / "docs" / "measurements"
MARK = re.compile(r"(<!-- bench:(\w+) -->)(.*?)(<!-- /bench -->)", re.DOTALL)
MISSING = "–"
TITLES = {
    "livelab": "**LiveLab** on Daphne",
    "livelab-uvicorn": "**LiveLab** on uvicorn",
    "hocuspocus": "hocuspocus, in memory",
    "y-websocket": "y-websocket, in memory",
    "tldraw": "tldraw sync-core, in memory",
    "tldraw-sqlite": "tldraw sync-core, SQLite",
    "tutorial": "Channels' tutorial",
}


def results() -> Results:
    """Every measurement by its name."""
    return {path.stem: json.loads(path.read_text()) for path in sorted(MEASUREMENTS.glob("*.json"))}


def filled(text: str, found: Results) -> str:
    """A text with its marked places as the measurements say."""

    def put(match: re.Match[str]) -> str:
        return f"{match[1]}{PLACES[match[2]](found)}{match[4]}"

    return MARK.sub(put, text)


def main(arguments: list[str]) -> int:
    """Write or compare."""
    text = README.read_text()
    wanted = filled(text, results())
    if "--check" in arguments:
        if text != wanted:
            print("README.md is not what docs/measurements say; run python -m tests.bench.table")
        return int(text != wanted)
    README.write_text(wanted)
    return 0


# -- places


def field(found: Any, *path: str) -> Any:
    """What lies there, or nothing."""
    for name in path:
        if not isinstance(found, dict) or name not in found:
            return None
        found = found[name]
    return found


def rows(found: Results) -> str:
    """LiveLab and its peers, a row each."""
    measured = field(found, "crowds", "targets") or field(found, "saturation", "targets") or {}
    lines = [_row(found, name) for name in TITLES if name in measured]
    return "\n".join(["", *HEADER, *lines, ""])


HEADER = (
    "| | 100 people | 200 people | CPU at 200 | 50 people, most | 50 rooms × 6 |"
    " join 1,000 / 5,000 | idle socket |",
    "|---|---|---|---|---|---|---|---|",
)


def _row(found: Results, name: str) -> str:
    cells = (
        _latency(field(found, "crowds", "targets", name, "100")),
        _latency(field(found, "crowds", "targets", name, "200")),
        _cpu(field(found, "crowds", "targets", name, "200")),
        _most(field(found, "saturation", "targets", name, "knee")),
        _latency(field(found, "rooms", "targets", name)),
        _joins(field(found, "joins", "targets", name)),
        _kilobytes(field(found, "idle", "targets", name)),
    )
    return f"| {TITLES[name]} | {' | '.join(cells)} |"


def _latency(stretch: Any) -> str:
    if not stretch:
        return MISSING
    if not stretch["complete"]:
        return f"{stretch['delivery_ratio']:.0%} arrived"
    return f"{stretch['p50_ms']:.1f} / {stretch['p99_ms']:.1f}"


def _cpu(stretch: Any) -> str:
    return f"{stretch['cpu_s_per_10k_deliveries']:.3f}" if _whole(stretch) else MISSING


def _most(stretch: Any) -> str:
    return f"{stretch['delivered_per_s']:,}" if stretch else MISSING


def _joins(joins: Any) -> str:
    if not joins:
        return MISSING
    return " / ".join(f"{join['ms']:.1f}" for join in joins.values())


def _kilobytes(idle: Any) -> str:
    return f"{idle['kb_per_socket']:.0f}" if idle else MISSING


def _whole(stretch: Any) -> bool:
    return bool(stretch and stretch["complete"])


def reached(found: Results) -> str:
    """What we reach for."""
    lines = ["", "| we reach for | wanted | measured | |", "|---|---|---|---|"]
    lines += [f"| {v.reach.what} | {v.wanted} | {v.figure} | {v.said} |" for v in verdicts(found)]
    return "\n".join([*lines, ""])


def circumstances(found: Results) -> str:
    """On what it was measured."""
    one = found.get("crowds") or found.get("saturation")
    if not one:
        return MISSING
    machine, versions = one["machine"], one["versions"]
    return (
        f"commit {one['commit']}, seed {one['seed']}, {machine['processor']}, {machine['cores']}"
        f" cores, {machine['system']}, {machine['file_system']}, Python {machine['python']},"
        f" Node {versions.get('node', MISSING)}"
    )


def price(found: Results) -> str:
    """The price of an operation."""
    prices = field(found, "price", "us_per_operation")
    if not prices:
        return MISSING
    said = [
        f"{columns['transaction']:.0f} µs {'alone' if size == '1' else f'in batches of {size}'}"
        f" ({columns['disk']:.0f} of them the disk)"
        for size, columns in sorted(prices.items(), key=lambda one: int(one[0]))
    ]
    return f"{', '.join(said)}; budget {found['price']['budget_us']}"


SCENES = {
    "pan": "pan",
    "pan_half": "pan at half size",
    "pan_whole": "pan, whole board",
    "zoom": "zoom out and in",
    "drag": "drag",
    "remote": "20 moved by others",
}
CANVASES = {"livelab": "**LiveLab**", "excalidraw": "Excalidraw", "flow": "React Flow, windowed"}


def canvas(found: Results) -> str:
    """The canvas beside others, a row for each size and canvas."""
    lines = [f"| notes | | first | {' | '.join(SCENES.values())} |", "|---" * 9 + "|"]
    targets = field(found, "canvas", "targets") or {}
    lines += [
        _canvas_row(f"{int(size):,}", name, field(targets, name, size))
        for size in sorted(field(targets, "livelab") or (), key=int)
        for name in CANVASES
    ]
    lines += [
        _canvas_row(f"{int(size):,}, 4× slower", name, scenes)
        for name, sizes in (field(found, "canvas", "throttled") or {}).items()
        for size, scenes in sizes.items()
    ]
    return "\n".join(["", *lines, ""])


def _canvas_row(size: str, name: str, scenes: Any) -> str:
    first = field(scenes, "first", "ms")
    cells = [f"{first:.0f}" if first else MISSING, *(_frame(field(scenes, one)) for one in SCENES)]
    return f"| {size} | {CANVASES[name]} | {' | '.join(cells)} |"


def _frame(scene: Any) -> str:
    if not scene:
        return MISSING
    return f"{scene['p50_ms']:.0f} / {scene['p95_ms']:.0f} · {scene['cpu_ms']:.1f}"


def canvas_circumstances(found: Results) -> str:
    """On what the canvas was measured."""
    one = found.get("canvas")
    if not one:
        return MISSING
    browser = one["browser"]
    return (
        f"commit {one['commit']}, seed {one['seed']}, {one['machine']['processor']},"
        f" {one['machine']['cores']} cores at load {one['noise']['load']}, no GPU,"
        f" Chromium {browser['chromium']}, Excalidraw {browser['@excalidraw/excalidraw']},"
        f" React Flow {browser['@xyflow/react']}"
    )


PLACES: dict[str, Callable[[Results], str]] = {
    "rows": rows,
    "reached": reached,
    "circumstances": circumstances,
    "price": price,
    "canvas": canvas,
    "canvas_circumstances": canvas_circumstances,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
