"""An upload is made anew, on disk, its uploader's alone, told to nobody else; or leaves nothing."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from accounts.models import Person
from boards import actions, attachments
from boards.models import Attachment, BoardMember
from contributions import models as log
from contributions import verify
from files import filestore, images, pace
from tests.accounts.browser import code_of
from tests.boards import stage as boards
from tests.files import corpus
from tests.files.stage import NOWHERE, Browser, brought, on_disk, own_log, parts, rows
from tests.support.cast import Cast, person
from tests.support.socket import sit_down


def test_it_is_kept_under_a_random_name_with_its_digest(people: Cast, home: Path) -> None:
    answer = Browser(people.technologist).upload(people.board.hex, corpus.made("jpeg"))
    assert answer.status_code == 201
    said = answer.json()
    assert (said["width"], said["height"], set(said)) == (96, 64, {"file", "width", "height"})
    row = Attachment.objects.in_lab(people.lab).get()
    assert (row.id, row.uploader, row.item) == (said["file"], people.technologist.hex, "")
    assert on_disk() == parts(row.id)
    kept = filestore.load(row.id, "picture")
    assert kept is not None
    assert hashlib.sha256(kept).hexdigest() == row.digest
    folder = home / "files" / row.id[:2]
    assert folder.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())
    assert row.size == sum(path.stat().st_size for path in folder.iterdir())


def test_its_uploaders_own_stream_says_so_and_no_other(people: Cast) -> None:
    """[B9.9] The log knows of it; nobody else's stream does. Its digest is among the words."""
    before = list(log.Stream.objects.values_list("id", "head_seq"))
    file = brought(people.board, people.technologist)
    (entry,) = boards.stored(boards.own_of(people.board, people.technologist).id)
    assert (entry.verb, entry.actor) == ("file_uploaded", people.technologist.hex)
    row = Attachment.objects.in_lab(people.lab).get()
    assert file.encode() in entry.facts
    assert row.digest.encode() not in entry.facts
    assert entry.words == b'{"digest":"%b"}' % row.digest.encode()
    assert set(log.Stream.objects.values_list("id", "head_seq")) - set(before) == {
        (entry.stream, 1)
    }
    assert verify.verify().findings == []


async def test_others_hear_nothing_of_it(cast: Cast) -> None:
    """[B9.9] Her own sockets hear of it; the others' are silent."""
    hers, his = (
        await sit_down(cast.board, cast.technologist),
        await sit_down(cast.board, cast.artist),
    )
    heard = len(his.heard)
    file = await sync_to_async(brought)(cast.board, cast.technologist)
    from boards import service

    service.hub().poll()
    entries = await hers.until("entries")
    assert [entry["verb"] for entry in entries["entries"]] == ["file_uploaded"]
    await boards.said_so_far(his)
    told = [text for text in his.heard[heard:] if '"t":"pong"' not in text]
    assert told == []
    assert file not in "".join(his.heard)


#: who → what becomes of her upload, on an open and on a silent board
TABLE = {
    "technologist": (201, ""),
    "facilitator": (201, ""),
    "observer": (409, "not_now"),
    "visitor": (403, "not_member"),
    "stranger": (403, "not_member"),
    "former": (403, "not_member"),
    "nobody": (401, "not_joined"),
}


@pytest.mark.parametrize("mode", ["open", "silent"])
def test_who_may(people: Cast, mode: str) -> None:
    """[F1.1] Members who may put pictures on the board; the same in silence."""
    actions.change_mode(board=people.board, mode=mode, by=people.facilitator)
    cast = {
        "observer": member(people, BoardMember.OBSERVER),
        "former": member(people, BoardMember.PARTICIPANT),
        "nobody": None,
    }
    actions.end_membership(board=people.board, person=cast["former"], by=people.facilitator)  # type: ignore[arg-type]  # the one there
    for who, (status, code) in TABLE.items():
        before = (on_disk(), rows())
        uploader = cast[who] if who in cast else getattr(people, who)
        answer = Browser(uploader).upload(people.board.hex, corpus.made("png"))
        assert answer.status_code == status, (who, answer.content)
        if code:
            assert code_of(answer) == code, who
            assert (on_disk(), rows()) == before, who


def member(cast: Cast, role: str) -> Person:
    somebody = person(cast.lab, f"New {role}", "participant")
    actions.admit_member(board=cast.board, person=somebody, role=role, by=cast.facilitator)
    return somebody


def test_a_board_that_is_not_there(people: Cast) -> None:
    answer = Browser(people.technologist).upload(NOWHERE, corpus.made("png"))
    assert (answer.status_code, code_of(answer)) == (403, "not_member")


@pytest.mark.parametrize("name", ["svg", "html", "nothing", "png of 50,000 by 50,000", "zip"])
def test_what_is_refused_leaves_nothing(people: Cast, name: str) -> None:
    """[F2.3] [B3.1] No row, no file, no entry; the sentence is in the reader's language."""
    browser = Browser(people.technologist)
    answer = browser.upload(people.board.hex, corpus.made(name), **{"accept-language": "nl"})
    assert answer.status_code in (413, 415)
    assert code_of(answer) in ("not_an_image", "image_too_large")
    assert "afbeelding" in answer.json()["message"]
    assert (rows(), on_disk(), own_log(people.board, people.technologist)) == ([], [], [])


@pytest.mark.parametrize(
    "kind", ["image/png", "text/html", "image/svg+xml", "application/json", ""]
)
def test_the_declared_type_is_not_asked(people: Cast, kind: str) -> None:
    """[F2.1] Bytes decide: a picture is one whatever it is called, a script is none."""
    browser = Browser(people.technologist)
    assert browser.upload(people.board.hex, corpus.made("png"), kind).status_code == 201
    assert browser.upload(people.board.hex, corpus.SVG, kind).status_code == 415


def test_too_many_bytes_are_not_read(people: Cast) -> None:
    browser = Browser(people.technologist)
    answer = browser.upload(people.board.hex, corpus.made("jpeg") + bytes(images.MOST_BYTES))
    assert (answer.status_code, code_of(answer)) == (413, "image_too_large")
    assert browser.upload(people.board.hex, corpus.made("jpeg") + bytes(99)).status_code == 201


def test_it_needs_our_page(people: Cast) -> None:
    """Another site cannot make a browser upload."""
    browser = Browser(people.technologist)
    for headers in ({"x-csrftoken": "a" * 32}, {"origin": "http://evil.example"}):
        answer = browser.upload(people.board.hex, corpus.made("png"), **headers)
        assert answer.status_code == 403
    assert rows() == []


def test_one_person_uploads_at_the_pace_of_a_hand(people: Cast) -> None:
    """After a burst she waits; nobody else does. Refused files count as well."""
    browser, other = Browser(people.technologist), Browser(people.artist)
    codes = [browser.upload(people.board.hex, corpus.SVG).status_code for _ in range(20)]
    assert codes == [415] * pace.BURST + [429] * (20 - pace.BURST)
    answer = browser.upload(people.board.hex, corpus.made("png"))
    assert code_of(answer) == "too_much"
    assert other.upload(people.board.hex, corpus.made("png")).status_code == 201


@pytest.mark.parametrize(
    ("limit", "most"), [("MOST_FILES", 2), ("MOST_UNBOUND", 2), ("MOST_BYTES", 1)]
)
def test_one_person_brings_so_much_and_no_more(
    people: Cast, monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    """Per person and board: others, and other boards, have their own room."""
    monkeypatch.setattr(attachments, limit, most)
    browser = Browser(people.technologist)
    codes = [browser.upload(people.board.hex, corpus.made("png")).status_code for _ in range(3)]
    assert codes == [201] * most + [409] * (3 - most)
    assert len(rows()) == most
    assert on_disk() == parts(*rows())
    assert Browser(people.artist).upload(people.board.hex, corpus.made("png")).status_code == 201


def test_rights_are_asked_again_when_it_is_written_down(
    people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[B6] [B12] Taken off the board while her picture is made anew: nothing of it stays."""
    real = images.reencode

    def slow(data: bytes) -> images.Picture:
        made = real(data)
        actions.end_membership(
            board=people.board, person=people.technologist, by=people.facilitator
        )
        return made

    monkeypatch.setattr(images, "reencode", slow)
    answer = Browser(people.technologist).upload(people.board.hex, corpus.made("png"))
    assert (answer.status_code, code_of(answer)) == (403, "not_member")
    assert (rows(), on_disk()) == ([], [])


def test_a_disk_that_is_full_leaves_nothing(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(filestore, "sync_folder", full)
    answer = Browser(people.technologist).upload(people.board.hex, corpus.made("png"))
    assert answer.status_code == 500
    assert (rows(), on_disk()) == ([], [])
    assert own_log(people.board, people.technologist) == []
