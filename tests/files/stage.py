"""People at their browsers with pictures in hand; what is left of them on disk and in the log."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from asgiref.sync import sync_to_async
from django.test import Client

from accounts.models import Person
from boards import attachments
from boards.models import Attachment, Board
from files import filestore
from tests.accounts.browser import HOST, ORIGIN
from tests.boards import stage as boards
from tests.files import corpus
from tests.support import cast as stage

NOWHERE = "f" * 32


class Browser:
    """One person's browser, over HTTP."""

    def __init__(self, person: Person | None) -> None:
        self.client = Client(
            enforce_csrf_checks=True, raise_request_exception=False, headers={"host": HOST}
        )
        self.client.get("/")
        if person:
            name, _, value = stage.cookie(person).partition("=")
            self.client.cookies[name] = value

    def upload(self, board: str, data: bytes, kind: str = "image/png", **headers: str) -> Any:
        """Send a file as our page does."""
        token = self.client.cookies["csrftoken"].value
        sent = {"x-csrftoken": token, "origin": ORIGIN} | headers
        path = f"/api/boards/{board}/attachments"
        return self.client.post(path, data, content_type=kind, headers=sent)

    def look(self, file: str, end: str = "") -> Any:
        """Ask for a file."""
        return self.client.get(f"/api/attachments/{file}{end}")


def brought(board: Board, by: Person, name: str = "png") -> str:
    """A file of hers on the board, not bound yet."""
    return attachments.receive(board=board, by=by, data=corpus.made(name)).id


bring = sync_to_async(brought)


def on_disk() -> list[str]:
    """The names of all files, finished or not."""
    return sorted(path.name for path in Path(filestore.folder()).glob("*/*"))


def parts(*files: str) -> list[str]:
    """The names that whole files have on disk."""
    return sorted(f"{file}.{part}" for file in files for part in filestore.PARTS)


def rows() -> list[str]:
    """The ids of all files the database knows."""
    return sorted(Attachment.objects.across_labs().values_list("id", flat=True))


def own_log(board: Board, person: Person) -> list[str]:
    """The verbs of her own stream."""
    return [entry.verb for entry in boards.stored(boards.own_of(board, person).id)]
