"""Puts a backup in the lab's place, while nobody is served.

Everything is done beside the lab first: the backup is checked, brought to the present shape, what
was erased since is erased again, every board begins a new epoch, the log is verified. Only then is
it put in place, at once; the database that was there is kept aside.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from accounts import actions as accounts
from accounts.models import Lab
from boards import actions as boards
from boards import rebuild
from boards.models import Board
from common import clock
from common.disk import sync_folder
from contributions import forgotten, journal
from contributions.door import Act, action
from contributions.verify import verify
from files import filestore, shelf
from livelab import alone

from . import bundle
from .bundle import FILES, JOURNAL, Bundle, Manifest
from .errors import Refused
from .making import engine


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done."""

    taken_at: str
    entries: int
    erasures: int
    unreadable: int
    boards: int
    rebuilt: int
    kept: str


def restore(path: Path, journals: Sequence[Path] = ()) -> Restored:
    """Restore a backup. `journals` are further ones of what was erased, beside the lab's own.

    Raises Refused, with everything as it was, for a file that is torn, foreign or newer than this
    program, while the lab is served, and where the log in it is not what was written.
    """
    try:
        with alone.only_one(settings.HOME, alone=True), bundle.opened(path) as backup:
            return _restore(backup, journals)
    except alone.AlreadyServed:
        raise Refused("The lab is being served. Stop it first.") from None


def _restore(backup: Bundle, journals: Sequence[Path]) -> Restored:
    database, now = engine(), clock.now()
    database.demand_alone()
    _demand_fitting(backup.manifest, _labs_here() if database.exists() else set())
    erased = _erasures(backup, journals)
    _demand_known(erased)
    with database.beside(backup):
        call_command("migrate", verbosity=0, interactive=False)
        begun = settle(taken_at=backup.manifest.taken_at, erasures=erased.lines)
        rebuilt = _bring_in_line()
        entries = _demand_whole_log()
        _restore_files(backup)
    kept = database.take_place(now)
    journal.adopt(erased.lines)
    forgotten.read_again()
    return Restored(
        taken_at=backup.manifest.taken_at,
        entries=entries,
        erasures=len(erased.lines),
        unreadable=erased.unreadable,
        boards=begun,
        rebuilt=rebuilt,
        kept=kept,
    )


def _demand_fitting(manifest: Manifest, here: set[str]) -> None:
    """Is it of this kind of database, of our time, and of this lab where there is one?"""
    if manifest.database != connection.vendor:
        kinds = f"{manifest.database} database, this lab's is {connection.vendor}"
        raise Refused(f"It was made of a {kinds}. Nothing was changed.")
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    newer = [
        f"{app}.{n}" for app, ns in manifest.migrations.items() for n in ns if (app, n) not in known
    ]
    if newer:
        raise Refused(f"A newer LiveLab made it ({newer[0]}). Nothing was changed.")
    if here and here.isdisjoint(manifest.labs):
        raise Refused("It is another lab's than the one that is here. Nothing was changed.")


def _labs_here() -> set[str]:
    """The labs of the present database; none where it is new, or broken."""
    try:
        return {lab.hex for lab in Lab.objects.all()}
    except DatabaseError:
        return set()
    finally:
        connection.close()


def _erasures(backup: Bundle, journals: Sequence[Path]) -> journal.Read:
    """Everything that is known to have been erased: here, in the backup, in files named to us."""
    for path in journals:
        if not path.exists():
            raise Refused(f"There is no {path}. Nothing was changed.")
    found = journal.read([journal.path(), *journals])
    if backup.names(JOURNAL):
        with closing(backup.open(JOURNAL)) as file:
            found = journal.merged(found, journal.parse(file.read()))
    return found


def _demand_known(erased: journal.Read) -> None:
    for line in erased.lines:
        if not journal.knows(line.kind):
            raise Refused(f"A newer LiveLab erased something ({line.kind}). Nothing was changed.")


@action
def settle(act: Act, *, taken_at: str, erasures: Sequence[journal.Line]) -> int:
    """Erase again what was erased, and let every board begin a new epoch; how many there are."""
    lost: journal.Lost = set()
    for line in erasures:
        lost |= journal.again(act, line)
    for lab in Lab.objects.all():
        accounts.note_restored(lab=lab, taken_at=taken_at)
    forgotten.add(lost)
    every = list(Board.objects.across_labs().select_related("lab").order_by("pk"))
    for board in every:
        boards.begin_epoch(board=board)
    return len(every)


def _bring_in_line() -> int:
    """Make the projection of each board anew where it is not what the log says; how many."""
    every = [board.hex for board in Board.objects.across_labs().order_by("pk")]
    differing = [board for board in every if rebuild.differs(board=board)]
    for board in differing:
        rebuild.rebuild(board=board)
    return len(differing)


def _demand_whole_log() -> int:
    report = verify()
    if report.findings:
        raise Refused(
            f"Its log is not what was written: {report.findings[0]}. Nothing was changed."
        )
    return report.entries


def _restore_files(backup: Bundle) -> None:
    """The files that the restored database has and that are not here (any more).

    One that is here is the same: a name is never used again.
    """
    wanted = shelf.held()
    for name in backup.names(FILES):
        place = name.removeprefix(FILES)
        path = filestore.folder() / place
        if filestore.named(place) in wanted and not path.exists():
            _extract(backup, name, path)


def _extract(backup: Bundle, name: str, path: Path) -> None:
    """A file, whole or not there."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_name(f"{path.name}.new")
    unfinished.unlink(missing_ok=True)
    backup.extract(name, unfinished)
    unfinished.replace(path)
    sync_folder(path.parent)
