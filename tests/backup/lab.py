"""A lab in a home of its own, and our commands run on it as its host would."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.kill.database import own_database
from tests.kill.server import Place


class Said(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


async def manage(place: Place, *arguments: object) -> Said:
    """Run `manage.py` there."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "manage.py",
        *map(str, arguments),
        cwd=place.sources,
        env=place.environment(),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    assert process.returncode is not None
    return Said(process.returncode, out.decode(), err.decode())


async def done(place: Place, *arguments: object) -> str:
    """Run `manage.py` there; what it printed, once it has succeeded."""
    said = await manage(place, *arguments)
    assert said.code == 0, said.err
    return said.out


@contextmanager
def fresh(folder: Path, database: str) -> Iterator[Place]:
    """A home in which there never was a lab; its database is of this one's kind."""
    folder.mkdir()
    with own_database(database) as own:
        yield Place(folder, own)
