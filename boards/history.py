"""What became of one item: the entries of the log that name it, each told for this item alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from msgspec import UNSET

from contributions import read as log
from contributions.append import Stored

from . import facts as f
from .fold import Happening, read

#: Entries that one question looks at, found or not: it costs at most a tenth of a second, on a
#: board of a million entries too. Whoever wants more goes on from `before`.
LOOKED_AT: Final = 20_000
#: lines of one page at most
LINES: Final = 100

#: what an item's history begins with, in the stream where it lies
BEGINNINGS: Final = frozenset({"added", "revealed"})

Line = dict[str, Any]


class Page(NamedTuple):
    """The newest lines first. `before`: the number to go on from, or None at the beginning."""

    lines: list[Line]
    before: int | None


def page(stream: str, item: str, before: int | None) -> Page:
    """What happened to an item in a stream, before a number of it or up to its end."""
    heads = log.heads([stream])
    end = heads[stream].seq + 1 if stream in heads else 1
    numbers = range(max(1, min(end, before or end) - LOOKED_AT), min(end, before or end))
    found = log.naming(stream, item, numbers, LINES)
    lines: list[Line] = []
    for entry in found:
        line = told(entry, item)
        if line is not None:
            lines.append({"seq": entry.seq, "at": entry.at, "actor": entry.actor} | line)
            if line["what"] in BEGINNINGS:
                return Page(lines, None)
    rest = found[-1].seq if len(found) == LINES else numbers.start
    return Page(lines, rest if rest > 1 else None)


def told(entry: Stored, item: str) -> Line | None:
    """An entry as far as it is about this item."""
    happening = read(entry.verb, entry.seq, entry.at, entry.actor, entry.facts, entry.words)
    tell = TELL.get(entry.verb)
    return tell(happening, item) if tell else None


def _added(entry: Happening, item: str) -> Line | None:
    facts = entry.facts
    if facts.id == item:
        return {"what": "added"} | _text(entry.words)
    if getattr(facts, "copied_from", UNSET) == item:
        return {"what": "copied"}
    if entry.verb == "cluster_added" and item in facts.ids:
        return {"what": "grouped", "group": facts.id}
    return None


def _connected(entry: Happening, item: str) -> Line | None:
    facts: f.ConnectorAdded = entry.facts
    if item not in (facts.source, facts.target):
        return _added(entry, item)
    outward = item == facts.source
    other = facts.target if outward else facts.source
    return {"what": "connected", "other": other, "relation": facts.relation, "outward": outward}


def _commented(entry: Happening, item: str) -> Line | None:
    return {"what": "commented"} if entry.facts.on == item else _added(entry, item)


def _moved(entry: Happening, item: str) -> Line | None:
    mine = [move for move in entry.facts.moves if move.id == item]
    if not mine:
        return None
    zone = mine[-1].zone
    return {"what": "moved"} | ({} if zone is UNSET else {"zone": zone})


def _resized(entry: Happening, item: str) -> Line | None:
    return {"what": "resized"} if any(size.id == item for size in entry.facts.sizes) else None


def _about(what: str, *fields: str) -> Callable[[Happening, str], Line | None]:
    """Tells of entries with `ids`, and these of their facts."""

    def tell(entry: Happening, item: str) -> Line | None:
        if item not in entry.facts.ids:
            return None
        return {"what": what} | {field: getattr(entry.facts, field) for field in fields}

    return tell


def _reacted(entry: Happening, item: str) -> Line | None:
    facts: f.Reacted = entry.facts
    if facts.id != item:
        return None
    return {"what": "reacted", "reaction": facts.reaction, "on": facts.on}


def _edited(entry: Happening, item: str) -> Line | None:
    if entry.facts.id != item:
        return None
    words: f.EditWords | None = entry.words
    if words is None:
        return {"what": "edited", "erased": True}
    splice = {"at": words.at, "remove": words.remove, "insert": words.insert}
    return {"what": "edited", "splice": splice}


def _revealed(entry: Happening, item: str) -> Line | None:
    for shown in entry.facts.items:
        if shown.id == item:
            by = {"author": shown.author, "created": shown.created}
            return {"what": "revealed"} | by | _whole(entry, item)
    return None


def _rewritten(entry: Happening, item: str) -> Line | None:
    if all(each.id != item for each in entry.facts.items):
        return None
    return {"what": "rewritten"} | _whole(entry, item)


def _whole(entry: Happening, item: str) -> Line:
    texts = entry.words.texts if entry.words else ()
    return _text(next((text for text in texts if text.id == item), None))


def _text(words: Any) -> Line:
    return {"erased": True} if words is None else {"text": words.text}


TELL: Final[dict[str, Callable[[Happening, str], Line | None]]] = {
    **dict.fromkeys(f.ADDED, _added),
    "connector_added": _connected,
    "comment_added": _commented,
    "items_moved": _moved,
    "items_resized": _resized,
    "items_coloured": _about("coloured", "colour"),
    "items_grouped": _about("grouped", "group"),
    "items_locked": _about("locked", "locked"),
    "items_related": _about("related", "relation"),
    "comments_resolved": _about("resolved", "resolved"),
    "items_deleted": _about("deleted"),
    "items_restored": _about("restored"),
    "reacted": _reacted,
    "text_edited": _edited,
    "items_revealed": _revealed,
    "texts_rewritten": _rewritten,
}
