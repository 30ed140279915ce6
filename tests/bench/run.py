"""`make bench`: what is measured, in one run; results go to docs/measurements/ as JSON.

    python -m tests.bench.run [PART …] [--short] [--peers NAMES] [--tree PATH]

Without a part everything is measured. `--tree` measures the application of another source tree, to
compare two states of it; then, and with `--short`, nothing is written.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench import generator, machine, peers, reach, record, table  # noqa: E402
from tests.bench.parts import BROWSER_ONLY, PARTS  # noqa: E402
from tests.bench.plan import Plan  # noqa: E402
from tests.bench.targets import NAMES  # noqa: E402


def main() -> None:
    """Measure on fresh databases of our own, on a real disk."""
    asked = arguments()
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # stop servers too
    plan = Plan(
        seed=asked.seed,
        short=asked.short,
        targets=asked.peers.split(",") if asked.peers else list(NAMES),
        tree=asked.tree.resolve(),
    )
    try:
        with machine.alone():
            _measure(plan, asked.parts or list(PARTS), keep=not asked.dry)
    finally:
        shutil.rmtree(machine.scratch(), ignore_errors=True)


def _measure(plan: Plan, parts: list[str], *, keep: bool) -> None:
    """The parts one after another; what is short, or of another tree, is only printed."""
    keep = keep and not plan.short and plan.tree == ROOT
    found: dict[str, dict[str, Any]] = {}
    if not BROWSER_ONLY.issuperset(parts):
        generator.build()
        plan.try_out()
    for part in parts:
        plan.say(f"── {part}")
        plan.proofs = []
        found[part] = PARTS[part](plan) | circumstances(plan)
        if keep:
            record.save(part, found[part])
    for verdict in reach.verdicts(found):
        if verdict.found is not None:
            plan.say(f"{verdict.reach.what}: {verdict.figure}, {verdict.wanted}: {verdict.said}")
    if keep:
        table.main([])


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="bench", description="Measure LiveLab and its peers.")
    parser.add_argument("parts", nargs="*", type=_part, help=f"some of {', '.join(PARTS)}")
    parser.add_argument("--short", action="store_true", help="once each, briefly")
    parser.add_argument("--peers", default="", help=f"some of {','.join(NAMES)}")
    parser.add_argument("--tree", type=Path, default=ROOT, help="another source tree")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1, 10**6))
    return parser.parse_args()


def _part(name: str) -> str:
    if name not in PARTS:
        raise argparse.ArgumentTypeError(f"{name!r} is none of {', '.join(PARTS)}")
    return name


def circumstances(plan: Plan) -> dict[str, Any]:
    """What the figures depend on, and what was proved of the logs."""
    known = record.circumstances(machine.scratch())
    return known | {
        "seed": plan.seed,
        "short": plan.short,
        "versions": known["versions"] | peers.versions(),
        "left_out": plan.absent,
        "logs": plan.proofs,
    }


if __name__ == "__main__":
    main()
