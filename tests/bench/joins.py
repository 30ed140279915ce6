"""Joining a board that has a thousand and five thousand notes: from connecting to the last one
decoded. Somebody is there already; then, for our own, with nobody there: the room is loaded first.
"""

from __future__ import annotations

import statistics
from typing import Any

from .crowd import Crowd, runs
from .generator import Generator
from .plan import Plan
from .served import Served
from .targets import Target

ITEMS = (1000, 5000)
JOINS = 7
#: targets that keep nothing for who joins
STATELESS = ("tutorial",)


def measure(plan: Plan) -> dict[str, Any]:
    """Every target which keeps a board."""
    found: dict[str, Any] = {}
    for target in plan.chosen():
        if target.name in STATELESS or target.same_server:
            continue
        found[target.name] = {str(items): _joins(plan, target, items) for items in ITEMS}
    return {"joins": JOINS, "targets": found}


def _joins(plan: Plan, target: Target, items: int) -> dict[str, Any]:
    with plan.serving(target, [{"mode": "open", "items": items}]) as server:
        guest, joiner = server.seats(2)
        there = Crowd(server, [guest], server.way(target.form), plan.seed)
        found = _median(there.enter().join(JOINS, joiner), items)
        there.leave()
        if target.ours:
            found["cold"] = _cold(plan, target, server, items)
    plan.say(f"{target.name}, {items} items: {_line(found)}")
    return found


def _cold(plan: Plan, target: Target, server: Served, items: int) -> dict[str, Any]:
    """Nobody is in the room: it is loaded for each who comes."""
    guest, joiner = server.seats(2)
    way = server.way(target.form)
    with Generator(way, server.port, [guest], server.pids, next(runs), plan.seed) as nobody:
        return _median(nobody.join(JOINS, joiner), items)


def _median(answer: dict[str, Any], items: int) -> dict[str, Any]:
    joins = answer["joins"]
    least = min(join["items"] for join in joins)
    figures = ("ms", "open_ms", "bytes", "server_cpu_ms")
    medians = {name: statistics.median(join[name] for join in joins) for name in figures}
    return {
        "ms": round(medians["ms"], 2),
        "until_open_ms": round(medians["open_ms"], 2),
        "kb": round(medians["bytes"] / 1000),
        "server_cpu_ms": round(medians["server_cpu_ms"], 2),
        "all_ms": [round(join["ms"], 2) for join in joins],
        "complete": least >= items and all(join["joined"] for join in joins),
    }


def _line(found: dict[str, Any]) -> str:
    cold = f", cold {found['cold']['ms']:.1f} ms" if "cold" in found else ""
    return (
        f"{found['ms']:.1f} ms ({found['until_open_ms']:.1f} until open), {found['kb']} KB,"
        f" server {found['server_cpu_ms']:.1f} ms CPU{cold}"
        f"{'' if found['complete'] else '  INCOMPLETE'}"
    )
