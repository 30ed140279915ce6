"""How much one room of fifty people bears: the knee is the most operations a second of which all
are delivered and p99 stays below 200 ms.
"""

from __future__ import annotations

import statistics
from typing import Any

from .crowd import Crowd, complete, crowd, line, summary
from .generator import MOST_CORES
from .plan import Plan
from .served import Served
from .targets import ONE_BOARD, Target

PEOPLE = 50
KNEE_P99_MS = 200.0
GROWTH = 1.5
BISECTIONS = 3
WARM_S, GLANCE_S, LOOK_S = 0.8, 1.2, 3.0
#: a later round begins so much below the knee of the one before
LOWER = 0.7
SLOWEST = 10.0


def measure(plan: Plan) -> dict[str, Any]:
    """The knee of every target; of those that are compared, the median of three rounds."""
    rounds: dict[str, list[dict[str, Any]]] = {}
    for number in range(plan.rounds):
        for target in plan.chosen(key_only=number > 0, at_most=True):
            with plan.serving(target, ONE_BOARD) as server:
                known = rounds.setdefault(target.name, [])
                known.append(knee(server, plan.seed, _start(target, known), target.form))
                plan.say(f"{target.name}: knee {line(known[-1]['knee'])}")
    return {"people": PEOPLE, "knee_p99_ms": KNEE_P99_MS, "targets": _medians(rounds)}


def _start(target: Target, known: list[dict[str, Any]]) -> float:
    found = known[-1]["knee"] if known else None
    return float(found["rate"]) * LOWER if found else target.start


def _medians(rounds: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """Per target the round whose knee is the median one, and what all rounds came to."""
    medians = {}
    for name, known in rounds.items():
        rates = [one["knee"]["rate"] if one["knee"] else 0.0 for one in known]
        middle = known[rates.index(statistics.median_low(rates))]
        medians[name] = middle | {"rates_of_all_rounds": rates}
    return medians


def holds(found: dict[str, Any]) -> bool:
    """Is this rate borne?"""
    return complete(found) and bool(found["latency"]["p99"] < KNEE_P99_MS)


def generator_bound(found: dict[str, Any]) -> bool:
    """Was the generator the limit?"""
    return bool(found["generator_cores"] > MOST_CORES)


def knee(server: Served, seed: int, start: float, form: str = "") -> dict[str, Any]:
    """Look for the knee: upwards by half, then between."""
    with crowd(server, PEOPLE, seed, form) as people:
        low, high, steps = _climb(people, start)
        for _ in range(BISECTIONS):
            middle = (low * high) ** 0.5
            steps.append(people.stretch(middle, WARM_S, LOOK_S))
            low, high = (middle, high) if holds(steps[-1]) else (low, middle)
    borne = [step for step in steps if holds(step)]
    best = max(borne, key=lambda step: float(step["rate"]), default=None)
    return {
        "knee": summary(best) if best else None,
        "generator_bound": any(map(generator_bound, steps)),
        "steps": [summary(step) | {"borne": holds(step)} for step in steps],
    }


def _climb(people: Crowd, start: float) -> tuple[float, float, list[dict[str, Any]]]:
    """Down until a rate is borne, up until one is not; the last borne, the first not."""
    steps = [people.stretch(start, WARM_S, GLANCE_S)]
    while not holds(steps[-1]) and steps[-1]["rate"] > SLOWEST:
        steps.append(people.stretch(steps[-1]["rate"] / GROWTH, WARM_S, GLANCE_S))
    if len(steps) == 1:
        while holds(steps[-1]) and not generator_bound(steps[-1]):
            steps.append(people.stretch(steps[-1]["rate"] * GROWTH, WARM_S, GLANCE_S))
    low = max((step["rate"] for step in steps if holds(step)), default=SLOWEST)
    return low, low * GROWTH, steps
