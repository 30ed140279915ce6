"""One process a lab, where nothing would carry messages to a second one."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO


class AlreadyServed(Exception):
    """Another process serves this lab, and nothing carries messages between the two."""


@contextlib.contextmanager
def only_one(home: Path, *, alone: bool) -> Iterator[None]:
    """Hold the lab for this process where nothing would carry messages to a second one."""
    with (home / "serve.lock").open("a+") as file:
        if alone:
            _take(file)
        yield


def _take(file: TextIO) -> None:
    if os.name == "nt":
        return
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise AlreadyServed from None
