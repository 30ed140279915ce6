"""The embedded database: copied while it is served; restored beside its place, then put there."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from django.db import connection

from common.disk import sync_folder

from .bundle import Bundle, Writer
from .errors import Refused

MEMBER = "livelab.sqlite3"

#: what SQLite keeps beside a database that is open, or was left open
_BESIDE = ("-wal", "-shm", "-journal")


class Embedded:
    """The lab's database as one file."""

    def __init__(self) -> None:
        self.place = Path(connection.settings_dict["NAME"])
        self.new = self.place.with_name(f".{self.place.name}.restoring")

    def add(self, writer: Writer, folder: Path) -> None:
        """Add the database as it is at one moment; nobody who writes has to wait for it."""
        copy = folder / f".{MEMBER}.{os.getpid()}"
        try:
            _copy(copy)
            writer.add_file(MEMBER, copy)
        finally:
            _remove(copy)

    def exists(self) -> bool:
        """Is there a database yet?"""
        return self.place.exists()

    def demand_alone(self) -> None:
        """Refuse while anybody else has the database open; a broken one nobody can have."""
        connection.close()
        if not self.exists():
            return
        with closing(_connect(self.place, timeout=0)) as present:
            try:
                present.execute("PRAGMA journal_mode = DELETE")  # only who is alone may leave WAL
                present.execute("BEGIN EXCLUSIVE")
                present.rollback()
            except sqlite3.DatabaseError as error:
                if "locked" in str(error):
                    raise Refused("The lab is being served. Stop it first.") from error

    @contextmanager
    def beside(self, bundle: Bundle) -> Iterator[None]:
        """Inside, Django's connection speaks to the restored database, which is nobody's yet."""
        _remove(self.new)
        try:
            bundle.extract(MEMBER, self.new)
            _demand_whole(self.new)
            with _speaking_to(self.new):
                yield
        except BaseException:
            _remove(self.new)
            raise
        with closing(_connect(self.new)) as ready:
            ready.execute("PRAGMA journal_mode = DELETE")
            ready.execute("VACUUM")  # what was erased again just now lies in free pages

    def take_place(self, now: datetime) -> str:
        """Put the restored database where the lab's is; says where that one is kept."""
        self.demand_alone()
        kept = self._keep(now) if self.exists() else ""
        self.new.replace(self.place)
        for end in _BESIDE:
            _with(self.place, end).unlink(missing_ok=True)
        sync_folder(self.place.parent)
        return kept

    def _keep(self, now: datetime) -> str:
        aside = self.place.with_name(f"{self.place.name}.before-{now:%Y%m%d-%H%M%S}")
        for end in ("", *_BESIDE):  # what stands beside it belongs to it
            if _with(self.place, end).exists():
                os.link(_with(self.place, end), _with(aside, end))
        return str(aside)


def _copy(into: Path) -> None:
    """By SQLite's own means, in one step: a file that is copied while it is open is not whole."""
    connection.ensure_connection()
    with closing(_connect(into)) as target:
        connection.connection.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
        target.execute("VACUUM")  # erased words may still lie in free pages
    _demand_whole(into)


@contextmanager
def _speaking_to(path: Path) -> Iterator[None]:
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


def _connect(path: Path, timeout: float = 10) -> sqlite3.Connection:
    return sqlite3.connect(str(path), timeout=timeout)


def _demand_whole(path: Path) -> None:
    try:
        with closing(_connect(path)) as database:
            found = database.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise Refused(f"The database is broken: {error}.") from error
    if found != "ok":
        raise Refused(f"The database is broken: {found}.")


def _with(path: Path, end: str) -> Path:
    return Path(f"{path}{end}")


def _remove(path: Path) -> None:
    for end in ("", *_BESIDE):
        _with(path, end).unlink(missing_ok=True)
