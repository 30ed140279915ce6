"""Makes a backup while the lab is served."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from accounts.models import Lab
from common import clock
from common.ids import random_id
from contributions import journal
from files import filestore

from . import bundle
from .bundle import FILES, JOURNAL, Writer
from .errors import Refused
from .postgresql import Served
from .sqlite import Embedded


def engine() -> Embedded | Served:
    """The lab's database, for whoever backs it up or restores it."""
    return Served() if connection.vendor == "postgresql" else Embedded()


def backup(path: Path) -> int:
    """Write a backup; how large it is. Everything committed before it began is in it.

    Raises Refused where the file exists, or the database is broken.
    """
    taken_at, labs = clock.stamp(clock.now()), _labs()
    with bundle.written(path) as writer:
        engine().add(writer, path.parent)
        _add_files(writer)
        if journal.path().exists():
            writer.add_file(JOURNAL, journal.path())
        writer.close(
            id=random_id(),
            taken_at=taken_at,
            database=connection.vendor,
            labs=labs,
            migrations=migrations(),
        )
    return path.stat().st_size


def migrations() -> dict[str, list[str]]:
    """The migrations that ran, by app."""
    found: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        found.setdefault(app, []).append(name)
    return found


def _labs() -> list[str]:
    try:
        return sorted(lab.hex for lab in Lab.objects.all())
    except DatabaseError as error:
        raise Refused(f"There is no lab to be backed up: {error}") from error


def _add_files(writer: Writer) -> None:
    """Files never change under their name; one that goes meanwhile was removed on purpose."""
    folder = filestore.folder()
    for path in sorted(folder.glob("*/*")):
        if path.suffix != ".new":
            name = FILES + path.relative_to(folder).as_posix()
            with suppress(FileNotFoundError):
                writer.add_file(name, path, squeeze=False)
