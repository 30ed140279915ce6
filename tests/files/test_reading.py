"""Each read asks the rights of the item that binds the file; all others get the same 404."""

from __future__ import annotations

from typing import Any

import pytest

from accounts import actions as accounts
from boards import actions
from boards.models import Board
from boards.wire import AddImage, DeleteItems, Reveal
from common.ids import new_id
from files import filestore
from tests.files import corpus
from tests.files.stage import NOWHERE, Browser, brought
from tests.support import cast as stage
from tests.support.cast import Cast

PEOPLE = ("technologist", "artist", "facilitator", "visitor", "stranger", "nobody")
HERS = {"technologist"}
MEMBERS = {"technologist", "artist", "facilitator"}


def put(board: Board, cast: Cast) -> tuple[str, str]:
    """A picture of the technologist's on the board: its file and its item."""
    file, item = brought(board, cast.technologist), new_id()
    add = AddImage(item, 0, 0, "V", 1536, 1024, file, "Whole panes")
    actions.perform(board=board, by=cast.technologist, operations=[add])
    return file, item


def readers(cast: Cast, file: str) -> set[str]:
    """Who gets the bytes; the others get what a file that is not there gets, to the letter."""
    found = set()
    for who in PEOPLE:
        browser = Browser(None if who == "nobody" else getattr(cast, who))
        nothing = browser.look(NOWHERE)
        for end in ("", "/preview"):
            answer = browser.look(file, end)
            if answer.status_code == 200:
                found.add((who, end))
            else:
                assert refusal(answer) == refusal(nothing), (who, end)
    full = {who for who, end in found if end == ""}
    assert found == {(who, end) for who in full for end in ("", "/preview")}
    return full


def refusal(answer: Any) -> tuple[Any, ...]:
    """All there is to a refusal."""
    headers = {name: value for name, value in answer.headers.items() if name != "Set-Cookie"}
    return answer.status_code, answer.content, headers


def test_one_that_is_not_bound_is_its_uploaders(people: Cast) -> None:
    """[F7.2]"""
    assert readers(people, brought(people.board, people.technologist)) == HERS


def test_one_on_the_board_is_the_members(people: Cast) -> None:
    """[F7.1]"""
    file, _ = put(people.board, people)
    assert readers(people, file) == MEMBERS


def test_a_private_one_is_its_authors_until_the_reveal(people: Cast) -> None:
    """[F7.1] [B9] [S1] Not the facilitator's either; revealed, it is everybody's on the board."""
    silent = stage.open_board(
        people.lab, people.facilitator, [people.technologist, people.artist], "silent"
    )
    file, _ = put(silent, people)
    assert readers(people, file) == HERS
    actions.perform(board=silent, by=people.facilitator, operations=[Reveal()])
    assert readers(people, file) == MEMBERS


def test_a_deleted_one_is_nobodys_and_stays_on_disk(people: Cast) -> None:
    """[F7.3]"""
    file, item = put(people.board, people)
    actions.perform(board=people.board, by=people.technologist, operations=[DeleteItems([item])])
    assert readers(people, file) == set()
    assert filestore.exists(file)


def test_who_loses_the_board_loses_its_pictures_at_once(people: Cast) -> None:
    """[F7.4] [B12] Taken off the board, or out of the lab; her own picture stays the others'."""
    file, _ = put(people.board, people)
    unbound = brought(people.board, people.technologist)
    actions.end_membership(board=people.board, person=people.artist, by=people.facilitator)
    assert readers(people, file) == MEMBERS - {"artist"}
    host = stage.person(people.lab, "Host", "administrator")
    accounts.remove_person(person=people.technologist, by=host)
    assert readers(people, file) == {"facilitator"}
    assert readers(people, unbound) == set()


def test_an_archived_board_shows_none(people: Cast) -> None:
    file, _ = put(people.board, people)
    _archive(people.board)
    assert readers(people, file) == set()


def _archive(board: Board) -> None:
    from contributions.guard import lifted

    with lifted("tests"):
        Board.objects.across_labs().filter(pk=board.pk).update(archived_at=board.opened_at)


def test_the_bytes_are_those_of_the_picture(people: Cast) -> None:
    file, _ = put(people.board, people)
    browser = Browser(people.artist)
    whole, small = browser.look(file), browser.look(file, "/preview")
    assert whole.content == filestore.load(file, "picture")
    assert small.content == filestore.load(file, "preview")
    assert corpus.opened(whole.content).size == (96, 64)


def test_no_browser_runs_it(people: Cast) -> None:
    """[F7.5] Its type is fixed, it stands in a sandbox, no other site embeds it."""
    file, _ = put(people.board, people)
    for end in ("", "/preview"):
        headers = Browser(people.artist).look(file, end).headers
        assert headers["Content-Type"] == "image/webp"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Disposition"] == 'inline; filename="picture.webp"'
        rules = set(headers["Content-Security-Policy"].split("; "))
        assert rules == {"default-src 'none'", "frame-ancestors 'none'", "sandbox"}
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_browser_keeps_it_for_one_person(people: Cast) -> None:
    """Private and unchanging, and not for whoever takes the tablet next; refusals are not kept."""
    file, _ = put(people.board, people)
    headers = Browser(people.artist).look(file).headers
    kept = {rule.strip() for rule in headers["Cache-Control"].split(",")}
    assert {"private", "immutable"} <= kept
    assert "Cookie" in headers["Vary"]
    for browser in (Browser(people.visitor), Browser(None)):
        assert browser.look(file).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("accept", ["image/webp", "image/*", "text/html", "*/*"])
def test_it_comes_however_it_is_asked_for(people: Cast, accept: str) -> None:
    file, _ = put(people.board, people)
    browser = Browser(people.artist)
    answer = browser.client.get(f"/api/attachments/{file}", headers={"accept": accept})
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/webp")
    missing = browser.client.get(f"/api/attachments/{NOWHERE}", headers={"accept": accept})
    assert (missing.status_code, missing.json()["code"]) == (404, "no_such_file")


@pytest.mark.parametrize(
    "path", ["x", "A" * 32, "a" * 31, "a" * 33, "../" + "a" * 29, "a" * 32 + "/picture", "%2e%2e"]
)
def test_addresses_that_are_none(people: Cast, path: str) -> None:
    """No name on the disk is ever made of what a browser asks for, but an id."""
    answer = Browser(people.technologist).client.get(f"/api/attachments/{path}")
    assert (answer.status_code, set(answer.json())) == (404, {"code", "message"})


def test_bytes_that_are_gone_are_not_there(people: Cast) -> None:
    """A backup without its folder: the same 404, no fault."""
    file, _ = put(people.board, people)
    filestore.remove([file])
    assert readers(people, file) == set()
