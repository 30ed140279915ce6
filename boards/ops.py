"""What an operation means: the items it may touch, its stream, the entry it becomes. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Protocol

from msgspec import UNSET, UnsetType
from msgspec.structs import asdict

from common.wire import Wire

from . import facts as f
from . import wire as w
from .fold import Lookup
from .kinds import COLOURED, PLACED, SIZED
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

    @property
    def leads(self) -> bool:
        """Is the board hers to arrange?"""
        return self.role == "facilitator"


class Effect(NamedTuple):
    """An operation in the past tense, and whether it falls into the sender's private stream."""

    private: bool
    verb: str
    facts: Wire
    words: Wire | None


class Ground(Protocol):
    """What an operation must know beyond the items."""

    def edit(self, item: w.Item, op: w.EditText) -> f.EditWords:
        """Merge a text update; its splice."""

    def bind(self, op: w.AddImage) -> str:
        """Take a file; its digest."""

    def number_of(self, op_id: str, *, private: bool) -> int:
        """The number of the sender's own entry of this operation in the stream, or 0."""

    def all_hers(self, numbers: set[int], *, private: bool) -> bool:
        """Are all these entries of the stream the sender's own?"""


class Subject(NamedTuple):
    """The items an operation names: all in one stream."""

    private: bool
    items: list[w.Item]


def tag(op: w.Operation) -> str:
    """The operation's name on the wire."""
    return str(op.__struct_config__.tag)


def effect(
    op: w.Operation,
    sender: Sender,
    believed_private: bool,
    shared: Lookup,
    own: Lookup,
    ground: Ground,
) -> Effect:
    """What the operation does, or `Refused`."""
    if tag(op) not in sender.may:
        raise Refused("not_now" if sender.role else "not_member")
    if isinstance(op, w.ADDING):
        _demand_room(op.id, sender, believed_private, shared, own)
        reach = _Reach(sender.silent, shared, own)
        return _add(op, reach, ground)
    subject = _locate(named(op), sender, shared, own)
    _demand_where_to(op, _Reach(subject.private, shared, own))
    return EFFECTS[type(op)](op, sender, subject, ground)


def named(op: w.Operation) -> list[str]:
    """The ids of the items an operation is about."""
    if isinstance(op, w.MoveItems):
        return [move.id for move in op.moves]
    if isinstance(op, w.ResizeItems):
        return [size.id for size in op.sizes]
    if isinstance(op, w.Reveal):
        return []
    return list(op.ids) if isinstance(op, NAMING_MANY) else [op.id]


NAMING_MANY = (
    w.ColourItems,
    w.GroupItems,
    w.LockItems,
    w.RelateItems,
    w.ResolveComments,
    w.DeleteItems,
    w.RestoreItems,
)


# -- new items


class _Reach(NamedTuple):
    """What a new item may refer to: items on the board, in silence also one's own."""

    silent: bool
    shared: Lookup
    own: Lookup

    def alive(self, item_id: str) -> w.Item:
        found = self.shared.get(item_id) or (self.own.get(item_id) if self.silent else None)
        if found is None:
            raise Refused("no_such_item")
        if found.deleted is not UNSET:
            raise Refused("item_gone")
        return found

    def demand(self, item_id: str | UnsetType, kinds: tuple[type, ...]) -> None:
        if item_id is not UNSET and not isinstance(self.alive(item_id), kinds):
            raise Refused("wrong_kind")


def _demand_room(
    new_id: str, sender: Sender, believed_private: bool, shared: Lookup, own: Lookup
) -> None:
    if believed_private and not sender.silent:
        raise Refused("now_public")
    if shared.get(new_id) is not None or own.get(new_id) is not None:
        raise Refused("id_taken")


def _add(op: w.Adds, reach: _Reach, ground: Ground) -> Effect:
    text = op.alt if isinstance(op, w.AddImage) else op.text
    if units(text) > w.TEXT_LIMIT:
        raise Refused("text_too_long")
    _demand_ends(op, reach)
    verb, facts = NEW[type(op)]
    told = facts(**{name: getattr(op, name) for name in facts.__struct_fields__})
    return Effect(reach.silent, verb, told, _said(op, text, ground))


def _said(op: w.Adds, text: str, ground: Ground) -> Wire:
    if isinstance(op, w.AddImage):
        return f.ImageWords(text, ground.bind(op))
    return f.StrokeWords(text, op.path) if isinstance(op, w.AddStroke) else f.ItemWords(text)


def _demand_ends(op: w.Adds, reach: _Reach) -> None:
    """What a new item refers to is there, and of a kind that can be referred to so."""
    if isinstance(op, w.AddConnector):
        if op.source == op.target:
            raise Refused("wrong_kind")
        for end in (op.source, op.target):
            reach.demand(end, PLACED)
    elif isinstance(op, w.AddComment):
        reach.demand(op.on, (*PLACED, w.ConnectorItem))
        reach.demand(op.answers, (w.CommentItem,))
    else:
        reach.demand(op.zone, (w.ZoneItem,))
        if op.copied_from is not UNSET:
            reach.alive(op.copied_from)
    if isinstance(op, w.AddCluster):
        _demand_one_stream(op, reach)


def _demand_one_stream(op: w.AddCluster, reach: _Reach) -> None:
    """A title stands in the stream of what it is the title of."""
    where = reach.own if reach.silent else reach.shared
    for item in map(where.get, op.ids):
        if item is None:
            raise Refused("mixed_streams" if reach.silent else "no_such_item")
        _demand_free(item)
        if not isinstance(item, PLACED):
            raise Refused("wrong_kind")


NEW: dict[type[Wire], tuple[str, type[Wire]]] = {
    w.AddNote: ("note_added", f.NoteAdded),
    w.AddImage: ("image_added", f.ImageAdded),
    w.AddText: ("text_added", f.TextAdded),
    w.AddZone: ("zone_added", f.ZoneAdded),
    w.AddCluster: ("cluster_added", f.ClusterAdded),
    w.AddStroke: ("stroke_added", f.StrokeAdded),
    w.AddConnector: ("connector_added", f.ConnectorAdded),
    w.AddComment: ("comment_added", f.CommentAdded),
}


# -- items that are there


def _locate(ids: Iterable[str], sender: Sender, shared: Lookup, own: Lookup) -> Subject:
    """Where the named items are now: all in one stream, or refused."""
    mine = [own.get(item_id) for item_id in ids]
    public = [shared.get(item_id) for item_id in ids]
    if all(mine):
        return Subject(True, [item for item in mine if item])
    if any(mine) and any(public):
        raise Refused("mixed_streams")
    if not all(public):
        raise Refused("no_such_item")
    if sender.silent:
        raise Refused("not_now")
    return Subject(False, [item for item in public if item])


def _demand_alive(items: Iterable[w.Item]) -> None:
    """Somebody deleted all of it meanwhile: a change would vanish silently."""
    if all(item.deleted is not UNSET for item in items):
        raise Refused("item_gone")


def _demand_free(item: w.Item) -> None:
    if item.locked is not UNSET:
        raise Refused("locked")


def _demand_mine_to_arrange(items: Iterable[w.Item], sender: Sender) -> None:
    """What is locked stays as it is; a zone is arranged by who made it and by facilitators."""
    for item in items:
        _demand_free(item)
        if isinstance(item, w.ZoneItem) and item.author != sender.person and not sender.leads:
            raise Refused("not_allowed")


def _demand_kind(
    items: Iterable[w.Item], kinds: tuple[type, ...], code: str = "wrong_kind"
) -> None:
    if not all(isinstance(item, kinds) for item in items):
        raise Refused(code)


def _demand_where_to(op: w.Operation, reach: _Reach) -> None:
    """The zone or the title that items are put under is there."""
    if isinstance(op, w.MoveItems):
        for zone in {move.zone for move in op.moves if move.zone}:
            reach.demand(zone, (w.ZoneItem,))
    elif isinstance(op, w.GroupItems) and op.group is not None:
        reach.demand(op.group, (w.ClusterItem,))


def _change(op: Any, sender: Sender, subject: Subject, kinds: tuple[type, ...]) -> None:
    """What holds for every change: something is alive, of the right kind, and hers to change."""
    _demand_alive(subject.items)
    _demand_kind(subject.items, kinds)
    _demand_mine_to_arrange(subject.items, sender)


def _move(op: w.MoveItems, sender: Sender, subject: Subject, ground: Ground) -> Effect:
    _change(op, sender, subject, PLACED)
    left = _still_hers(op.undoes, "place", subject, ground)
    moves = [move for move in op.moves if move.id in left]
    return Effect(subject.private, "items_moved", f.ItemsMoved(moves), None)


def _resize(op: w.ResizeItems, sender: Sender, subject: Subject, ground: Ground) -> Effect:
    _change(op, sender, subject, SIZED)
    left = _still_hers(op.undoes, "place", subject, ground)
    left &= _still_hers(op.undoes, "size", subject, ground)
    sizes = [size for size in op.sizes if size.id in left]
    if not sizes:
        raise Refused("overtaken")
    return Effect(subject.private, "items_resized", f.ItemsResized(sizes), None)


def _colour(op: w.ColourItems, sender: Sender, subject: Subject, ground: Ground) -> Effect:
    _demand_alive(subject.items)
    _demand_kind(subject.items, COLOURED, "no_colour")
    _demand_mine_to_arrange(subject.items, sender)
    ids = _left(op.ids, op.undoes, "colour", subject, ground)
    return Effect(subject.private, "items_coloured", f.ItemsColoured(ids, op.colour), None)


def _group(op: w.GroupItems, sender: Sender, subject: Subject, ground: Ground) -> Effect:
    _change(op, sender, subject, PLACED)
    ids = _left(op.ids, op.undoes, "group", subject, ground)
    return Effect(subject.private, "items_grouped", f.ItemsGrouped(ids, op.group), None)


def _lock(op: w.LockItems, sender: Sender, subject: Subject, ground: Ground) -> Effect:
    """Facilitators lock and unlock; others what they made, unless somebody else locked it."""
    _demand_alive(subject.items)
    for item in subject.items:
        hers = item.author == sender.person and item.locked in (UNSET, sender.person)
        if not hers and not sender.leads:
            raise Refused("not_allowed")
    ids = _left(op.ids, op.undoes, "locked", subject, ground)
    return Effect(subject.private, "items_locked", f.ItemsLocked(ids, op.locked), None)


def _relate(op: w.RelateItems, sender: Sender, subject: Subject, ground: Ground) -> Effect:
    _change(op, sender, subject, (w.ConnectorItem,))
    ids = _left(op.ids, op.undoes, "relation", subject, ground)
    return Effect(subject.private, "items_related", f.ItemsRelated(ids, op.relation), None)


def _resolve(op: w.ResolveComments, sender: Sender, subject: Subject, ground: Ground) -> Effect:
    _change(op, sender, subject, (w.CommentItem,))
    ids = _left(op.ids, op.undoes, "resolved", subject, ground)
    facts = f.CommentsResolved(ids, op.resolved)
    return Effect(subject.private, "comments_resolved", facts, None)


def _delete(op: w.DeleteItems, sender: Sender, subject: Subject, ground: Ground) -> Effect:
    if any(item.deleted is not UNSET for item in subject.items):
        raise Refused("item_gone")
    _demand_hers(subject.items, sender)
    _demand_mine_to_arrange(subject.items, sender)
    ids = op.ids if op.undoes is UNSET else _untouched(op, op.undoes, sender, subject, ground)
    return Effect(subject.private, "items_deleted", f.ItemsDeleted(ids), None)


def _restore(op: w.RestoreItems, sender: Sender, subject: Subject, ground: Ground) -> Effect:
    if any(item.deleted is UNSET for item in subject.items):
        raise Refused("overtaken")
    _demand_hers(subject.items, sender)
    ids = _left(op.ids, op.undoes, "deleted", subject, ground)
    return Effect(subject.private, "items_restored", f.ItemsRestored(ids), None)


def _demand_hers(items: Iterable[w.Item], sender: Sender) -> None:
    if not sender.leads and any(item.author != sender.person for item in items):
        raise Refused("not_allowed")


def _react(op: w.React, sender: Sender, subject: Subject, ground: Ground) -> Effect:
    _demand_alive(subject.items)
    return Effect(subject.private, "reacted", f.Reacted(op.id, op.reaction, op.on), None)


def _edit(op: w.EditText, sender: Sender, subject: Subject, ground: Ground) -> Effect:
    _demand_alive(subject.items)
    _demand_mine_to_arrange(subject.items, sender)
    words = ground.edit(subject.items[0], op)
    return Effect(subject.private, "text_edited", f.TextEdited(op.id, op.epoch), words)


# -- undoing


def _still_hers(undoes: str | UnsetType, aspect: str, subject: Subject, ground: Ground) -> set[str]:
    """The items whose aspect nobody wrote since the operation that is undone: all, if none is."""
    ids = {item.id for item in subject.items}
    if undoes is UNSET:
        return ids
    number = ground.number_of(undoes, private=subject.private)
    left = {item.id for item in subject.items if number and _writer(item, aspect) == number}
    if not left:
        raise Refused("overtaken")
    return left


def _left(
    ids: list[str], undoes: str | UnsetType, aspect: str, subject: Subject, ground: Ground
) -> list[str]:
    left = _still_hers(undoes, aspect, subject, ground)
    return [item_id for item_id in ids if item_id in left]


def _writer(item: w.Item, aspect: str) -> int:
    """The number of the entry that wrote an aspect last; 0: nobody did since it was added."""
    number = UNSET if item.writes is UNSET else getattr(item.writes, aspect)
    return 0 if number is UNSET else number


def _untouched(
    op: w.DeleteItems, undoes: str, sender: Sender, subject: Subject, ground: Ground
) -> list[str]:
    """Taking back an adding or a bringing back: items in which nobody else wrote since."""
    since = ground.number_of(undoes, private=subject.private)
    left = {
        item.id
        for item in subject.items
        if since and _only_hers_since(item, since, sender, subject, ground)
    }
    if not left:
        raise Refused("overtaken")
    return [item_id for item_id in op.ids if item_id in left]


def _only_hers_since(
    item: w.Item, number: int, sender: Sender, subject: Subject, ground: Ground
) -> bool:
    """She brought it back with that entry, or added it; and all that was written since is hers."""
    brought_back = _writer(item, "deleted") == number
    if not brought_back and (_writer(item, "deleted") or item.author != sender.person):
        return False
    told = () if item.writes is UNSET else asdict(item.writes).values()
    since = number if brought_back else 0
    later = {at for at in told if at is not UNSET and at > since}
    return ground.all_hers(later, private=subject.private)


EFFECTS: dict[type[Wire], Callable[[Any, Sender, Subject, Ground], Effect]] = {
    w.MoveItems: _move,
    w.ResizeItems: _resize,
    w.ColourItems: _colour,
    w.GroupItems: _group,
    w.LockItems: _lock,
    w.RelateItems: _relate,
    w.ResolveComments: _resolve,
    w.DeleteItems: _delete,
    w.RestoreItems: _restore,
    w.React: _react,
    w.EditText: _edit,
}
