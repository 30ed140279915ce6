"""`price` in a process of its own, on a fresh database, with the code of the tree it runs in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .plan import Plan


def measure(plan: Plan) -> dict[str, Any]:
    """The price of an operation by part."""
    from . import machine

    kept = {name: value for name, value in os.environ.items() if not name.startswith("LIVELAB_")}
    given = {
        "LIVELAB_HOME": str(machine.scratch() / "price"),
        "DJANGO_SETTINGS_MODULE": "livelab.settings",
        "PYTHONPATH": str(plan.tree),
    }
    done = subprocess.run(
        [sys.executable, str(Path(__file__).resolve())],
        cwd=plan.tree,
        env=kept | given,
        stdout=subprocess.PIPE,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    print(found["table"])
    result: dict[str, Any] = found["result"]
    return result


def main() -> None:
    """Print the data, and the table as people read it."""
    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    call_command("migrate", verbosity=0)
    connections.close_all()  # a connection that migrated is slower than a new one
    from tests.bench import price

    result = price.measure()
    sys.stdout.write(json.dumps({"result": result, "table": price.table(result)}))


if __name__ == "__main__":
    main()
