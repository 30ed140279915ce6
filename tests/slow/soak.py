"""The long form: two hundred people, the delays of those who read, and every planted bug."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from .planted import hunt
from .trial import Plan, stalls

#: the others' p95 while some read nothing, in parts of that while all read
MOST_P95 = 1.2


def stalled(home: Path, server: str, times: int) -> dict[str, Any]:
    """What a run on this server came to."""
    result = asyncio.run(stalls(home, Plan(stalls=times), _say, server=server))
    wrong = result.wrong
    if result.ratio > MOST_P95:
        wrong.append(f"the others' p95 is {result.ratio} times that of a calm board")
    _say(f"{server}: {result.summary}")
    for line in wrong:
        _say(f"FAILED {line[:2000]}")
    return result.as_data() | {"wrong": wrong}


def planted() -> dict[str, Any]:
    """What gave each planted bug away."""
    given_away = hunt(_say)
    return {
        "given_away": given_away,
        "missed": [name for name, how in given_away.items() if not how],
    }


def _say(line: str) -> None:
    print(line, flush=True)
