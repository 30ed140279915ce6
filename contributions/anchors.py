"""Heads written down outside the database: what a forger would have to change as well.

An anchor is a JSON file with the head of every stream that lasts. Its digest is one line that can
be printed, mailed or signed; whoever has that line knows the file by it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from common import clock

from .append import Head
from .walk import Anchored

FORMAT = "livelab-heads/1"


def read(path: Path) -> dict[str, Anchored]:
    """The heads of an anchor file. Raises ValueError for anything else."""
    data = json.loads(path.read_text("utf-8"))
    if data.get("format") != FORMAT:
        raise ValueError(f"{path} is no heads file")
    heads = {
        name: Anchored(head["seq"], bytes.fromhex(head["hash"]))
        for name, head in data["heads"].items()
    }
    if data.get("digest") not in (None, digest(heads)):
        raise ValueError(f"{path} is not what it was when it was written")
    return heads


def write(path: Path, heads: Iterable[Head]) -> str:
    """Write heads down, to be kept outside the database; the digest."""
    kept = {head.stream: Anchored(head.seq, head.hash) for head in heads}
    data = {
        "format": FORMAT,
        "at": clock.stamp(clock.now()),
        "digest": digest(kept),
        "heads": _data(kept),
    }
    path.write_text(json.dumps(data, indent=1) + "\n", "utf-8")
    return digest(kept)


def digest(heads: dict[str, Anchored]) -> str:
    """SHA-256 over a line `stream seq hash` each, by stream, in groups that can be read out."""
    lines = [f"{name} {seq} {hashed.hex()}\n" for name, (seq, hashed) in sorted(heads.items())]
    digits = hashlib.sha256("".join(lines).encode()).hexdigest()
    return " ".join(digits[at : at + 8] for at in range(0, len(digits), 8))


def heads_data(heads: Iterable[Head]) -> dict[str, dict[str, Any]]:
    """Heads as JSON has them."""
    return _data({head.stream: Anchored(head.seq, head.hash) for head in heads})


def _data(heads: dict[str, Anchored]) -> dict[str, dict[str, Any]]:
    return {name: {"seq": head.seq, "hash": head.hash.hex()} for name, head in heads.items()}
