"""Bugs planted into a copy of the server's sources, to see whether a storm finds them."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.kill.server import ROOT
from tests.simulation.planted import Bug

from .storm import Plan, storm

#: a storm so long must find each of them
FRAMES, OPENINGS = 1_200, 1_000
LEFT_OUT = (
    "__pycache__",
    "node_modules",
    "dist*",
    "*.sqlite3*",
    "frontend",
    ".git",
    ".venv",
    "var",
)

BUGS = (
    Bug(
        "an error escapes the handler of a frame",
        (),
        "boards/consumers.py",
        "    except (ValueError, RecursionError):\n        return None",
        "    except ValueError:\n        return None",
    ),
    Bug(
        "an error is answered as a fault of ours",
        (),
        "boards/consumers.py",
        "    except (UnicodeError, RecursionError, ValueError) as error:",
        "    except UnicodeError as error:",
    ),
    Bug(
        "what cannot be named is not answered",
        (),
        "boards/consumers.py",
        '            self._refuse(op_id, "not_understood")',
        '            if op_id:\n                self._refuse(op_id, "not_understood")',
    ),
    Bug(
        "what is not understood is answered twice",
        (),
        "boards/consumers.py",
        "        self.bad_frames += 1\n",
        '        self.bad_frames += 1\n        self._refuse(op_id, "not_understood")\n',
    ),
    Bug(
        "the answer does not name the operation",
        (),
        "boards/consumers.py",
        '            self._refuse(op_id, "not_understood")',
        '            self._refuse(None, "not_understood")',
    ),
    Bug(
        "a name that nobody declared is let in",
        (),
        "common/wire.py",
        "frozen=True, forbid_unknown_fields=True",
        "frozen=True",
    ),
    Bug(
        "an operation is answered twice",
        (),
        "boards/room.py",
        "            member.refuse(request.op_id, answer.code)",
        "            member.refuse(request.op_id, answer.code)\n"
        "            member.refuse(request.op_id, answer.code)",
    ),
    Bug(
        "one person's nonsense closes everybody's socket",
        (),
        "boards/consumers.py",
        "        self.bad_frames += 1\n",
        "        self.bad_frames += 1\n"
        "        for other in list(self.room.members) if self.room else []:\n"
        "            other.outlet.close(4001)\n",
    ),
    Bug(
        "very many fragments are put together",
        (),
        "livelab/strict_daphne.py",
        "            too_much = self.fragments > FRAGMENTS",
        "            too_much = False",
    ),
    Bug(
        "a broken frame is answered by hanging up",
        (),
        "livelab/strict_daphne.py",
        "        if self.state in (self.STATE_OPEN, self.STATE_CLOSING):",
        "        if not self.failedByMe:",
    ),
    Bug(
        "a client says where the application is",
        (),
        "livelab/strict_daphne.py",
        '        self.requestHeaders.removeHeader(b"daphne-root-path")\n',
        "",
    ),
    Bug(
        "an opening may take for ever",
        (),
        "livelab/strict_daphne.py",
        "        elif time.monotonic() > self.due",
        "        elif time.monotonic() < 0",
    ),
)


def plant(bug: Bug, tree: Path) -> None:
    """A copy of the sources with a bug in it."""
    shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(*LEFT_OUT))
    bug.plant(tree)


def found(bug: Bug, seed: int, frames: int = FRAMES, openings: int = OPENINGS) -> str:
    """What a storm finds in a server with this bug; empty if nothing."""
    with tempfile.TemporaryDirectory(prefix="livelab-planted-") as folder:
        tree, home = Path(folder) / "sources", Path(folder) / "home"
        plant(bug, tree)
        home.mkdir()
        passed = asyncio.run(storm(home, Plan(seed, frames, openings), sources=tree))
        findings = passed.record.findings
        return findings[0].what if findings else ""


def hunt(seed: int, progress: Callable[[str], None]) -> dict[str, str]:
    """Every bug, and what gave it away."""
    given_away = {}
    for bug in BUGS:
        given_away[bug.name] = found(bug, seed)
        progress(f"planted: {bug.name}: {given_away[bug.name][:150] or 'NOT FOUND'}")
    return given_away
