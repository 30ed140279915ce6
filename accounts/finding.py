"""Finding people in the list of a lab. Pure: values in, values out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

PAGE: Final = 50
GONE: Final = "gone"


@dataclass(frozen=True, slots=True)
class Line:
    """What of a person is searched."""

    key: str
    label: str
    discipline: str
    organisation: str
    roles: frozenset[str]
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; empty: everything. `stay` is "gone" for those who left."""

    words: str = ""
    role: str = ""
    discipline: str = ""
    organisation: str = ""
    stay: str = ""


def plain(text: str) -> str:
    """Letters as people type them in a hurry: without accents, in lower case."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def found(lines: Iterable[Line], wanted: Wanted) -> list[Line]:
    """Those who fit, by name."""
    words = plain(wanted.words).split()
    fitting = [line for line in lines if _fits(line, wanted) and _says(line, words)]
    return sorted(fitting, key=lambda line: (plain(line.label), line.key))


def _fits(line: Line, wanted: Wanted) -> bool:
    return (
        line.is_gone == (wanted.stay == GONE)
        and (not wanted.role or wanted.role in line.roles)
        and wanted.discipline in ("", line.discipline)
        and wanted.organisation in ("", line.organisation)
    )


def _says(line: Line, words: Sequence[str]) -> bool:
    said = plain(f"{line.label} {line.discipline} {line.organisation}")
    return all(word in said for word in words)
