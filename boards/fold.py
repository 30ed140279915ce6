"""How an entry changes the items of a stream: pure, and the same in TypeScript (`fold.ts`).

The two are held together by the cases in `tests/cases/boards/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Protocol

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from . import facts as f
from .splice import Splice, apply
from .wire import ImageItem, Item, NoteItem

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
    """An entry's meaning: who, when, what. `words` is None where there are none (any more)."""

    verb: str
    at: str
    actor: str
    facts: Any
    words: Any


#: what is left of words that were erased
NO_TEXT = f.WholeText("0" * 32, "", None)
NO_IMAGE = f.ImageWords("", "")

#: items as they become; None = the item leaves this stream
Change = tuple[str, Item | None]


def fold(items: Lookup, entry: Happening) -> list[Change]:
    """What the entry makes of the items it names; items the state does not hold stay absent."""
    return list(FOLDS[entry.verb](items, entry))


def read(verb: str, at: str, actor: str, facts: bytes, words: bytes | None) -> Happening:
    """A stored entry, decoded."""
    decode_facts, decode_words = decoders[verb]
    said = decode_words(words) if decode_words and words is not None else None
    return Happening(verb, at, actor, decode_facts(facts), said)


def _note_added(items: Lookup, entry: Happening) -> Iterable[Change]:
    n: f.NoteAdded = entry.facts
    text = entry.words.text if entry.words else ""
    if items.get(n.id) is None:
        at = entry.at
        yield n.id, NoteItem(n.id, entry.actor, at, at, n.x, n.y, n.z, n.colour, text, 0)


def _image_added(items: Lookup, entry: Happening) -> Iterable[Change]:
    i: f.ImageAdded = entry.facts
    words: f.ImageWords = entry.words or NO_IMAGE
    if items.get(i.id) is None:
        place = entry.at, entry.at, i.x, i.y, i.z, i.w, i.h, i.file
        yield i.id, ImageItem(i.id, entry.actor, *place, words.digest, words.text, 0)


def _items_moved(items: Lookup, entry: Happening) -> Iterable[Change]:
    for to in entry.facts.moves:
        if item := items.get(to.id):
            yield to.id, replace(item, x=to.x, y=to.y, z=to.z, changed=entry.at)


def _items_coloured(items: Lookup, entry: Happening) -> Iterable[Change]:
    for item_id in entry.facts.ids:
        if isinstance(item := items.get(item_id), NoteItem):
            yield item_id, replace(item, colour=entry.facts.colour, changed=entry.at)


def _items_deleted(items: Lookup, entry: Happening) -> Iterable[Change]:
    for item_id in entry.facts.ids:
        if item := items.get(item_id):
            yield item_id, replace(item, deleted=True, changed=entry.at)


def _text_edited(items: Lookup, entry: Happening) -> Iterable[Change]:
    item = items.get(entry.facts.id)
    if item is None:
        return
    text = item.text
    if (words := entry.words) is not None:
        text = apply(text, Splice(words.at, words.remove, words.insert))
    yield item.id, replace(item, text=text, changed=entry.at)


def _items_revealed(items: Lookup, entry: Happening) -> Iterable[Change]:
    said = {text.id: text for text in entry.words.texts} if entry.words else {}
    for item in entry.facts.items:
        if items.get(item.id) is None:
            yield item.id, _shown(item, said.get(item.id, NO_TEXT), entry.at)


def _shown(r: f.RevealedItem, said: f.WholeText, at: str) -> Item:
    """A private item as it appears on the board."""
    if isinstance(r, f.RevealedNote):
        place = at, r.x, r.y, r.z, r.colour
        return NoteItem(r.id, r.author, r.created, *place, said.text, r.epoch)
    frame = at, r.x, r.y, r.z, r.w, r.h, r.file
    return ImageItem(r.id, r.author, r.created, *frame, _digest(said), said.text, r.epoch)


def _digest(said: f.WholeText) -> str:
    return "" if said.digest is UNSET else said.digest


def _items_published(items: Lookup, entry: Happening) -> Iterable[Change]:
    for item_id in entry.facts.ids:
        if items.get(item_id) is not None:
            yield item_id, None


def _texts_rewritten(items: Lookup, entry: Happening) -> Iterable[Change]:
    """Nobody changed these items: when they were changed last stays."""
    said = {text.id: text for text in entry.words.texts} if entry.words else {}
    for rewritten in entry.facts.items:
        item, whole = items.get(rewritten.id), said.get(rewritten.id, NO_TEXT)
        if isinstance(item, ImageItem):
            item = replace(item, digest=_digest(whole))
        if item is not None:
            yield item.id, replace(item, text=whole.text, epoch=rewritten.epoch)


def _nothing(items: Lookup, entry: Happening) -> Iterable[Change]:
    """Files come and go beside the items."""
    return ()


FOLDS: dict[str, Callable[[Lookup, Happening], Iterable[Change]]] = {
    "note_added": _note_added,
    "image_added": _image_added,
    "items_moved": _items_moved,
    "items_coloured": _items_coloured,
    "items_deleted": _items_deleted,
    "text_edited": _text_edited,
    "items_revealed": _items_revealed,
    "items_published": _items_published,
    "texts_rewritten": _texts_rewritten,
    "file_uploaded": _nothing,
    "files_removed": _nothing,
}
