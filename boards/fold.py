"""How an entry changes the items of a stream: pure, and the same in TypeScript (`fold.ts`).

The two are held together by the cases in `tests/cases/boards/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Protocol

import msgspec
from msgspec import UNSET
from msgspec.structs import asdict, replace

from . import facts as f
from . import kinds as k
from .kinds import Item, Writes
from .splice import Splice, apply

decoders = {
    verb: (
        msgspec.json.Decoder(facts).decode,
        msgspec.json.Decoder(words).decode if words else None,
    )
    for verb, (facts, words) in f.SHAPES.items()
}


class Lookup(Protocol):
    """Where a fold finds the items as they are."""

    def get(self, item_id: str) -> Item | None: ...


class Happening(NamedTuple):
    """An entry's meaning: its number, when, who, what. `words`: None where there are none left."""

    verb: str
    seq: int
    at: str
    actor: str
    facts: Any
    words: Any


#: what is left of words that were erased
NO_TEXT = f.WholeText("0" * 32, "", None)
NO_IMAGE = f.ImageWords("", "")

NO_WRITES = Writes()

#: items as they become; None = the item leaves this stream
Change = tuple[str, Item | None]


def fold(items: Lookup, entry: Happening) -> list[Change]:
    """What the entry makes of the items it names; items the state does not hold stay absent."""
    return list(FOLDS[entry.verb](items, entry))


def read(verb: str, seq: int, at: str, actor: str, facts: bytes, words: bytes | None) -> Happening:
    """A stored entry, decoded."""
    decode_facts, decode_words = decoders[verb]
    said = decode_words(words) if decode_words and words is not None else None
    return Happening(verb, seq, at, actor, decode_facts(facts), said)


# -- items that come


def _note_added(items: Lookup, entry: Happening) -> Iterable[Change]:
    """As any other, but it comes often: built without a detour."""
    n: f.NoteAdded = entry.facts
    if items.get(n.id) is None:
        at, text = entry.at, entry.words.text if entry.words else ""
        place = n.x, n.y, n.z, n.colour
        yield n.id, k.NoteItem(
            n.id, entry.actor, at, at, *place, text, 0, n.w, n.h,
            zone=n.zone, first_zone=n.zone, copied_from=n.copied_from, lang=n.lang,
        )  # fmt: skip


def _added(kind: Callable[..., Item]) -> Callable[[Lookup, Happening], Iterable[Change]]:
    def appear(items: Lookup, entry: Happening) -> Iterable[Change]:
        if items.get(entry.facts.id) is not None:
            return
        yield entry.facts.id, kind(author=entry.actor, created=entry.at, **_told(entry))

    return appear


def _told(entry: Happening) -> dict[str, Any]:
    """The fields of a new item that its entry tells."""
    told = {"changed": entry.at, "epoch": 0, "text": "", **asdict(entry.facts)}
    if "zone" in told:
        told["first_zone"] = told["zone"]
    return told | (asdict(entry.words) if entry.words else {})


def _image_added(items: Lookup, entry: Happening) -> Iterable[Change]:
    return _image(items, entry._replace(words=entry.words or NO_IMAGE))


def _line(**told: Any) -> Item:
    return k.StrokeItem(**{"path": [], **told})


def _cluster(*, ids: Any = None, **told: Any) -> Item:
    return k.ClusterItem(**told)


_image = _added(k.ImageItem)
_stroke = _added(_line)
_title = _added(_cluster)


def _cluster_added(items: Lookup, entry: Happening) -> Iterable[Change]:
    yield from _title(items, entry)
    yield from _grouped(items, entry, entry.facts.ids, entry.facts.id)


# -- items that change


def _written(item: Item, entry: Happening, aspect: str) -> Writes:
    """Which entry wrote each aspect last, once this one has written this."""
    return replace(item.writes or NO_WRITES, **{aspect: entry.seq})


def _items_moved(items: Lookup, entry: Happening) -> Iterable[Change]:
    for to in entry.facts.moves:
        item = items.get(to.id)
        if isinstance(item, k.PLACED):
            writes = _written(item, entry, "place")
            moved = replace(item, x=to.x, y=to.y, z=to.z, changed=entry.at, writes=writes)
            yield to.id, moved if to.zone is UNSET else _into(moved, to.zone)


def _into(item: Item, zone: str | None) -> Item:
    """Put into a zone, or out of any; where it was first stays."""
    if zone is None:
        return replace(item, zone=UNSET)
    first = zone if item.first_zone is UNSET else item.first_zone
    return replace(item, zone=zone, first_zone=first)


def _items_resized(items: Lookup, entry: Happening) -> Iterable[Change]:
    for to in entry.facts.sizes:
        item = items.get(to.id)
        if isinstance(item, k.SIZED):
            frame = {"x": to.x, "y": to.y, "w": to.w, "h": to.h}
            yield to.id, replace(item, **frame, changed=entry.at, writes=_sized(item, entry))


def _sized(item: Item, entry: Happening) -> Writes:
    return replace(item.writes or NO_WRITES, place=entry.seq, size=entry.seq)


def _set(
    items: Lookup,
    entry: Happening,
    ids: Iterable[str],
    kinds: tuple[type, ...],
    aspect: str,
    **to: Any,
) -> Iterable[Change]:
    """Sets fields of those named items that are of these kinds (of any, if none is named)."""
    for item_id in ids:
        item = items.get(item_id)
        if item is not None and (not kinds or isinstance(item, kinds)):
            writes = _written(item, entry, aspect)
            yield item_id, replace(item, **to, changed=entry.at, writes=writes)


def _items_coloured(items: Lookup, entry: Happening) -> Iterable[Change]:
    ids, colour = entry.facts.ids, entry.facts.colour
    return _set(items, entry, ids, k.COLOURED, "colour", colour=colour)


def _grouped(
    items: Lookup, entry: Happening, ids: Iterable[str], group: str | None
) -> Iterable[Change]:
    return _set(items, entry, ids, k.PLACED, "group", group=group or UNSET)


def _items_grouped(items: Lookup, entry: Happening) -> Iterable[Change]:
    return _grouped(items, entry, entry.facts.ids, entry.facts.group)


def _items_locked(items: Lookup, entry: Happening) -> Iterable[Change]:
    by = entry.actor if entry.facts.locked else UNSET
    return _set(items, entry, entry.facts.ids, (), "locked", locked=by)


def _items_related(items: Lookup, entry: Happening) -> Iterable[Change]:
    ids, relation = entry.facts.ids, entry.facts.relation
    return _set(items, entry, ids, (k.ConnectorItem,), "relation", relation=relation)


def _comments_resolved(items: Lookup, entry: Happening) -> Iterable[Change]:
    resolved = entry.facts.resolved or UNSET
    kinds = (k.CommentItem,)
    return _set(items, entry, entry.facts.ids, kinds, "resolved", resolved=resolved)


def _items_deleted(items: Lookup, entry: Happening) -> Iterable[Change]:
    return _set(items, entry, entry.facts.ids, (), "deleted", deleted=True)


def _items_restored(items: Lookup, entry: Happening) -> Iterable[Change]:
    return _set(items, entry, entry.facts.ids, (), "deleted", deleted=UNSET)


def _reacted(items: Lookup, entry: Happening) -> Iterable[Change]:
    """Who reacts is told in order; a reaction nobody has (any more) is not told."""
    to: f.Reacted = entry.facts
    if (item := items.get(to.id)) is None:
        return
    said = dict(item.reactions or {})
    who = [person for person in said.get(to.reaction, []) if person != entry.actor]
    said[to.reaction] = [*who, entry.actor] if to.on else who
    left = {reaction: said[reaction] for reaction in sorted(said) if said[reaction]}
    yield to.id, replace(item, reactions=left or UNSET, changed=entry.at)


def _text_edited(items: Lookup, entry: Happening) -> Iterable[Change]:
    item = items.get(entry.facts.id)
    if item is None:
        return
    text = item.text
    if (words := entry.words) is not None:
        text = apply(text, Splice(words.at, words.remove, words.insert))
    writes = _written(item, entry, "text")
    yield item.id, replace(item, text=text, changed=entry.at, writes=writes)


# -- from silence to the board, and after erasures


def _items_revealed(items: Lookup, entry: Happening) -> Iterable[Change]:
    said = {text.id: text for text in entry.words.texts} if entry.words else {}
    for item in entry.facts.items:
        if items.get(item.id) is None:
            yield item.id, _shown(item, said.get(item.id, NO_TEXT), entry.at)


def _shown(revealed: f.RevealedItem, said: f.WholeText, at: str) -> Item:
    """A private item as it appears on the board."""
    told = asdict(revealed) | {"changed": at, "text": said.text}
    if isinstance(revealed, f.RevealedImage):
        told["digest"] = _digest(said)
    if isinstance(revealed, f.RevealedStroke):
        told["path"] = _path(said)
    return SHOWN[type(revealed)](**told)


SHOWN: dict[type[f.RevealedItem], type[Item]] = {
    f.RevealedNote: k.NoteItem,
    f.RevealedImage: k.ImageItem,
    f.RevealedText: k.TextItem,
    f.RevealedZone: k.ZoneItem,
    f.RevealedCluster: k.ClusterItem,
    f.RevealedStroke: k.StrokeItem,
    f.RevealedConnector: k.ConnectorItem,
    f.RevealedComment: k.CommentItem,
}


def _digest(said: f.WholeText) -> str:
    return "" if said.digest is UNSET else said.digest


def _path(said: f.WholeText) -> list[int]:
    return [] if said.path is UNSET else said.path


def _items_published(items: Lookup, entry: Happening) -> Iterable[Change]:
    for item_id in entry.facts.ids:
        if items.get(item_id) is not None:
            yield item_id, None


def _texts_rewritten(items: Lookup, entry: Happening) -> Iterable[Change]:
    """Nobody changed these items: when they were changed last stays."""
    said = {text.id: text for text in entry.words.texts} if entry.words else {}
    for rewritten in entry.facts.items:
        item, whole = items.get(rewritten.id), said.get(rewritten.id, NO_TEXT)
        if isinstance(item, k.ImageItem):
            item = replace(item, digest=_digest(whole))
        if isinstance(item, k.StrokeItem):
            item = replace(item, path=_path(whole))
        if item is not None:
            yield item.id, replace(item, text=whole.text, epoch=rewritten.epoch)


def _nothing(items: Lookup, entry: Happening) -> Iterable[Change]:
    """Files come and go beside the items."""
    return ()


FOLDS: dict[str, Callable[[Lookup, Happening], Iterable[Change]]] = {
    "note_added": _note_added,
    "image_added": _image_added,
    "text_added": _added(k.TextItem),
    "zone_added": _added(k.ZoneItem),
    "cluster_added": _cluster_added,
    "stroke_added": _stroke,
    "connector_added": _added(k.ConnectorItem),
    "comment_added": _added(k.CommentItem),
    "items_moved": _items_moved,
    "items_resized": _items_resized,
    "items_coloured": _items_coloured,
    "items_grouped": _items_grouped,
    "items_locked": _items_locked,
    "items_related": _items_related,
    "comments_resolved": _comments_resolved,
    "items_deleted": _items_deleted,
    "items_restored": _items_restored,
    "reacted": _reacted,
    "text_edited": _text_edited,
    "items_revealed": _items_revealed,
    "items_published": _items_published,
    "texts_rewritten": _texts_rewritten,
    "file_uploaded": _nothing,
    "files_removed": _nothing,
}
