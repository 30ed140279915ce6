"""The kinds of items a board holds, as snapshots carry them and the projection stores them.

The order of the fields is the wire's. What only some items have comes last, and is absent where
they have it not.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from common.ids import Id
from common.wire import Wire

Colour = Literal["yellow", "orange", "pink", "purple", "blue", "green", "grey"]
#: what a connector says of its target: lineage, but for the last
Relation = Literal["builds_on", "merges", "contradicts", "answers", "relates_to"]
Reaction = Literal["agree", "love", "idea", "question", "worry", "celebrate"]
#: numbers stay exact in JavaScript, and fit the databases
Seq = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Unit = Annotated[int, Meta(ge=-(2**31), le=2**31 - 1)]
#: a width or a height: from one pixel to far more than a screen
Span = Annotated[int, Meta(ge=16, le=2**20)]
Order = Annotated[str, Meta(pattern=r"^[0-9A-Za-z]{1,64}\Z")]
Language = Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\Z")]
#: how thick a line is drawn, in board units
Weight = Annotated[int, Meta(ge=8, le=1024)]
#: a line: x, y (from the item's corner, in board units) and pressure (0 to 255), point by point
Path = Annotated[list[Annotated[int, Meta(ge=0, le=2**20)]], Meta(min_length=6, max_length=6000)]


class Placed(Wire):
    """Where an item lies: its corner in 1/16 px and its z-order key."""

    id: Id
    x: Unit
    y: Unit
    z: Order


class Writes(Wire, kw_only=True):
    """By aspect, the number of the entry that wrote it last; absent as its adding made it."""

    place: int | UnsetType = UNSET
    size: int | UnsetType = UNSET
    colour: int | UnsetType = UNSET
    text: int | UnsetType = UNSET
    relation: int | UnsetType = UNSET
    group: int | UnsetType = UNSET
    locked: int | UnsetType = UNSET
    resolved: int | UnsetType = UNSET
    deleted: int | UnsetType = UNSET


class Carried(Wire, kw_only=True):
    """What an item may carry along, onto the board too when it is revealed.

    `zone` is where it was put, `first_zone` where it was put first. `locked` is who locked it.
    """

    zone: Id | UnsetType = UNSET
    first_zone: Id | UnsetType = UNSET
    group: Id | UnsetType = UNSET
    locked: Id | UnsetType = UNSET
    resolved: Literal[True] | UnsetType = UNSET
    reactions: dict[Reaction, list[Id]] | UnsetType = UNSET
    copied_from: Id | UnsetType = UNSET
    lang: Language | UnsetType = UNSET


class Lasting(Carried, kw_only=True):
    """… and what is told of it in its stream only."""

    writes: Writes | UnsetType = UNSET
    deleted: Literal[True] | UnsetType = UNSET


class NoteItem(Lasting, tag_field="kind", tag="note"):
    """A sticky note; without a size it is as large as any."""

    id: Id
    author: Id
    created: str
    changed: str
    x: int
    y: int
    z: str
    colour: Colour
    text: str
    epoch: int
    w: int | UnsetType = UNSET
    h: int | UnsetType = UNSET


class ImageItem(Lasting, tag_field="kind", tag="image"):
    """A picture; `text` says what it shows. Without `digest` its file was erased."""

    id: Id
    author: Id
    created: str
    changed: str
    x: int
    y: int
    z: str
    w: int
    h: int
    file: Id
    digest: str
    text: str
    epoch: int


class TextItem(Lasting, tag_field="kind", tag="text"):
    """Free text: letters without paper, as large as their box lets them be."""

    id: Id
    author: Id
    created: str
    changed: str
    x: int
    y: int
    z: str
    w: int
    h: int
    text: str
    epoch: int


class ZoneItem(Lasting, tag_field="kind", tag="zone"):
    """A part of the board; the first line of `text` is its title, the rest says what goes there."""

    id: Id
    author: Id
    created: str
    changed: str
    x: int
    y: int
    z: str
    w: int
    h: int
    colour: Colour
    text: str
    epoch: int


class ClusterItem(Lasting, tag_field="kind", tag="cluster"):
    """The title of a group of items, which name it as their `group`."""

    id: Id
    author: Id
    created: str
    changed: str
    x: int
    y: int
    z: str
    w: int
    h: int
    text: str
    epoch: int


class StrokeItem(Lasting, tag_field="kind", tag="stroke"):
    """A line drawn by hand; `text` says what it shows. Without `path` it was erased."""

    id: Id
    author: Id
    created: str
    changed: str
    x: int
    y: int
    z: str
    w: int
    h: int
    colour: Colour
    weight: int
    path: list[int]
    text: str
    epoch: int


class ConnectorItem(Lasting, tag_field="kind", tag="connector"):
    """A line from one item to another: what `source` is to `target`. `text` is its label."""

    id: Id
    author: Id
    created: str
    changed: str
    source: Id
    target: Id
    relation: Relation
    text: str
    epoch: int


class CommentItem(Lasting, tag_field="kind", tag="comment"):
    """Something said about an item, or in answer to another comment on it."""

    id: Id
    author: Id
    created: str
    changed: str
    on: Id
    text: str
    epoch: int
    answers: Id | UnsetType = UNSET


Item = (
    NoteItem
    | ImageItem
    | TextItem
    | ZoneItem
    | ClusterItem
    | StrokeItem
    | ConnectorItem
    | CommentItem
)
#: kinds that lie somewhere; the others hang on them
PLACED = (NoteItem, ImageItem, TextItem, ZoneItem, ClusterItem, StrokeItem)
SIZED = (NoteItem, ImageItem, TextItem, ZoneItem, ClusterItem)
COLOURED = (NoteItem, ZoneItem, StrokeItem)
