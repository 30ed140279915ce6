"""Django's translations without gettext's tools, which a fresh machine may lack.

The `.po` files in `locale/` are the source, kept by people. When the settings are loaded, each is
compiled into the lab's own folder (`LIVELAB_HOME/locale`), if it has changed since. Nothing
compiled is kept with the sources, and the program's folder may be read-only.
"""

from __future__ import annotations

import ast
import os
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final

FUNCTIONS: Final = frozenset({"_", "gettext", "gettext_lazy"})
_TAG: Final = re.compile(r"""\{%\s*translate\s+(?:"([^"]*)"|'([^']*)')""")
_PARTS: Final = ("msgid", "msgstr")


class BadCatalogue(Exception):
    """A line of a `.po` file that this small reader does not know."""


def compile_all(source: Path, home: Path) -> Path:
    """Compile what is stale; the folder for Django's LOCALE_PATHS."""
    target = home / "locale"
    for po in sorted(source.glob("*/LC_MESSAGES/django.po")):
        mo = target / po.relative_to(source).with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime_ns != po.stat().st_mtime_ns:
            _write(mo, compiled(read_po(po.read_text(encoding="utf-8"))), po.stat().st_mtime_ns)
    return target


def _write(path: Path, data: bytes, changed_ns: int) -> None:
    """Whole or not at all: several processes may start at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_bytes(data)
    os.utime(draft, ns=(changed_ns, changed_ns))
    draft.replace(path)


def read_po(text: str) -> dict[str, str]:
    """Message → translation, the header under "". Plurals and contexts are not used here."""
    found: dict[str, str] = {}
    entry: dict[str, str] = {}
    part = ""
    for line in [*text.splitlines(), "msgid"]:
        word, _, rest = line.strip().partition(" ")
        if word in _PARTS:
            if word == "msgid" and "msgstr" in entry:
                found[entry["msgid"]] = entry["msgstr"]
            part = word
            entry[part] = _unquoted(rest)
        elif word.startswith('"'):
            entry[part] += _unquoted(line.strip())
        elif word and not word.startswith("#"):
            raise BadCatalogue(line)
    return found


def _unquoted(text: str) -> str:
    return str(ast.literal_eval(text)) if text else ""


def compiled(messages: dict[str, str]) -> bytes:
    """The catalogue as gettext reads it (its `.mo` format, without a hash table)."""
    kept = sorted((key.encode(), value.encode()) for key, value in messages.items() if value)
    count, start = len(kept), 28
    ids, texts = (b"".join(part + b"\0" for part in column) for column in zip(*kept, strict=True))
    at = start + 16 * count
    tables = [_table([key for key, _ in kept], at)]
    tables.append(_table([value for _, value in kept], at + len(ids)))
    head = struct.pack("<7I", 0x950412DE, 0, count, start, start + 8 * count, 0, at)
    return b"".join([head, *tables, ids, texts])


def _table(parts: list[bytes], at: int) -> bytes:
    rows = []
    for part in parts:
        rows.append(struct.pack("<2I", len(part), at))
        at += len(part) + 1
    return b"".join(rows)


def messages_in(folder: Path) -> Iterator[tuple[Path, str]]:
    """Every text for people in the Python files and templates of a folder."""
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _translates(node.func):
                yield file, str(ast.literal_eval(node.args[0]))
    for file in sorted(folder.rglob("*.html")):
        for match in _TAG.finditer(file.read_text(encoding="utf-8")):
            yield file, match[1] or match[2]


def _translates(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and function.id in FUNCTIONS
