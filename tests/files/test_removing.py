"""What nothing binds goes after a day; rows and bytes never disagree for long; erased is gone."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from asgiref.sync import sync_to_async
from django.core.management import call_command
from django.db import connection

from boards import actions, attachments, privacy, rebuild, service
from boards.models import Attachment, BoardItem
from boards.wire import AddImage, DeleteItems
from common.ids import new_id, random_id
from contributions import models as log
from contributions import verify
from contributions.door import Act, action
from demo import removal
from files import filestore, shelf
from files.shelf import Swept
from tests.boards import stage as boards
from tests.files.stage import Browser, bring, brought, on_disk, own_log, parts, rows
from tests.support import cast as stage
from tests.support.cast import Cast
from tests.support.files import image
from tests.support.socket import sit_down

DAY = timedelta(days=1)


@pytest.fixture
def people(transactional_db: None) -> Cast:
    """Everybody, where what is done after a commit is done."""
    return stage.assemble()


def later(by: timedelta = DAY + timedelta(minutes=1)) -> datetime:
    """So much later than now."""
    return datetime.now(UTC) + by


def bind(cast: Cast, file: str) -> str:
    item = new_id()
    add = AddImage(item, 0, 0, "V", 1536, 1024, file, "")
    actions.perform(board=cast.board, by=cast.technologist, operations=[add])
    return item


def test_one_that_nothing_binds_goes_after_a_day(people: Cast) -> None:
    """[F6.1]"""
    free, bound = (brought(people.board, people.technologist) for _ in range(2))
    bind(people, bound)
    assert shelf.sweep(later(DAY - timedelta(minutes=1))) == Swept(0, 0)
    assert rows() == sorted([free, bound])
    assert shelf.sweep(later()) == Swept(1, 0)
    assert (rows(), on_disk()) == ([bound], parts(bound))
    assert shelf.sweep(later()) == Swept(0, 0)
    assert own_log(people.board, people.technologist) == [
        "file_uploaded", "file_uploaded", "files_removed",
    ]  # fmt: skip
    assert verify.verify().findings == []


def test_one_whose_item_was_deleted_stays(people: Cast) -> None:
    """[F7.3] Undo may bring it back; what goes with her words goes by `erase`."""
    file = brought(people.board, people.technologist)
    item = bind(people, file)
    delete = DeleteItems([item])
    actions.perform(board=people.board, by=people.technologist, operations=[delete])
    assert shelf.sweep(later(30 * DAY)) == Swept(0, 0)
    assert (rows(), on_disk()) == ([file], parts(file))


def test_many_go_in_portions(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of several people and boards; each hears of her own in her own stream."""
    monkeypatch.setattr(attachments, "AT_ONCE", 2)
    second = stage.open_board(people.lab, people.facilitator, [people.technologist])
    for who in (people.technologist, people.artist) * 2:
        brought(people.board, who)
    brought(second, people.technologist)
    assert shelf.sweep(later()) == Swept(5, 0)
    assert (rows(), on_disk()) == ([], [])
    assert own_log(second, people.technologist) == ["file_uploaded", "files_removed"]
    for who in (people.technologist, people.artist):
        told = own_log(people.board, who)
        assert told[:2] == ["file_uploaded"] * 2
        assert set(told[2:]) == {"files_removed"}


def test_strays_on_the_disk_go_after_an_hour(people: Cast, home: Path) -> None:
    """Written, and then the power went: whole or half, without a row."""
    kept = brought(people.board, people.technologist)
    whole, half = random_id(), random_id()
    filestore.save(whole, b"picture", b"preview")
    (home / "files" / half[:2]).mkdir(exist_ok=True)
    (home / "files" / half[:2] / f"{half}.picture.new").write_bytes(b"pict")
    (home / "files" / half[:2] / "notes.txt").write_bytes(b"of the host")
    assert shelf.sweep(later(timedelta(minutes=59))) == Swept(0, 0)
    assert shelf.sweep(later(timedelta(minutes=61))) == Swept(0, 2)
    assert on_disk() == sorted([*parts(kept), "notes.txt"])
    assert shelf.sweep(later(timedelta(minutes=61))) == Swept(0, 0)


def test_the_power_goes_between_row_and_bytes(
    people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row goes first: what is left is a stray, found by the next sweep."""
    file = brought(people.board, people.technologist)
    with monkeypatch.context() as patched:
        patched.setattr(filestore, "remove", _power_cut)
        with pytest.raises(KeyboardInterrupt):
            shelf.sweep(later())
    assert (rows(), on_disk()) == ([], parts(file))
    assert Browser(people.technologist).look(file).status_code == 404
    assert shelf.sweep(later()) == Swept(0, 1)
    assert on_disk() == []


def _power_cut(files: object) -> None:
    raise KeyboardInterrupt


def test_a_file_that_lost_its_bytes_is_named(people: Cast) -> None:
    file, other = (brought(people.board, people.technologist) for _ in range(2))
    filestore.remove([file])
    assert shelf.missing() == [file]
    out = StringIO()
    call_command("sweep_files", stdout=out)
    assert "0 unused files and 0 strays" in out.getvalue()
    assert file in out.getvalue()
    assert other not in out.getvalue()


async def test_whoever_binds_first_has_it(cast: Cast) -> None:
    """Sweeping and binding at the same moment: it is bound and there, or swept and refused.

    [F6.2]
    """
    technologist = await sit_down(cast.board, cast.technologist)
    files = [await bring(cast.board, cast.technologist) for _ in range(6)]
    sweeping = asyncio.gather(*(sync_to_async(swept, thread_sensitive=False)() for _ in range(3)))
    answers = [await technologist.settled(await technologist.do(image(file))) for file in files]
    await sweeping
    kept, there = await sync_to_async(rows)(), await sync_to_async(on_disk)()
    assert {answer.get("code", "bound") for answer in answers} <= {"bound", "no_such_file"}
    bound = [file for file, answer in zip(files, answers, strict=True) if answer["t"] == "entry"]
    assert kept == sorted(bound)
    assert there == parts(*bound)
    assert (await sync_to_async(verify.verify)()).findings == []


def swept() -> None:
    try:
        shelf.sweep(later())
    finally:
        connection.close()


async def test_the_server_sweeps_by_itself(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Soon after it began, and then now and then, while somebody is on a board."""
    monkeypatch.setattr(service, "FIRST_SWEEP_SECONDS", 0.01)
    monkeypatch.setattr(service, "SWEEP_SECONDS", 0.01)
    monkeypatch.setattr(attachments, "UNBOUND_LASTS", timedelta(0))
    first = await bring(cast.board, cast.technologist)
    socket = await sit_down(cast.board, cast.technologist)
    await gone(first)
    second = await bring(cast.board, cast.technologist)
    await gone(second)
    await socket.leave()


async def gone(file: str) -> None:
    async with asyncio.timeout(20):
        while await sync_to_async(rows)() or await sync_to_async(on_disk)():
            await asyncio.sleep(0.02)


def test_erasing_her_words_takes_her_files(people: Cast) -> None:
    """[F8.1] Bound or not, on every board of the lab; nobody else's; and twice is no matter."""
    second = stage.open_board(people.lab, people.facilitator, [people.technologist])
    bound, free = (brought(people.board, people.technologist) for _ in range(2))
    elsewhere, other = brought(second, people.technologist), brought(people.board, people.artist)
    item = bind(people, bound)
    assert len(privacy.collect(people.technologist)["files"]) == 3
    erase(people)
    assert (rows(), on_disk()) == ([other], parts(other))
    assert privacy.collect(people.technologist)["files"] == []
    for file in (bound, free, elsewhere):
        assert Browser(people.technologist).look(file).status_code == 404
    last = boards.stored(boards.own_of(people.board, people.technologist).id)[-1]
    assert (last.verb, last.actor) == ("files_removed", people.facilitator.hex)
    assert b'"why":"erased"' in last.facts
    shown = json.loads(bytes(BoardItem.objects.get(item=item).data))
    assert (shown["file"], shown["digest"], shown["text"]) == (bound, "", "")
    length = len(boards.stored(last.stream))
    erase(people)
    assert len(boards.stored(last.stream)) == length
    assert verify.verify().findings == []
    assert not rebuild.differs(board=people.board.hex)


def erase(cast: Cast) -> None:
    privacy.erase(cast.technologist, "blank", cast.facilitator.hex)


def test_an_erasure_that_fails_takes_nothing(people: Cast) -> None:
    """Bytes go only after the commit of the action that erases the rest."""
    file = brought(people.board, people.technologist)
    with pytest.raises(ZeroDivisionError):
        _erase_and_fail(cast=people)
    assert (rows(), on_disk()) == ([file], parts(file))


@action
def _erase_and_fail(act: Act, *, cast: Cast) -> None:
    attachments.erase(board=cast.board, person=cast.technologist.hex, by=cast.facilitator.hex)
    raise ZeroDivisionError


def test_after_the_erasure_no_digest_is_in_the_log(people: Cast) -> None:
    """A digest would tell who has the same picture; it is erased like words."""
    file = brought(people.board, people.technologist)
    digest = Attachment.objects.across_labs().get(id=file).digest
    item = bind(people, file)
    erase(people)
    everything = [
        *log.Contribution.objects.values_list("facts", flat=True),
        *(bytes(words).decode() for words in log.Words.objects.values_list("bytes", flat=True)),
        *(bytes(row.data).decode() for row in BoardItem.objects.filter(item=item)),
    ]
    assert any(file in text for text in everything)
    assert not any(digest in text for text in everything)


def test_a_lab_that_is_removed_takes_its_files(people: Cast) -> None:
    """The demo goes in one command, its pictures with it."""
    file = brought(people.board, people.technologist)
    assert Attachment in [rows_.model for rows_ in removal.rows_of(people.lab)]
    attachments.remove_files_of(people.lab)
    assert parts(file) != on_disk() == []
