"""The long form: many frames on one server, and every planted bug."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from .planted import hunt
from .storm import Plan
from .storm import storm as rage


def storm(home: Path, server: str, seed: int, frames: int, openings: int) -> dict[str, Any]:
    """What a storm on this server came to."""
    print(f"{frames} malformed frames on {server}: LIVELAB_SEED={seed}", flush=True)
    passed = asyncio.run(rage(home, Plan(seed, frames, openings), _say, server=server))
    print(passed.record.report(20), flush=True)
    for finding in passed.record.findings:
        print(finding.pinned(), flush=True)
    return passed.summary()


def planted(seed: int) -> dict[str, Any]:
    """What gave each planted bug away."""
    given_away = hunt(seed, _say)
    missed = [name for name, how in given_away.items() if not how]
    return {"seed": seed, "given_away": given_away, "missed": missed}


def _say(line: str) -> None:
    print(line, flush=True)
