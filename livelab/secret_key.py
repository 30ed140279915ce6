"""The installation's secret key: made at the first start, kept in a file only its owner can read.

The file holds one key per line. The first signs; the others are still believed, so a key is
rotated by putting a new line on top and removing the old one when its sessions have expired.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

FILE_NAME = "secret_key"
SHORTEST = 50


class BadSecretKey(Exception):
    """The file exists but holds something nobody should sign with."""


def load_keys(home: Path) -> list[str]:
    """The keys of this installation, newest first. Makes the file where there is none."""
    path = home / FILE_NAME
    if not path.exists():
        _make(path)
    keys = [line.strip() for line in path.read_text().splitlines() if line.strip()]
    if not keys or any(len(key) < SHORTEST or len(set(key)) < 10 for key in keys):
        raise BadSecretKey(f"{path} holds a key that is too short to sign with; remove the file.")
    return keys


def _make(path: Path) -> None:
    """Write a whole key beside the path and link it in: of two first starts, one key wins."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(64) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
