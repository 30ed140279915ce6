"""Reads the tables: who gets what, cell by cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from .world import ROLES

HERE = Path(__file__).parent
ALLOWED = "+"
#: `x code 403` in a comment says what a letter stands for
_LETTER = re.compile(r"(?:^#|\s)\s+(\w) ([a-z_]+) (\d{3})\b")


@dataclass(frozen=True)
class Row:
    """One line: for each role and whose object a letter."""

    method: str
    path: str
    ours: str
    #: "" where the route names no object
    theirs: str = ""
    none: str = ""
    #: "" where another lab's object is answered as none at all
    foreign: str = ""

    @property
    def door(self) -> str:
        """Method and path, without what is asked after the `?`."""
        return f"{self.method} {self.path.partition('?')[0]}"

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def names_objects(self) -> bool:
        return bool(self.none)


@dataclass(frozen=True)
class Table:
    rows: list[Row]
    #: letter → (status, code)
    letters: dict[str, tuple[int, str]]


def read(name: str) -> Table:
    """The table of this file; every row and every cell is there, or it is none."""
    lines = (HERE / name).read_text().splitlines()
    said = [found for line in lines if line.startswith("#") for found in _LETTER.findall(line)]
    letters = {letter: (int(status), code) for letter, code, status in said}
    rows = [_row(line, set(letters)) for line in lines if line and not line.startswith("#")]
    return Table(rows, letters)


def _row(line: str, letters: set[str]) -> Row:
    door, *columns = (part.strip() for part in line.split("|"))
    method, path = door.split()
    ours, *others = ("".join(cells.split()) for cells in columns)
    filled = [ours, *(ours if cells == "=" else cells for cells in others)]
    if len(filled) not in (1, 3, 4):
        raise ValueError(f"{door}: say it for ours, for another team's and for none")
    for cells in filled:
        if len(cells) != len(ROLES) or set(cells) - letters - {ALLOWED}:
            raise ValueError(f"{door}: {cells!r} is not one known letter for each of {ROLES}")
    return Row(method, path, *filled)


def read_ids(name: str) -> dict[str, str]:
    """The table of ids: `message.field` → the code, "" where it is no matter."""
    lines = (HERE / name).read_text().splitlines()
    said = "\n".join(line for line in lines if line.startswith("#"))
    codes = dict(re.findall(r"\s{3}(\w) ([a-z_]+)\b", said)) | {ALLOWED: ""}
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    return {path: codes[letter] for path, letter in rows}
