"""Over two hundred texts that would run as a script, were they put into a page as anything else.

Each sets `__ran` to its own number, asks a foreign host for something, or gives every object a
property `__ran`. Written for these tests, by the families that everybody knows:
`handlers.txt` are elements with a handler, `payloads.txt` the rest (RUN stands for the script).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent
FOREIGN = "evil.test"


def _numbered() -> Iterable[str]:
    handlers = (HERE / "handlers.txt").read_text().splitlines()
    texts = [f"<{one}=RUN>" for one in handlers] + _lines((HERE / "payloads.txt").read_text())
    for number, text in enumerate(texts, 1):
        yield text.replace("RUN", f"__ran={number}")


def _lines(text: str) -> list[str]:
    """One text a line; a line that begins with `=` belongs to the one before it."""
    lines: list[str] = []
    for line in text.strip("\n").split("\n"):
        if line.startswith("=RUN"):
            lines[-1] += "\n" + line
        else:
            lines.append(line)
    return lines


PAYLOADS = list(dict.fromkeys(_numbered()))


def packed(limit: int, texts: Iterable[str] = PAYLOADS) -> list[str]:
    """All that fit into a field of so many characters, as many together as it holds."""
    packs = [""]
    for text in texts:
        longer = f"{packs[-1]} {text}" if packs[-1] else text
        if len(longer) <= limit:
            packs[-1] = longer
        elif len(text) <= limit:
            packs.append(text)
    return packs
