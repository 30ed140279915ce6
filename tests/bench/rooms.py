"""Fifty rooms of six people, each writing twice a second."""

from __future__ import annotations

from typing import Any

from .crowd import crowd, line, summary
from .plan import Plan

ROOMS, PEOPLE, EACH_PER_S = 50, 6, 2.0
WARM_S, WINDOW_S = 1.5, 5.0


def measure(plan: Plan) -> dict[str, Any]:
    """One stretch for every target."""
    found = {}
    for target in plan.chosen():
        with (
            plan.serving(target, [{"mode": "open", "items": 0}] * ROOMS) as server,
            crowd(server, PEOPLE, plan.seed, target.form, ROOMS) as people,
        ):
            rate = ROOMS * PEOPLE * EACH_PER_S
            found[target.name] = summary(people.quiet_stretch(rate, WARM_S, WINDOW_S))
        plan.say(f"{target.name}: {line(found[target.name])}")
    return {"rooms": ROOMS, "people": PEOPLE, "targets": found}
