"""`make bench`: what is measured, in one run; results go to docs/measurements/ as JSON."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
RESULTS = ROOT / "docs" / "measurements"
LIBRARIES = ("django", "channels", "daphne", "msgspec", "pycrdt")


def main() -> None:
    """Measure on a fresh database of our own, on a real disk."""
    (ROOT / "var").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=ROOT / "var") as home:
        measure(home)


def measure(home: str) -> None:
    """Everything there is to measure, with the lab's data in `home`."""
    os.environ["LIVELAB_HOME"] = home
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "livelab.settings")
    import django
    from django.core.management import call_command

    django.setup()
    from django.db import connections

    call_command("migrate", verbosity=0)
    connections.close_all()  # a connection that migrated is slower than a new one
    from tests.bench import price

    result = price.measure()
    print(price.table(result))
    save("price", result | circumstances(home))


def circumstances(home: str) -> dict[str, Any]:
    """What the figures depend on."""
    from django.db import connection

    return {
        "database": connection.vendor,
        "file_system": _file_system(home),
        "commit": _commit(),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in LIBRARIES},
        "cores": os.cpu_count(),
    }


def _commit() -> str:
    asked = ["git", "-C", str(ROOT), "rev-parse", "--short=12", "HEAD"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()


def _file_system(path: str) -> str:
    asked = ["stat", "-f", "-c", "%T", path]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()


def save(name: str, result: dict[str, Any]) -> None:
    """Write a result where the README's tables are made from."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    target = RESULTS / f"{name}.json"
    target.write_text(json.dumps(result, indent=2, sort_keys=True) + "\n")
    print(f"written to {target.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
