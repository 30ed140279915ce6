"""What a file may be called: a plain name that shows as it is, on every system. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST, MOST_BYTES = 80, 160

_ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_NOWHERE_ALLOWED: Final = frozenset('<>:"|?*%')
#: devices that Windows takes for files, with whatever ending
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def tidy(name: str, ending: str) -> str:
    """A name for the file, with the ending of what it is; whatever was sent."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(" " if mark.isspace() else mark for mark in last if _is_shown(mark))
    stem = _cut(" ".join(_without_ending(shown).split()).strip(" ."))
    if not stem or _DEVICES.match(stem):
        stem = f"file {stem}".strip()
    return stem + ending


def _is_shown(mark: str) -> bool:
    """No control, no turning of the direction, nothing invisible, nothing a system forbids."""
    if mark in _NOWHERE_ALLOWED:
        return False
    return mark.isspace() or unicodedata.category(mark)[0] != "C"


def _without_ending(name: str) -> str:
    return _ENDING.sub("", name.rstrip(" ."))


def _cut(stem: str) -> str:
    """Whole characters, so many and so many bytes of them."""
    cut = stem[:LONGEST].encode()[:MOST_BYTES].decode(errors="ignore")
    return cut.strip(" .")
