"""A hundred people write in silence: everybody's notes are her own, nobody hears of anybody."""

from __future__ import annotations

from typing import Any

from .crowd import crowd, summary
from .plan import Plan

PEOPLE, EACH_PER_S = 100, 2.0
WARM_S, WINDOW_S = 1.5, 4.0


def measure(plan: Plan) -> dict[str, Any]:
    """Ours only: no peer has it."""
    found = {}
    for target in plan.chosen(ours_only=True):
        with (
            plan.serving(target, [{"mode": "silent", "items": 0}]) as server,
            crowd(server, PEOPLE, plan.seed, target.form) as people,
        ):
            taken = people.quiet_stretch(PEOPLE * EACH_PER_S, WARM_S, WINDOW_S)
        found[target.name] = summary(taken) | {
            "leaked": taken["all_deliveries"] + taken["foreign"],
            "bytes_per_operation": round(taken["bytes"] / max(1, taken["all_acks"])),
        }
        _say(plan, target.name, found[target.name])
    return {"people": PEOPLE, "operations_per_person_per_s": EACH_PER_S, "targets": found}


def _say(plan: Plan, name: str, found: dict[str, Any]) -> None:
    plan.say(
        f"{name}: acknowledged after {found['ack_p50_ms']:.1f} (p99 {found['ack_p99_ms']:.1f}) ms,"
        f" {found['cpu_s_per_10k_operations']:.2f} CPU s/10k operations, {found['leaked']} leaked"
    )
