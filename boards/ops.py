"""What an operation means: the items it may touch, its stream, the entry it becomes. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from msgspec import UNSET

from common.wire import Wire

from . import facts as f
from . import wire as w
from .fold import Lookup
from .splice import units


class Refused(Exception):
    """The operation is refused; `code` is one of docs/board-protocol.md §5."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Sender(NamedTuple):
    """Who sends, and what she may do now."""

    person: str
    role: str
    may: frozenset[w.OpName]
    silent: bool


class Effect(NamedTuple):
    """An operation in the past tense, and whether it falls into the sender's private stream."""

    private: bool
    verb: str
    facts: Wire
    words: Wire | None


Editor = Callable[[w.Item, w.EditText], f.EditWords]
Binder = Callable[[w.AddImage], str]


def tag(op: w.Operation) -> str:
    """The operation's name on the wire."""
    return str(op.__struct_config__.tag)


def effect(
    op: w.Operation,
    sender: Sender,
    believed_private: bool,
    shared: Lookup,
    own: Lookup,
    edit: Editor,
    bind: Binder,
) -> Effect:
    """What the operation does, or `Refused`.

    `edit` merges a text update and tells its splice; `bind` takes a file and tells its digest.
    """
    if tag(op) not in sender.may:
        raise Refused("not_now" if sender.role else "not_member")
    if isinstance(op, w.AddNote | w.AddImage):
        _demand_room(op.id, sender, believed_private, shared, own)
        return _add_note(op, sender) if isinstance(op, w.AddNote) else _add_image(op, sender, bind)
    ids = named(op)
    private, items = _locate(ids, sender, shared, own)
    return EFFECTS[type(op)](op, sender, private, items, edit)


def named(op: w.Operation) -> list[str]:
    """The ids of the items an operation names."""
    if isinstance(op, w.MoveItems):
        return [move.id for move in op.moves]
    if isinstance(op, w.ColourItems | w.DeleteItems):
        return op.ids
    return [op.id] if isinstance(op, w.AddNote | w.AddImage | w.EditText) else []


def _demand_room(
    new_id: str, sender: Sender, believed_private: bool, shared: Lookup, own: Lookup
) -> None:
    if believed_private and not sender.silent:
        raise Refused("now_public")
    if shared.get(new_id) is not None or own.get(new_id) is not None:
        raise Refused("id_taken")


def _add_note(op: w.AddNote, sender: Sender) -> Effect:
    _demand_short(op.text)
    facts = f.NoteAdded(op.id, op.x, op.y, op.z, op.colour)
    return Effect(sender.silent, "note_added", facts, f.NoteWords(op.text))


def _add_image(op: w.AddImage, sender: Sender, bind: Binder) -> Effect:
    _demand_short(op.alt)
    facts = f.ImageAdded(op.id, op.x, op.y, op.z, op.w, op.h, op.file)
    return Effect(sender.silent, "image_added", facts, f.ImageWords(op.alt, bind(op)))


def _demand_short(text: str) -> None:
    if units(text) > w.TEXT_LIMIT:
        raise Refused("text_too_long")


def _locate(
    ids: Iterable[str], sender: Sender, shared: Lookup, own: Lookup
) -> tuple[bool, list[w.Item]]:
    """Where the named items are now: all in one stream, or refused."""
    mine = [own.get(item_id) for item_id in ids]
    public = [shared.get(item_id) for item_id in ids]
    if all(mine):
        return True, [item for item in mine if item]
    if any(mine) and any(public):
        raise Refused("mixed_streams")
    if not all(public):
        raise Refused("no_such_item")
    if sender.silent:
        raise Refused("not_now")
    return False, [item for item in public if item]


def _demand_alive(items: Iterable[w.Item]) -> None:
    """Somebody deleted all of it meanwhile: a change would vanish silently."""
    if all(item.deleted is not UNSET for item in items):
        raise Refused("item_gone")


def _move(op: w.MoveItems, sender: Sender, private: bool, items: Any, edit: Editor) -> Effect:
    _demand_alive(items)
    return Effect(private, "items_moved", f.ItemsMoved(op.moves), None)


def _colour(op: w.ColourItems, sender: Sender, private: bool, items: Any, edit: Editor) -> Effect:
    _demand_alive(items)
    if not all(isinstance(item, w.NoteItem) for item in items):
        raise Refused("no_colour")
    return Effect(private, "items_coloured", f.ItemsColoured(op.ids, op.colour), None)


def _delete(
    op: w.DeleteItems, sender: Sender, private: bool, items: list[w.Item], edit: Editor
) -> Effect:
    if any(item.deleted is not UNSET for item in items):
        raise Refused("item_gone")
    if sender.role != "facilitator" and any(item.author != sender.person for item in items):
        raise Refused("not_allowed")
    return Effect(private, "items_deleted", f.ItemsDeleted(op.ids), None)


def _edit(
    op: w.EditText, sender: Sender, private: bool, items: list[w.Item], edit: Editor
) -> Effect:
    _demand_alive(items)
    return Effect(private, "text_edited", f.TextEdited(op.id, op.epoch), edit(items[0], op))


EFFECTS: dict[type[Wire], Callable[[Any, Sender, bool, list[w.Item], Editor], Effect]] = {
    w.MoveItems: _move,
    w.ColourItems: _colour,
    w.DeleteItems: _delete,
    w.EditText: _edit,
}
