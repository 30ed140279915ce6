"""Restoring puts a lab back as it was, says so in its log, and brings nothing erased back."""

from __future__ import annotations

import asyncio
import json
import random
import re
import zipfile
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest_asyncio
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from livelab.backup import bundle
from tests.kill.server import Place, Server
from tests.support.socket import note

from .lab import done, fresh, manage


@dataclass
class Lab:
    """A lab with a board on which two people wrote, and a backup of then."""

    place: Place
    board: str
    people: list[str]
    cookies: list[str]
    backup: Path

    async def happens(self, what: str, *arguments: str) -> Any:
        """See `happenings`."""
        return await self.place.run("tests.backup.happenings", what, *arguments)

    async def look(self) -> Any:
        """What stands on the board."""
        return await self.happens("look", self.board)

    async def writes(self, who: int, *texts: str) -> list[str]:
        """Notes of one of the two."""
        ids: list[str] = await self.happens("write", self.board, self.people[who], *texts)
        return ids


@pytest_asyncio.fixture
async def lab(place: Place, tmp_path: Path) -> AsyncIterator[Lab]:
    made = await place.run("tests.kill.people", "2")
    backup = tmp_path / "then.backup"
    yield Lab(place, made["board"], made["people"], made["cookies"], backup)


async def test_the_lab_is_as_it_was_in_a_new_epoch_and_its_log_says_so(lab: Lab) -> None:
    """[B14.2] What came after the backup is gone; the chain is whole and goes on."""
    await lab.writes(0, "glass")
    await done(lab.place, "backup", lab.backup)
    then = await lab.look()
    await lab.writes(1, "later")
    said = await done(lab.place, "restore", lab.backup)
    now = await lab.look()
    assert now["texts"] == ["glass"]
    assert now["epoch"] != then["epoch"]
    assert now["verbs"] == [*then["verbs"], "lab_restored", "epoch_begun"]
    assert (now["findings"], now["projection"]) == ([], "as the log says")
    assert "1 boards in a new epoch" in said
    await lab.writes(1, "after")
    assert (await lab.look())["findings"] == []


async def test_what_was_there_is_kept_aside(lab: Lab, tmp_path: Path) -> None:
    await done(lab.place, "backup", lab.backup)
    await lab.writes(0, "later")
    said = await done(lab.place, "restore", lab.backup)
    kept = re.search(r"kept: (.*)\. Remove", said)
    assert kept
    if not lab.place.database:
        other = Place(lab.place.home, f"sqlite:///{kept[1]}")
        found = await other.run("tests.backup.happenings", "look", lab.board)
        assert found["texts"] == ["later"]
    else:
        assert _rows(lab.place.database, kept[1].removeprefix("the schema ")) == 1


def _rows(database: str, schema: str) -> int:
    import psycopg

    with psycopg.connect(database) as connection:
        found = connection.execute(f"SELECT count(*) FROM {schema}.boards_boarditem".encode())
        (count,) = found.fetchone() or (0,)
    return int(count)


async def test_what_was_erased_since_is_erased_again(lab: Lab) -> None:
    """[B14.16] [B14.17] Words, texts, items; and what was lost with them is not taken again."""
    await lab.writes(0, "hers, before the backup")
    await lab.writes(1, "his")
    await done(lab.place, "backup", lab.backup)
    await lab.writes(0, "hers, after it")
    assert await lab.happens("erase", lab.people[0], "blank") == 2
    await done(lab.place, "restore", lab.backup)
    found = await lab.look()
    assert found["texts"] == ["", "his"]
    assert (found["findings"], found["projection"]) == ([], "as the log says")
    assert "words_erased" in found["verbs"]
    ((actor, op_id),) = found["forgotten"]
    assert actor == lab.people[0]
    await _is_refused(lab, op_id)


async def _is_refused(lab: Lab, op_id: str) -> None:
    """Her browser offers again what it kept of a day: it stays erased."""
    server = Server(lab.place)
    await server.start()
    try:
        async with connect(
            server.board(lab.board),
            origin=Origin(server.origin),
            additional_headers={"Cookie": lab.cookies[0]},
            proxy=None,
        ) as socket:
            await socket.send(json.dumps({"t": "join", "protocol": 1, "cursors": []}))
            offer = {"t": "op", "op_id": op_id, "private": False, "op": note("hers, after it")}
            async with asyncio.timeout(20):
                await _until(socket, "welcome")
                await socket.send(json.dumps(offer))
                answer = await _until(socket, "refused")
        assert (answer["op_id"], answer["code"]) == (op_id, "words_erased")
    finally:
        await server.stop()


async def _until(socket: ClientConnection, kind: str) -> dict[str, Any]:
    async for text in socket:
        said: dict[str, Any] = json.loads(text)
        if said["t"] == kind:
            return said
    raise AssertionError(f"closed before {kind} came")


async def test_an_erasure_from_before_the_backup_takes_nothing_that_came_after_it(lab: Lab) -> None:
    """[B14.16] She asked on Monday, and wrote again on Tuesday."""
    await lab.writes(0, "on Monday")
    await lab.happens("erase", lab.people[0], "blank")
    await lab.writes(0, "on Tuesday")
    await done(lab.place, "backup", lab.backup)
    await done(lab.place, "restore", lab.backup)
    found = await lab.look()
    assert found["texts"] == ["", "on Tuesday"]
    assert found["forgotten"] == []


async def test_elsewhere_the_journal_comes_along_or_is_given(lab: Lab, tmp_path: Path) -> None:
    """[B14.16] A new machine has no journal: an older backup needs that of a newer one."""
    await lab.writes(0, "hers")
    await done(lab.place, "backup", lab.backup)
    await lab.happens("erase", lab.people[0], "blank")
    journal = lab.place.home / "erasures.jsonl"
    with fresh(tmp_path / "new", lab.place.database) as elsewhere:
        await done(elsewhere, "restore", lab.backup, "--erasures", journal)
        found = await elsewhere.run("tests.backup.happenings", "look", lab.board)
        assert found["texts"] == [""]
        assert (elsewhere.home / "erasures.jsonl").read_text() == journal.read_text()
        said = await manage(elsewhere, "restore", lab.backup, "--erasures", tmp_path / "none")
        assert said.code == 1
        assert "There is no" in said.err


# Refused, with everything as it was


async def stays(lab: Lab, refusals: Sequence[tuple[Path, str]]) -> None:
    """Each file is refused with its words, and the lab is untouched."""
    before = await lab.look()
    for file, said in refusals:
        refused = await manage(lab.place, "restore", file)
        assert refused.code == 1, refused.out
        assert said in refused.err
        assert "Traceback" not in refused.err
    assert await lab.look() == before


async def test_a_torn_file_is_refused(lab: Lab) -> None:
    await done(lab.place, "backup", lab.backup)
    content = lab.backup.read_bytes()
    lab.backup.write_bytes(content[: random.randrange(1, len(content))])
    await stays(lab, [(lab.backup, "not whole")])


async def test_a_foreign_file_is_refused(lab: Lab, tmp_path: Path) -> None:
    await done(lab.place, "backup", lab.backup)
    other_kind = "sqlite" if lab.place.database else "postgresql"
    about: list[tuple[dict[str, Any], str]] = [
        ({"labs": ["f" * 32]}, "another lab's"),
        ({"migrations": {"boards": ["9999_of_next_year"]}}, "newer LiveLab"),
        ({"database": other_kind}, "It was made of a"),
    ]
    files = [
        (_otherwise(lab.backup, tmp_path / f"{n}.backup", changed), said)
        for n, (changed, said) in enumerate(about)
    ]
    await stays(lab, files)


def _otherwise(backup: Path, path: Path, about: dict[str, Any]) -> Path:
    """The same file with something else in its manifest."""
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == bundle.MANIFEST:
                content = msgspec.json.encode(json.loads(content) | about)
            new.writestr(name, content)
    return path


async def test_a_log_that_was_tampered_with_is_refused(lab: Lab, tmp_path: Path) -> None:
    """The file is whole; the log in it is not what was written."""
    await lab.writes(0, "glass")
    await done(lab.place, "backup", lab.backup)
    await lab.happens("tamper")
    await done(lab.place, "backup", tmp_path / "tampered.backup")
    await done(lab.place, "restore", lab.backup)
    await stays(lab, [(tmp_path / "tampered.backup", "not what was written")])


async def test_while_the_lab_is_served_nothing_is_restored(lab: Lab) -> None:
    """Also while it is served to nobody yet; a backup is made meanwhile."""
    server = Server(lab.place)
    await server.start()
    try:
        await done(lab.place, "backup", lab.backup)
        refused = await manage(lab.place, "restore", lab.backup)
        assert refused.code == 1
        assert "being served" in refused.err
    finally:
        await server.terminate()
    await done(lab.place, "restore", lab.backup)


async def test_files_outside_their_folder_are_not_written(lab: Lab, tmp_path: Path) -> None:
    """Whoever makes a backup file up writes nowhere but where pictures are."""
    await done(lab.place, "backup", lab.backup)
    evil = tmp_path / "evil.backup"
    with zipfile.ZipFile(lab.backup) as old, bundle.written(evil) as writer:
        about = json.loads(old.read(bundle.MANIFEST))
        for name in about.pop("members"):
            writer.add(name, [old.read(name)])
        writer.add("files/../../evil", [b"evil"])
        writer.add(f"files/ab/{'a' * 32}.picture", [b"nobody's"])
        writer.close(**{key: value for key, value in about.items() if key != "format"})
    await done(lab.place, "restore", evil)
    assert not (lab.place.home.parent / "evil").exists()
    assert list(lab.place.home.glob("files/*/*")) == []
