"""Files for a challenge: brought, shown, opened, removed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, Final, Literal, NamedTuple

from django.db import transaction
from django.db.models import Count, Q, Sum

from accounts.actions import lab_stream
from accounts.models import Lab, Person
from common.ids import random_id
from contributions import journal
from contributions.door import SERVER, Act, action
from files import documents, filestore, images, names, pace
from files.errors import FileNotTaken, NotAnImage

from .. import queries, states
from ..access import demand_may_write
from ..errors import BriefIsHistory, ChallengeFull, LabFull
from ..models import Challenge, ChallengeFile
from ..verbs import AboutFile, FileBrought, FilesRemoved, FileWords
from .base import locked, say

Why = Literal["unused", "erased"]

#: how long a file that nothing shows waits: taking it back is a matter of a moment
LOOSE_LASTS: Final = timedelta(days=1)
#: what one challenge may hold, and all those of a lab together
MOST_FILES: Final = 40
MOST_BYTES: Final = 100 * 2**20
MOST_BYTES_OF_LAB: Final = 2 * 2**30
#: files removed in one transaction
AT_ONCE: Final = 200
#: A line of the journal about files that were erased with their uploader's words.
JOURNAL_KIND: Final = "challenge_files"

PICTURE, PDF = ChallengeFile.Kind.PICTURE, ChallengeFile.Kind.PDF


class Come(NamedTuple):
    """What came in, made harmless."""

    kind: str
    digest: str
    size: int
    width: int
    height: int
    keep: Callable[[str], None]


def bring_file(*, challenge: Challenge, by: Person, data: bytes, name: str) -> ChallengeFile:
    """Take a picture or a PDF for a challenge; in a day it is gone, unless the brief shows it.

    Raises what `files.errors` has, ChallengeFull, LabFull or BriefIsHistory.
    """
    demand_may_write(by, challenge)
    pace.demand(by.hex)
    _demand_room(challenge, 0)
    come, file = _looked_at(data), random_id()
    try:
        come.keep(file)
        return _bring(challenge=challenge, by=by, file=file, come=come, name=name)
    except BaseException:
        filestore.remove_traces(file)
        raise


def _looked_at(data: bytes) -> Come:
    if documents.is_pdf(data):
        documents.look_through(data)
        return Come(
            PDF, documents.digest(data), len(data), 0, 0,
            lambda file: filestore.save_document(file, data),
        )  # fmt: skip
    try:
        made = images.reencode(data)
    except NotAnImage:
        raise FileNotTaken from None
    return Come(
        PICTURE, made.digest, len(made.data) + len(made.preview), made.width, made.height,
        lambda file: filestore.save(file, made.data, made.preview),
    )  # fmt: skip


@action
def _bring(
    act: Act, *, challenge: Challenge, by: Person, file: str, come: Come, name: str
) -> ChallengeFile:
    demand_may_write(by, challenge)
    row = locked(challenge)
    if not states.may_be_edited(row.state):
        raise BriefIsHistory
    _demand_room(row, come.size)
    made = ChallengeFile(
        id=file,
        challenge=row,
        uploader=by.hex,
        kind=come.kind,
        name=names.tidy(name, documents.ENDING if come.kind == PDF else ".webp"),
        digest=come.digest,
        width=come.width,
        height=come.height,
        size=come.size,
        uploaded_at=act.now,
        loose_since=act.now,
    )
    made.save(force_insert=True)
    facts = FileBrought(row.hex, file, come.kind, come.size, come.width, come.height)
    say(act, row, "challenge_file_brought", by, facts, FileWords(made.name, made.digest))
    return made


def _demand_room(challenge: Challenge, more: int) -> None:
    of_lab = ChallengeFile.objects.in_lab(challenge.lab_id)
    here = of_lab.filter(challenge=challenge).aggregate(files=Count("id"), bytes=Sum("size"))
    if here["files"] >= MOST_FILES or (here["bytes"] or 0) + more > MOST_BYTES:
        raise ChallengeFull
    if (of_lab.aggregate(bytes=Sum("size"))["bytes"] or 0) + more > MOST_BYTES_OF_LAB:
        raise LabFull


def note_shown(act: Act, row: Challenge) -> None:
    """Write down which of its files neither the draft nor its readers' brief shows any more."""
    shown = queries.content(row).file_ids | queries.working(row).file_ids
    here = ChallengeFile.objects.in_lab(row.lab_id).filter(challenge=row)
    here.filter(id__in=shown, loose_since__isnull=False).update(loose_since=None)
    here.filter(loose_since=None).exclude(id__in=shown).update(loose_since=act.now)


@action
def note_file_opening(act: Act, *, file: ChallengeFile, person: Person) -> None:
    """Say in the log that she opened a file of a confidential challenge."""
    about = AboutFile(file.challenge.hex, person.hex, file.id)
    say(act, file.challenge, "challenge_file_opened", person, about)


# -- going


def erase_files(*, lab: Lab, person: str, by: str) -> int:
    """Remove every file this person brought to challenges of the lab; how many there were."""
    return _remove_all(Q(challenge__lab=lab, uploader=person), "erased", by)


def sweep(now: datetime) -> int:
    """Remove what nothing has shown for a day; how many there were. Safe to repeat."""
    return _remove_all(Q(loose_since__lt=now - LOOSE_LASTS), "unused", SERVER)


def remove_files_of(lab: Lab) -> None:
    """The lab is about to go: its files go once that is certain."""
    files = list(ChallengeFile.objects.in_lab(lab).values_list("id", flat=True))
    transaction.on_commit(lambda: filestore.remove(files))


def declare() -> None:
    """Say how an erasure is made again in a restored database."""
    journal.register(JOURNAL_KIND, _again)


def _again(act: Act, about: journal.Data) -> journal.Lost:
    while _remove(wanted=Q(id__in=about["files"]), why="erased", by=SERVER, journalled=False):
        pass
    return set()


def _remove_all(wanted: Q, why: Why, by: str) -> int:
    removed = 0
    while gone := _remove(wanted=wanted, why=why, by=by):
        removed += gone
    return removed


@action
def _remove(act: Act, *, wanted: Q, why: Why, by: str, journalled: bool = True) -> int:
    """Remove some of the wanted rows, then their bytes: how many; none when none are left.

    Challenges are locked before files, as whoever shows one does. What is shown by now is not
    wanted any more.
    """
    asked = ChallengeFile.objects.across_labs().filter(wanted).order_by("challenge", "id")
    some = list(asked.values_list("id", "challenge")[:AT_ONCE])
    if not some:
        return 0
    rows = Challenge.objects.across_labs().filter(pk__in={pk for _, pk in some})
    there: Any = rows.order_by("pk").select_for_update(of=("self",)).select_related("lab")
    challenges = {row.pk: row for row in there}
    gone = list(asked.filter(id__in=[file for file, _ in some]).select_for_update(of=("self",)))
    files = [row.id for row in gone]
    if journalled and why == "erased" and files:
        journal.note(act, JOURNAL_KIND, {"files": files})
    for pk, of_one in groupby(gone, lambda row: row.challenge_id):
        _say_removed(act, challenges[pk], [row.id for row in of_one], why, by)
    ChallengeFile.objects.across_labs().filter(id__in=files).delete()
    transaction.on_commit(lambda: filestore.remove(files))
    return len(files)


def _say_removed(act: Act, challenge: Challenge, files: list[str], why: Why, by: str) -> None:
    act.append(
        lab_stream(challenge.lab),
        "challenge_files_removed",
        actor=by,
        facts=FilesRemoved(challenge.hex, files, why),
        context={"lab": challenge.lab.hex, "challenge": challenge.hex},
    )
