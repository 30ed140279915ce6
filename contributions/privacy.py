"""What the log holds about a person, and how it forgets what she wrote.

Her name is not here: an actor is a random id, and whose it is stands in `accounts`.
"""

from __future__ import annotations

import base64
from typing import Any, Final, Literal

from . import driver
from .redact import erase_words
from .streams import StreamKey

#: Unlink: her name goes. Blank: and what she wrote. Remove: and what shows that she was there.
Level = Literal["unlink", "blank", "remove"]

REASON: Final = "person_asked"


#: kinds of streams in which their app erases: what stands there may be several people's
_left_to_apps: set[str] = set()


def leave_to_app(*kinds: str) -> None:
    """Let an app erase in its streams itself (called once, in `AppConfig.ready`)."""
    _left_to_apps.update(kinds)


def collect(lab: str, actor: str) -> dict[str, Any]:
    """Every entry of hers in the lab, with its words while they stand (base64 of their bytes)."""
    sql = (
        "SELECT c.stream, s.kind, c.seq, c.at, c.verb, c.context, c.facts, w.bytes"
        f" {_HERS} ORDER BY c.at, c.stream, c.seq"
    )
    names = ("stream", "kind", "seq", "at", "verb", "context", "facts", "words")
    entries = [dict(zip(names, row, strict=True)) for row in _ask(sql, lab, actor)]
    for entry in entries:
        words = entry["words"]
        entry["words"] = None if words is None else base64.b64encode(words).decode()
    return {"entries": entries}


def erase(log: StreamKey, actor: str, level: Level, by: str) -> int:
    """Forget what she wrote: how many entries lost their words. `log` is the lab's stream.

    Not in streams that are left to their apps: there others' words may stand with hers.
    To unlink is not for the log: facts and the random id stay, at every level, for the chain.
    """
    if level == "unlink":
        return 0
    rows = _ask(f"SELECT s.kind, c.stream, c.seq {_HERS} AND w.seq IS NOT NULL", log.lab, actor)
    entries: dict[str, list[int]] = {}
    for kind, stream, seq in rows:
        if kind not in _left_to_apps:
            entries.setdefault(stream, []).append(seq)
    return erase_words(log=log, entries=entries, reason=REASON, actor=by) if entries else 0


_HERS = (
    "FROM contributions_stream s"
    " JOIN contributions_contribution c ON c.stream = s.id"
    " LEFT JOIN contributions_words w ON w.stream = c.stream AND w.seq = c.seq"
    " WHERE s.lab = {0} AND c.actor = {0}"
)


def _ask(sql: str, lab: str, actor: str) -> list[tuple[Any, ...]]:
    with driver.cursor() as cursor:
        cursor.execute(sql.format(driver.mark()), (lab, actor))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
