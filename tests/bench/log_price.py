"""What an entry costs in the log, and how fast the log is verified; nothing of any board.

    python -m tests.bench.log_price

Runs on the database of `LIVELAB_DATABASE`, or on a fresh SQLite file that goes afterwards.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from typing import Any

BATCHES = (1, 8, 32, 128)
ROUNDS = 200


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="bench-") as home:
        os.environ["LIVELAB_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "livelab.settings")
        import django
        from django.core.management import call_command
        from django.db import connections

        django.setup()
        call_command("migrate", verbosity=0)
        connections.close_all()  # a server never migrates on the connection it serves with
        print(table(measure()))
        connections.close_all()


def measure() -> dict[str, Any]:
    """Microseconds per entry by size of batch, and entries verified in a second."""
    from contributions.verify import verify
    from tests.contributions import cast

    cast.declare_verbs()
    cast.write_note("warm")
    prices = {str(size): _price(size) for size in BATCHES}
    report = verify()
    assert not report.findings
    return {
        "us_per_entry": prices,
        "verified_per_second": report.speed,
        "verified_entries": report.entries,
    }


def _price(size: int) -> dict[str, float]:
    """Medians: lock and append alone, and the whole action with its commit."""
    times = [_write(_drafts(size)) for _ in range(ROUNDS)]
    inside, whole = (statistics.median(column) for column in zip(*times, strict=True))
    return {"lock and append": inside / size * 1e6, "whole action": whole / size * 1e6}


def _drafts(size: int) -> list[Any]:
    from common.clock import now, stamp
    from common.ids import new_id
    from common.wire import encode
    from contributions.append import Draft, context_text
    from tests.contributions import cast

    context = context_text({name: new_id() for name in ("lab", "challenge", "phase", "board")})
    at, words = stamp(now()), encode(cast.Said("x" * 72))
    return [
        Draft(
            stream=cast.BOARD.id,
            op_id=new_id(),
            at=at,
            actor=f"{n % 40:032x}",
            verb="test_noted",
            context=context,
            facts=b'{"id":"%s","x":1312,"y":2133,"z":"a0V","colour":"yellow"}' % new_id().encode(),
            words=words,
        )
        for n in range(size)
    ]


def _write(drafts: list[Any]) -> tuple[float, float]:
    from contributions.append import append_many, lock
    from contributions.door import Act, action
    from tests.contributions import cast

    @action
    def write(act: Act) -> float:
        began = time.perf_counter()
        append_many(lock([cast.BOARD]), drafts)
        return time.perf_counter() - began

    began = time.perf_counter()
    inside = write()
    return inside, time.perf_counter() - began


def table(result: dict[str, Any]) -> str:
    """The figures as people read them."""
    prices = result["us_per_entry"]
    lines = ["µs per entry     " + "".join(f"{'batch of ' + size:>14}" for size in prices)]
    lines += [
        f"{name:<17}" + "".join(f"{prices[size][name]:>14.1f}" for size in prices)
        for name in ("lock and append", "whole action")
    ]
    speed, entries = result["verified_per_second"], result["verified_entries"]
    return "\n".join([*lines, f"verified {speed} entries/s ({entries} of them)"])


if __name__ == "__main__":
    main()
