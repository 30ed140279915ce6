"""Results as JSON under docs/measurements/, with what they depend on."""

from __future__ import annotations

import json
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from . import machine

RESULTS = machine.ROOT / "docs" / "measurements"
LIBRARIES = ("django", "channels", "daphne", "autobahn", "twisted", "uvicorn", "msgspec", "pycrdt")


def circumstances(home: Path) -> dict[str, Any]:
    """Commit, versions, and the machine with the disk that `home` lies on."""
    return {
        "commit": _commit(),
        "versions": {name: found for name in LIBRARIES if (found := _version(name))},
        "machine": machine.describe(home),
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _commit() -> str:
    asked = ["git", "-C", str(machine.ROOT), "rev-parse", "--short=12", "HEAD"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()


def save(name: str, result: dict[str, Any]) -> None:
    """Write a result where the README's tables are made from."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    target = RESULTS / f"{name}.json"
    target.write_text(json.dumps(result, indent=2, sort_keys=True) + "\n")
    print(f"written to {target.relative_to(machine.ROOT)}")
