"""`make soak`: the long forms of what `make test` tries briefly; ARGS="PART …" for some of them.

Prints how far it is; results go to docs/measurements/ as JSON. Exit code 1 where something failed.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from random import SystemRandom

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "livelab.settings")

from tests.soak.parts import PARTS  # noqa: E402


def main() -> int:
    """Run everything that was asked for; 0 where nothing failed."""
    asked = arguments()
    whole = True
    for what in asked.what or PARTS:
        for name, address in databases():
            if name in PARTS[what].databases:
                print(f"\n── {what} on {name}: seed {asked.seed}", flush=True)
                whole &= PARTS[what].run(asked, name, address)
    return 0 if whole else 1


def arguments() -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(prog="soak", description=__doc__)
    parser.add_argument("what", nargs="*", type=_part, help=f"some of {', '.join(PARTS)}")
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(1, 10**6))
    parser.add_argument("--people", type=int, default=20)
    for part in PARTS.values():
        for name, usual in part.counts.items():
            parser.add_argument(f"--{name.replace('_', '-')}", type=int, default=usual)
    return parser.parse_args()


def _part(name: str) -> str:
    if name not in PARTS:
        raise argparse.ArgumentTypeError(f"{name!r} is none of {', '.join(PARTS)}")
    return name


def databases() -> list[tuple[str, str]]:
    """The embedded one, and PostgreSQL where one was started for us."""
    server = os.environ.get("LIVELAB_TEST_DATABASE", "")
    return [("sqlite", ""), *([("postgresql", server)] if server else [])]


if __name__ == "__main__":
    sys.exit(main())
