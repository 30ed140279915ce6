"""How fast a big log is verified, as `verify_log` does it: without an anchor and with one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ENTRIES = 250_000
ENTRIES_SHORT = 25_000
STREAMS = 50
BATCH = 5_000
ROUNDS = 3


def measure(plan: Any = None) -> dict[str, Any]:
    """The embedded database, and PostgreSQL where one was started for us; each on a fresh one.

    `plan` is the bench's: `tree` is the source tree that is measured, `short` asks for less.
    """
    from tests.kill.database import own_database

    tree = Path(plan.tree) if plan else Path(__file__).resolve().parents[2]
    entries = ENTRIES_SHORT if plan and plan.short else ENTRIES
    addresses = {"sqlite": "", "postgresql": os.environ.get("LIVELAB_TEST_DATABASE", "")}
    (tree / "var").mkdir(exist_ok=True)
    result = {}
    for name, address in addresses.items():
        if name == "sqlite" or address:
            with TemporaryDirectory(dir=tree / "var") as home, own_database(address) as own:
                result[name] = _apart(tree, home, own, entries)
    print(table(result))
    return result


def _apart(tree: Path, home: str, database: str, entries: int) -> dict[str, Any]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LIVELAB_")}
    given = {
        "LIVELAB_HOME": home,
        "LIVELAB_DATABASE": database,
        "DJANGO_SETTINGS_MODULE": "livelab.settings",
        "PYTHONPATH": str(tree),
    }
    done = subprocess.run(
        [sys.executable, str(Path(__file__).resolve()), str(entries)],
        cwd=tree,
        env=kept | given,
        stdout=subprocess.PIPE,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> None:
    """Measure on the database of the environment, print the data."""
    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    call_command("migrate", verbosity=0)
    connections.close_all()  # a connection that migrated is slower than a new one
    fill(int(sys.argv[1]))
    connections.close_all()
    sys.stdout.write(json.dumps(verified()))
    connections.close_all()


def verified() -> dict[str, Any]:
    """Entries verified in a second: the best of three walks; other work beside slows any."""
    from contributions import anchors
    from contributions.verify import verify

    began = time.process_time()
    walks = [verify() for _ in range(ROUNDS)]
    busy = time.process_time() - began
    with TemporaryDirectory() as folder:
        anchor = Path(folder) / "heads.json"
        anchors.write(anchor, walks[0].lasting)
        anchored = verify(anchors.read(anchor))
    assert not any(report.findings for report in [*walks, anchored])
    return {
        "entries": walks[0].entries,
        "streams": len(walks[0].heads),
        "entries_per_second": max(report.speed for report in walks),
        "entries_per_second_each": [report.speed for report in walks],
        "entries_per_second_anchored": anchored.speed,
        #: of this process alone; PostgreSQL's own is not in it
        "entries_per_cpu_second": round(sum(report.entries for report in walks) / busy),
    }


def fill(count: int) -> None:
    """Write that many entries onto fifty boards, as long as a note's usually are."""
    from tests.contributions import cast

    cast.declare_verbs()
    keys = [cast.BOARD._replace(object_id=f"{n:032x}") for n in range(STREAMS)]
    for start in range(0, count, BATCH):
        _write(keys, start, min(BATCH, count - start))


def _write(keys: list[Any], start: int, count: int) -> None:
    from contributions.append import append_many, lock
    from contributions.door import Act, action

    @action
    def write(act: Act) -> None:
        drafts = [_draft(keys[n % len(keys)].id, n) for n in range(start, start + count)]
        append_many(lock(keys), drafts)

    write()


def _draft(stream: str, number: int) -> Any:
    from common.clock import now, stamp
    from common.ids import new_id
    from common.wire import encode
    from contributions.append import Draft, context_text
    from tests.contributions import cast

    return Draft(
        stream=stream,
        op_id=new_id(),
        at=stamp(now()),
        actor=f"{number % 40:032x}",
        verb="test_noted",
        context=context_text({"lab": cast.LAB, "board": stream}),
        facts=b'{"id":"%s","x":1312,"y":2133,"z":"a0V","colour":"yellow"}' % new_id().encode(),
        words=encode(cast.Said(f"Laser-mark every new pane: composition, coating, year. {number}")),
    )


def table(result: dict[str, Any]) -> str:
    """The figures as people read them."""
    return "\n".join(
        f"{name:<10} {found['entries_per_second']:>9,} entries/s verified,"
        f" {found['entries_per_second_anchored']:,} with an anchor"
        f" ({found['entries']:,} entries in {found['streams']} streams)"
        for name, found in result.items()
    )


if __name__ == "__main__":
    main()
