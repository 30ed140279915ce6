"""What entries of a board hold: facts and words by verb (docs/board-protocol.md §1)."""

from __future__ import annotations

from msgspec import UNSET, UnsetType

from common.ids import Id
from common.wire import Wire

from .wire import Colour, Mode, Order, Placed, Span, Unit


class NoteAdded(Wire):
    id: Id
    x: Unit
    y: Unit
    z: Order
    colour: Colour


class NoteWords(Wire):
    text: str


class ImageAdded(Wire):
    id: Id
    x: Unit
    y: Unit
    z: Order
    w: Span
    h: Span
    file: Id


class ImageWords(Wire):
    """What the picture shows, in words, and the SHA-256 of its bytes."""

    text: str
    digest: str


class ItemsMoved(Wire):
    moves: list[Placed]


class ItemsColoured(Wire):
    ids: list[Id]
    colour: Colour


class ItemsDeleted(Wire):
    ids: list[Id]


class TextEdited(Wire):
    id: Id
    epoch: int


class EditWords(Wire):
    """The Y update (base64) and the plain-text splice it caused, in UTF-16 code units."""

    update: str
    at: int
    remove: int
    insert: str


class RevealedNote(Wire, tag_field="kind", tag="note"):
    id: Id
    author: Id
    created: str
    x: Unit
    y: Unit
    z: Order
    colour: Colour


class RevealedImage(Wire, tag_field="kind", tag="image"):
    id: Id
    author: Id
    created: str
    x: Unit
    y: Unit
    z: Order
    w: Span
    h: Span
    file: Id


RevealedItem = RevealedNote | RevealedImage


class ItemsRevealed(Wire):
    mode: Mode
    items: list[RevealedItem]


class RevealedText(Wire):
    """`state` is the text document (base64), or None where the text was never edited.

    `digest` only where the item is a picture.
    """

    id: Id
    text: str
    state: str | None
    digest: str | UnsetType = UNSET


class RevealedWords(Wire):
    texts: list[RevealedText]


class ItemsPublished(Wire):
    ids: list[Id]


Facts = (
    NoteAdded
    | ImageAdded
    | ItemsMoved
    | ItemsColoured
    | ItemsDeleted
    | TextEdited
    | ItemsRevealed
    | ItemsPublished
)
Words = NoteWords | ImageWords | EditWords | RevealedWords

#: verb → (type of its facts, type of its words or None)
SHAPES: dict[str, tuple[type[Wire], type[Wire] | None]] = {
    "note_added": (NoteAdded, NoteWords),
    "image_added": (ImageAdded, ImageWords),
    "items_moved": (ItemsMoved, None),
    "items_coloured": (ItemsColoured, None),
    "items_deleted": (ItemsDeleted, None),
    "text_edited": (TextEdited, EditWords),
    "items_revealed": (ItemsRevealed, RevealedWords),
    "items_published": (ItemsPublished, None),
}
