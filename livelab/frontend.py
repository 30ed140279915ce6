"""What the build tool made: which scripts and styles the page needs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

ENTRY = "src/app/main.tsx"


@dataclass(frozen=True, slots=True)
class Built:
    """Addresses of the entry's script, the scripts it imports at once, and the styles of all."""

    script: str = ""
    preloads: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()


def built() -> Built:
    """The application as it was built last; empty where nothing is built."""
    path = Path(settings.FRONTEND_DIST) / ".vite" / "manifest.json"
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return Built()


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int) -> Built:
    manifest: dict[str, Any] = json.loads(path.read_text())
    entry = manifest.get(ENTRY) or next(one for one in manifest.values() if one.get("isEntry"))
    chunks = _needed(manifest, entry)
    styles = dict.fromkeys(style for chunk in chunks for style in chunk.get("css", ()))
    return Built(
        script=_address(entry["file"]),
        preloads=tuple(_address(chunk["file"]) for chunk in chunks[1:]),
        styles=tuple(_address(style) for style in styles),
    )


def _needed(manifest: dict[str, Any], entry: dict[str, Any]) -> list[dict[str, Any]]:
    """The entry and what it imports statically, each once."""
    chunks, waiting = [], [entry]
    while waiting:
        chunk = waiting.pop(0)
        if chunk not in chunks:
            chunks.append(chunk)
            waiting += [manifest[name] for name in chunk.get("imports", ())]
    return chunks


def _address(file: str) -> str:
    return f"{settings.STATIC_URL}{file}"
