"""What entries of a board hold: facts and words by verb (docs/board-protocol.md §1)."""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, UnsetType

from common.ids import Id
from common.wire import Wire

from .wire import Colour, Mode, Order, Placed, Span, Unit


class NoteAdded(Placed):
    colour: Colour


class NoteWords(Wire):
    text: str


class ImageAdded(Placed):
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


class RevealedNote(Wire, tag_field="kind", tag="note"):
    id: Id
    author: Id
    created: str
    x: Unit
    y: Unit
    z: Order
    colour: Colour
    epoch: int


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
    epoch: int


RevealedItem = RevealedNote | RevealedImage


class ItemsRevealed(Wire):
    mode: Mode
    items: list[RevealedItem]


class WholeText(Wire):
    """A text as it is then. `state` is its document (base64), or None where that is `base(text)`.

    `digest` only where the item is a picture.
    """

    id: Id
    text: str
    state: str | None
    digest: str | UnsetType = UNSET


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
    | ItemsMoved
    | ItemsColoured
    | ItemsDeleted
    | TextEdited
    | ItemsRevealed
    | ItemsPublished
    | TextsRewritten
    | FileUploaded
    | FilesRemoved
)
Words = NoteWords | ImageWords | EditWords | WholeTexts | FileWords

#: verb → (type of its facts, type of its words or None)
SHAPES: dict[str, tuple[type[Wire], type[Wire] | None]] = {
    "note_added": (NoteAdded, NoteWords),
    "image_added": (ImageAdded, ImageWords),
    "items_moved": (ItemsMoved, None),
    "items_coloured": (ItemsColoured, None),
    "items_deleted": (ItemsDeleted, None),
    "text_edited": (TextEdited, EditWords),
    "items_revealed": (ItemsRevealed, WholeTexts),
    "items_published": (ItemsPublished, None),
    "texts_rewritten": (TextsRewritten, WholeTexts),
    "file_uploaded": (FileUploaded, FileWords),
    "files_removed": (FilesRemoved, None),
}
