"""Files without the making anew, for tests that are about something else (`tests/files` has it)."""

from __future__ import annotations

import hashlib

from accounts.models import Person
from boards import attachments
from boards.models import Attachment, Board
from common.ids import new_id, random_id
from contributions.guard import lifted
from files.images import Picture
from tests.support.socket import Frame


def uploaded(board: Board, by: Person) -> str:
    """A file of hers as an upload leaves it, log included; its bytes are nowhere."""
    file = random_id()
    picture = Picture(96, 64, b"RIFF" + file.encode(), b"RIFF")
    return attachments._upload(board=board, by=by, file=file, picture=picture).id


def file_of(board: Board, person: Person) -> str:
    """A file of somebody who could not have uploaded it now."""
    file = random_id()
    with lifted("tests"):
        Attachment.objects.create(
            id=file, board=board, uploader=person.hex, uploaded_at=board.opened_at,
            digest=hashlib.sha256(file.encode()).hexdigest(), width=96, height=64, size=1,
        )  # fmt: skip
    return file


def image(file: str, alt: str = "", **fields: object) -> Frame:
    """An `add_image` operation."""
    made: Frame = {"t": "add_image", "id": new_id(), "x": 0, "y": 0, "z": "V"}
    return made | {"w": 1536, "h": 1024, "file": file, "alt": alt} | fields
