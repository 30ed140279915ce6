"""A thousand sockets that only stay: memory of the server for each, and what keeping them costs."""

from __future__ import annotations

from typing import Any

from .crowd import Crowd, crowd
from .plan import Plan
from .targets import Target

ROOMS, PEOPLE, SHORT_ROOMS = 100, 10, 20
IDLE_S = 12


def measure(plan: Plan) -> dict[str, Any]:
    """Every server once."""
    rooms = SHORT_ROOMS if plan.short else ROOMS
    found = {
        target.name: _idle(plan, target, rooms)
        for target in plan.chosen()
        if not target.same_server
    }
    return {"sockets": rooms * PEOPLE, "rooms": rooms, "targets": found}


def _idle(plan: Plan, target: Target, rooms: int) -> dict[str, Any]:
    boards = [{"mode": "open", "items": 0}] * rooms
    with plan.serving(target, boards) as server:
        with crowd(server, PEOPLE, plan.seed, target.form) as first:
            first.stretch(100, 0.5, 0.5)  # what is loaded once is loaded by now
        seats = [seat for room in range(rooms) for seat in server.seats(PEOPLE, room)]
        everybody = Crowd(server, seats, server.way(target.form), plan.seed)
        generator = everybody.enter(idle=True)
        before, after = generator.opened["rss_before"], generator.ask(f"idle {IDLE_S * 1000}")
        everybody.leave()
    kb = (after["server_rss"] - before) / len(seats) / 1000
    found = {
        "kb_per_socket": round(kb, 1),
        "rss_before_mb": round(before / 1e6, 1),
        "rss_mb": round(after["server_rss"] / 1e6, 1),
        "server_cores": round(after["server_cpu_s"] / after["seconds"], 4),
        "stayed": after["joined"],
    }
    plan.say(f"{target.name}: {kb:.1f} KB a socket, {found['server_cores']:.1%} of a core")
    return found
