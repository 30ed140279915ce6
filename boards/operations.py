"""Everything a member may do on a board, one gesture each (docs/board-protocol.md §2)."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from common.ids import Id
from common.wire import Wire

from .kinds import Colour, Language, Path, Placed, Reaction, Relation, Seq, Span, Unit, Weight

Packed = Annotated[str, Meta(max_length=64_000)]
ManyIds = Annotated[list[Id], Meta(min_length=1, max_length=500)]


class Moved(Placed, kw_only=True):
    """Where an item goes. `zone`: the zone it is put into, null: out of any; absent: as it was."""

    zone: Id | UnsetType | None = UNSET


class Sized(Wire):
    """Where an item lies from now on and how large it is."""

    id: Id
    x: Unit
    y: Unit
    w: Span
    h: Span


Moves = Annotated[list[Moved], Meta(min_length=1, max_length=500)]
Sizes = Annotated[list[Sized], Meta(min_length=1, max_length=500)]


class Adding(Placed, kw_only=True):
    """What may be said of any new item that lies somewhere."""

    zone: Id | UnsetType = UNSET
    copied_from: Id | UnsetType = UNSET
    lang: Language | UnsetType = UNSET


class AddNote(Adding, tag_field="t", tag="add_note"):
    colour: Colour
    text: str
    w: Span | UnsetType = UNSET
    h: Span | UnsetType = UNSET


class AddImage(Adding, tag_field="t", tag="add_image"):
    """Binds a file that the sender uploaded to this board; `alt` says what it shows."""

    w: Span
    h: Span
    file: Id
    alt: str


class AddText(Adding, tag_field="t", tag="add_text"):
    w: Span
    h: Span
    text: str


class AddZone(Adding, tag_field="t", tag="add_zone"):
    w: Span
    h: Span
    colour: Colour
    text: str


class AddCluster(Adding, tag_field="t", tag="add_cluster"):
    """Groups the items of `ids` under a title."""

    w: Span
    h: Span
    ids: ManyIds
    text: str


class AddStroke(Adding, tag_field="t", tag="add_stroke"):
    """A line drawn by hand; `text` says what it shows."""

    w: Span
    h: Span
    colour: Colour
    weight: Weight
    path: Path
    text: str


class AddConnector(Wire, tag_field="t", tag="add_connector"):
    id: Id
    source: Id
    target: Id
    relation: Relation
    text: str


class AddComment(Wire, tag_field="t", tag="add_comment"):
    """Says something about the item `on`; `answers` names the comment on it that it replies to."""

    id: Id
    on: Id
    text: str
    answers: Id | UnsetType = UNSET
    lang: Language | UnsetType = UNSET


class Undoing(Wire, kw_only=True):
    """An operation that may undo (or redo) one of the sender's own, named by its `op_id`.

    Then it touches only those items whose aspect in question nobody wrote since.
    """

    undoes: Id | UnsetType = UNSET


class MoveItems(Undoing, tag_field="t", tag="move_items"):
    moves: Moves


class ResizeItems(Undoing, tag_field="t", tag="resize_items"):
    sizes: Sizes


class ColourItems(Undoing, tag_field="t", tag="colour_items"):
    ids: ManyIds
    colour: Colour


class GroupItems(Undoing, tag_field="t", tag="group_items"):
    """Puts items under a cluster's title; null: out of any."""

    ids: ManyIds
    group: Id | None


class LockItems(Undoing, tag_field="t", tag="lock_items"):
    ids: ManyIds
    locked: bool


class RelateItems(Undoing, tag_field="t", tag="relate_items"):
    """What connectors mean."""

    ids: ManyIds
    relation: Relation


class ResolveComments(Undoing, tag_field="t", tag="resolve_comments"):
    ids: ManyIds
    resolved: bool


class DeleteItems(Undoing, tag_field="t", tag="delete_items"):
    ids: ManyIds


class RestoreItems(Undoing, tag_field="t", tag="restore_items"):
    """Brings deleted items back, as they are by now."""

    ids: ManyIds


class React(Wire, tag_field="t", tag="react"):
    """Sets the sender's reaction to an item, or takes it away."""

    id: Id
    reaction: Reaction
    on: bool


class EditText(Wire, tag_field="t", tag="edit_text"):
    id: Id
    epoch: Seq
    update: Packed


class Reveal(Wire, tag_field="t", tag="reveal"):
    pass


Operation = (
    AddNote
    | AddImage
    | AddText
    | AddZone
    | AddCluster
    | AddStroke
    | AddConnector
    | AddComment
    | MoveItems
    | ResizeItems
    | ColourItems
    | GroupItems
    | LockItems
    | RelateItems
    | ResolveComments
    | DeleteItems
    | RestoreItems
    | React
    | EditText
    | Reveal
)
OpName = Literal[
    "add_note",
    "add_image",
    "add_text",
    "add_zone",
    "add_cluster",
    "add_stroke",
    "add_connector",
    "add_comment",
    "move_items",
    "resize_items",
    "colour_items",
    "group_items",
    "lock_items",
    "relate_items",
    "resolve_comments",
    "delete_items",
    "restore_items",
    "react",
    "edit_text",
    "reveal",
]
#: operations that bring an item
ADDING = (
    AddNote,
    AddImage,
    AddText,
    AddZone,
    AddCluster,
    AddStroke,
    AddConnector,
    AddComment,
)
Adds = AddNote | AddImage | AddText | AddZone | AddCluster | AddStroke | AddConnector | AddComment
