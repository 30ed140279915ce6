"""One process a lab, where nothing carries messages to a second one or it is being restored."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO


class AlreadyServed(Exception):
    """Another process serves or restores this lab, and the two cannot be at it together."""


@contextlib.contextmanager
def only_one(home: Path, *, alone: bool) -> Iterator[None]:
    """Hold the lab for this process: alone, or together with others that are not alone either.

    Alone is who serves where nothing carries messages to a second process, and who restores.
    """
    with (home / "serve.lock").open("a+") as file:
        _take(file, alone=alone)
        yield


def _take(file: TextIO, *, alone: bool) -> None:
    if os.name == "nt":
        return
    import fcntl

    try:
        fcntl.flock(file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError:
        raise AlreadyServed from None
