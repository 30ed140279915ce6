"""What entries of a board hold: facts and words by verb (docs/board-protocol.md §1)."""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, UnsetType

from common.ids import Id
from common.wire import Wire

from .kinds import Carried, Colour, Order, Path, Reaction, Relation, Span, Unit, Weight
from .operations import Adding, Moved, Sized
from .wire import Mode


class NoteAdded(Adding):
    colour: Colour
    w: Span | UnsetType = UNSET
    h: Span | UnsetType = UNSET


class ItemWords(Wire):
    """What a new item says."""

    text: str


class ImageAdded(Adding):
    w: Span
    h: Span
    file: Id


class ImageWords(Wire):
    """What the picture shows, in words, and the SHA-256 of its bytes."""

    text: str
    digest: str


class TextAdded(Adding):
    w: Span
    h: Span


class ZoneAdded(Adding):
    w: Span
    h: Span
    colour: Colour


class ClusterAdded(Adding):
    """The title of a group, and the items that come under it."""

    w: Span
    h: Span
    ids: list[Id]


class StrokeAdded(Adding):
    w: Span
    h: Span
    colour: Colour
    weight: Weight


class StrokeWords(Wire):
    """What the line shows, in words, and the line itself: a hand can be known by it."""

    text: str
    path: Path


class ConnectorAdded(Wire):
    id: Id
    source: Id
    target: Id
    relation: Relation


class CommentAdded(Wire):
    id: Id
    on: Id
    answers: Id | UnsetType = UNSET
    lang: str | UnsetType = UNSET


class ItemsMoved(Wire):
    moves: list[Moved]


class ItemsResized(Wire):
    sizes: list[Sized]


class ItemsColoured(Wire):
    ids: list[Id]
    colour: Colour


class ItemsGrouped(Wire):
    ids: list[Id]
    group: Id | None


class ItemsLocked(Wire):
    ids: list[Id]
    locked: bool


class ItemsRelated(Wire):
    ids: list[Id]
    relation: Relation


class CommentsResolved(Wire):
    ids: list[Id]
    resolved: bool


class ItemsDeleted(Wire):
    ids: list[Id]


class ItemsRestored(Wire):
    ids: list[Id]


class Reacted(Wire):
    id: Id
    reaction: Reaction
    on: bool


class TextEdited(Wire):
    id: Id
    epoch: int


class EditWords(Wire):
    """The Y update (base64) and the plain-text splice it caused, in UTF-16 code units."""

    update: str
    at: int
    remove: int
    insert: str


class FileUploaded(Wire):
    """A file came in and waits to be bound (own stream). Sizes in pixels and bytes."""

    file: Id
    width: int
    height: int
    bytes: int


class FileWords(Wire):
    digest: str


class FilesRemoved(Wire):
    """Files are gone: never bound for a day, or erased with their owner's words (own stream)."""

    files: list[Id]
    why: Literal["unbound", "erased"]


class RevealedNote(Carried, tag_field="kind", tag="note"):
    id: Id
    author: Id
    created: str
    x: Unit
    y: Unit
    z: Order
    colour: Colour
    epoch: int
    w: Span | UnsetType = UNSET
    h: Span | UnsetType = UNSET


class RevealedImage(Carried, tag_field="kind", tag="image"):
    id: Id
    author: Id
    created: str
    x: Unit
    y: Unit
    z: Order
    w: Span
    h: Span
    file: Id
    epoch: int


class RevealedText(Carried, tag_field="kind", tag="text"):
    id: Id
    author: Id
    created: str
    x: Unit
    y: Unit
    z: Order
    w: Span
    h: Span
    epoch: int


class RevealedZone(Carried, tag_field="kind", tag="zone"):
    id: Id
    author: Id
    created: str
    x: Unit
    y: Unit
    z: Order
    w: Span
    h: Span
    colour: Colour
    epoch: int


class RevealedCluster(Carried, tag_field="kind", tag="cluster"):
    id: Id
    author: Id
    created: str
    x: Unit
    y: Unit
    z: Order
    w: Span
    h: Span
    epoch: int


class RevealedStroke(Carried, tag_field="kind", tag="stroke"):
    id: Id
    author: Id
    created: str
    x: Unit
    y: Unit
    z: Order
    w: Span
    h: Span
    colour: Colour
    weight: Weight
    epoch: int


class RevealedConnector(Carried, tag_field="kind", tag="connector"):
    id: Id
    author: Id
    created: str
    source: Id
    target: Id
    relation: Relation
    epoch: int


class RevealedComment(Carried, tag_field="kind", tag="comment"):
    id: Id
    author: Id
    created: str
    on: Id
    epoch: int
    answers: Id | UnsetType = UNSET


RevealedItem = (
    RevealedNote
    | RevealedImage
    | RevealedText
    | RevealedZone
    | RevealedCluster
    | RevealedStroke
    | RevealedConnector
    | RevealedComment
)


class ItemsRevealed(Wire):
    mode: Mode
    items: list[RevealedItem]


class WholeText(Wire):
    """A text as it is then. `state` is its document (base64), or None where that is `base(text)`.

    `digest` only where the item is a picture, `path` only where it is a line that was not erased.
    """

    id: Id
    text: str
    state: str | None
    digest: str | UnsetType = UNSET
    path: Path | UnsetType = UNSET


class WholeTexts(Wire):
    texts: list[WholeText]


class ItemsPublished(Wire):
    ids: list[Id]


class RewrittenItem(Wire):
    id: Id
    epoch: int


class TextsRewritten(Wire):
    """Words were erased: these texts are from now on what is said here, and empty where nothing is.

    A text that lost letters has a new document, hence a new epoch; one that is only told anew,
    because what told it was erased with others' words, keeps both.
    """

    items: list[RewrittenItem]


Facts = (
    NoteAdded
    | ImageAdded
    | TextAdded
    | ZoneAdded
    | ClusterAdded
    | StrokeAdded
    | ConnectorAdded
    | CommentAdded
    | ItemsMoved
    | ItemsResized
    | ItemsColoured
    | ItemsGrouped
    | ItemsLocked
    | ItemsRelated
    | CommentsResolved
    | ItemsDeleted
    | ItemsRestored
    | Reacted
    | TextEdited
    | ItemsRevealed
    | ItemsPublished
    | TextsRewritten
    | FileUploaded
    | FilesRemoved
)
Words = ItemWords | ImageWords | StrokeWords | EditWords | WholeTexts | FileWords

#: verb → (type of its facts, type of its words or None)
SHAPES: dict[str, tuple[type[Wire], type[Wire] | None]] = {
    "note_added": (NoteAdded, ItemWords),
    "image_added": (ImageAdded, ImageWords),
    "text_added": (TextAdded, ItemWords),
    "zone_added": (ZoneAdded, ItemWords),
    "cluster_added": (ClusterAdded, ItemWords),
    "stroke_added": (StrokeAdded, StrokeWords),
    "connector_added": (ConnectorAdded, ItemWords),
    "comment_added": (CommentAdded, ItemWords),
    "items_moved": (ItemsMoved, None),
    "items_resized": (ItemsResized, None),
    "items_coloured": (ItemsColoured, None),
    "items_grouped": (ItemsGrouped, None),
    "items_locked": (ItemsLocked, None),
    "items_related": (ItemsRelated, None),
    "comments_resolved": (CommentsResolved, None),
    "items_deleted": (ItemsDeleted, None),
    "items_restored": (ItemsRestored, None),
    "reacted": (Reacted, None),
    "text_edited": (TextEdited, EditWords),
    "items_revealed": (ItemsRevealed, WholeTexts),
    "items_published": (ItemsPublished, None),
    "texts_rewritten": (TextsRewritten, WholeTexts),
    "file_uploaded": (FileUploaded, FileWords),
    "files_removed": (FilesRemoved, None),
}
#: entries that bring an item
ADDED = frozenset(verb for verb in SHAPES if verb.endswith("_added"))
