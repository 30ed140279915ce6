"""Ten to two hundred people in one room, each writing twice a second."""

from __future__ import annotations

import statistics
from typing import Any

from .crowd import crowd, line, summary
from .plan import Plan
from .targets import ONE_BOARD

SIZES = (10, 50, 100, 200)
COMPARED = (100, 200)
EACH_PER_S = 2.0
WARM_S, WINDOW_S = 1.5, 4.0

Found = dict[str, list[dict[str, Any]]]


def measure(plan: Plan) -> dict[str, Any]:
    """Every size for every target; the larger ones three times for those that are compared."""
    rounds: dict[str, Found] = {}
    for number in range(plan.rounds):
        for target in plan.chosen(key_only=number > 0):
            sizes = COMPARED if plan.short or number else SIZES
            with plan.serving(target, ONE_BOARD) as server:
                for size in sizes:
                    with crowd(server, size, plan.seed, target.form) as people:
                        found = summary(people.quiet_stretch(size * EACH_PER_S, WARM_S, WINDOW_S))
                    rounds.setdefault(target.name, {}).setdefault(str(size), []).append(found)
                    plan.say(f"{target.name} × {size}: {line(found)}")
    return {
        "operations_per_person_per_s": EACH_PER_S,
        "targets": {
            name: {size: median(runs) for size, runs in sizes.items()}
            for name, sizes in rounds.items()
        },
    }


def median(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """The median of each figure over the rounds."""
    merged = {
        name: statistics.median_low([run[name] for run in runs])
        if isinstance(value, int | float) and not isinstance(value, bool)
        else value
        for name, value in runs[0].items()
    }
    return merged | {
        "rounds": len(runs),
        "complete": all(run["complete"] for run in runs),
        "p99_of_all_rounds": [run["p99_ms"] for run in runs],
    }
