"""A board about a challenge is written on by who accepted its terms, by nobody before."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec
import pytest
from asgiref.sync import sync_to_async

from boards import actions
from boards.models import Board
from challenges import actions as challenges
from challenges import queries, terms
from challenges.errors import TermsFirst
from challenges.models import Brief, Challenge
from tests.boards.stage import (
    Browser,
    browser,
    deleted,
    done,
    end_membership,
    ends,
    knock,
    said_so_far,
)
from tests.files.stage import bring
from tests.support import cast as stage
from tests.support.cast import Cast
from tests.support.socket import Socket, note, sit_down


class Table(NamedTuple):
    """A board about a challenge."""

    cast: Cast
    challenge: Challenge
    board: Board


def challenge_of(cast: Cast, policy: str) -> Challenge:
    owner = stage.person(cast.lab, "Owner", "owner")
    made = challenges.post_challenge(
        lab=cast.lab,
        slug=f"canary-{policy}",
        texts={"en": Brief("Canary quarry", "Canary gravel")},
        ip_policy=policy,
        by=owner,
        owner=owner,
    )
    challenges.open_challenge(challenge=made, by=owner)
    return made


def laid(cast: Cast, policy: str, mode: str = "open") -> Table:
    about = challenge_of(cast, policy)
    board = actions.open_board(
        lab=cast.lab, title="Team", by=cast.facilitator, challenge=about, mode=mode
    )
    for member in (cast.technologist, cast.artist):
        actions.admit_member(board=board, person=member, role="participant", by=cast.facilitator)
    return Table(cast, about, board)


lay = sync_to_async(laid)


def accepts(table: Table, person: Any) -> None:
    said = queries.wording(Challenge.objects.across_labs().get(pk=table.challenge.pk), "en")
    challenges.accept_terms(
        challenge=table.challenge,
        policy=said.policy,
        version=said.version,
        language="en",
        by=person,
    )


accept = sync_to_async(accepts)


def change(table: Table, policy: str) -> None:
    """Its owner publishes it with another policy."""
    row = Challenge.objects.across_labs().get(pk=table.challenge.pk)
    content = msgspec.structs.replace(queries.working(row), ip_policy=policy)
    owner = row.owner
    assert owner is not None
    saved = challenges.save_brief(challenge=row, content=content, revision=row.revision, by=owner)
    challenges.publish(challenge=saved, revision=saved.revision, by=owner)


async def refused(socket: Socket, op: Any, private: bool = False) -> str:
    answer = await done(socket, op, private)
    assert answer["t"] == "refused", answer
    return str(answer["code"])


async def test_who_has_not_accepted_reads_and_does_not_write(cast: Cast) -> None:
    """[B16.1] No operation, no picture; who has, and who set the terms, write."""
    table = await lay(cast, "keep")
    await accept(table, cast.technologist)
    technologist = await sit_down(table.board, cast.technologist)
    facilitator = await sit_down(table.board, cast.facilitator)
    for socket in (technologist, facilitator):
        assert (await done(socket, note("Panes")))["t"] == "entry"
    artist = await knock(table.board, cast.artist)
    welcome = await artist.join()
    assert (welcome["t"], welcome["may"]) == ("welcome", [])
    assert len(welcome["streams"][0]["items"]) == 2
    for op in (note("Mine"), deleted(welcome["streams"][0]["items"][0]["id"]), {"t": "reveal"}):
        assert await refused(artist, op) == "terms_first"
    with pytest.raises(TermsFirst):
        await bring(table.board, cast.artist)
    reader = await browser(cast.artist)
    assert (await reader.get(f"/api/boards/{table.board.hex}/items"))[0] == 200


async def test_in_silence_nothing_private_is_written_either(cast: Cast) -> None:
    """[B16.1]"""
    table = await lay(cast, "open", "silent")
    artist = await sit_down(table.board, cast.artist)
    assert await refused(artist, note("Mine"), private=True) == "terms_first"
    await accept(table, cast.artist)
    assert (await done(artist, note("Mine"), private=True))["t"] == "entry"


async def test_what_is_confidential_is_not_read_before(cast: Cast) -> None:
    """[B16.2] Neither at the socket nor over HTTP, not even by who only observes."""
    table = await lay(cast, "nda")
    await sync_to_async(actions.admit_member)(
        board=table.board, person=cast.visitor, role="observer", by=cast.facilitator
    )
    facilitator = await sit_down(table.board, cast.facilitator)
    secret = note("Canary kestrel")
    await done(facilitator, secret)
    here = f"/api/boards/{table.board.hex}"
    paths = ["", "/items", "/entries", f"/items/{secret['id']}/history"]
    for person in (cast.artist, cast.visitor):
        socket = await knock(table.board, person)
        await socket.send(t="join", protocol=1, cursors=[])
        frames, code = await ends(socket)
        assert ([frame["code"] for frame in frames], code) == (["terms_first"], 4003)
        reader = await browser(person)
        for path in paths:
            status, body = await reader.get(here + path)
            assert (status, body["code"]) == (403, "terms_first"), path
        assert not any("Canary" in said for said in (*reader.heard, *socket.heard))
        await accept(table, person)
        for path in paths:
            assert (await reader.get(here + path))[0] == 200, path
        await sit_down(table.board, person)


async def test_an_observer_is_asked_only_where_it_is_confidential(cast: Cast) -> None:
    """[B16.2]"""
    table = await lay(cast, "owner")
    await sync_to_async(actions.admit_member)(
        board=table.board, person=cast.visitor, role="observer", by=cast.facilitator
    )
    reader = await browser(cast.visitor)
    assert (await reader.get(f"/api/boards/{table.board.hex}/terms"))[1]["needed"] is False
    observer = await sit_down(table.board, cast.visitor)
    assert await refused(observer, note("Mine")) == "not_now"


async def test_accepting_is_heard_at_once(cast: Cast) -> None:
    """[B16.4] By the socket that is open, in its rules; the next operation is taken."""
    table = await lay(cast, "first_talk")
    artist = await sit_down(table.board, cast.artist)
    await accept(table, cast.artist)
    rules = await artist.until("rules")
    assert "add_note" in rules["may"]
    assert (await done(artist, note("Mine")))["t"] == "entry"


async def test_other_terms_ask_everybody_again(cast: Cast) -> None:
    """[B16.3] What was accepted ends in that commit, sockets hear of it, and B, then A asks too."""
    table = await lay(cast, "open")
    await accept(table, cast.artist)
    artist = await sit_down(table.board, cast.artist)
    assert (await done(artist, note("Mine")))["t"] == "entry"
    for policy in ("keep", "open"):
        await sync_to_async(change)(table, policy)
        assert await refused(artist, note("Too early")) == "terms_first"
        assert (await artist.until("rules", lambda said: not said["may"]))["may"] == []
        await accept(table, cast.artist)
        await artist.until("rules", lambda said: "add_note" in said["may"])
        assert (await done(artist, note(policy)))["t"] == "entry"


async def test_terms_that_become_confidential_close_what_is_open(cast: Cast) -> None:
    """[B16.3] [B12.1] Who set them stays."""
    table = await lay(cast, "open")
    await accept(table, cast.artist)
    artist = await sit_down(table.board, cast.artist)
    facilitator = await sit_down(table.board, cast.facilitator)
    await sync_to_async(change)(table, "nda")
    frames, code = await ends(artist)
    assert (frames[-1]["t"], frames[-1]["code"], code) == ("bye", "terms_first", 4003)
    await done(facilitator, note("Canary plover"))
    assert not any("plover" in said for said in artist.heard)


async def test_new_words_ask_everybody_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """[B16.3] The server was started with them."""
    table = await lay(cast, "open")
    await accept(table, cast.artist)
    new = terms.Text("2027-1", terms.TEXTS["open"].lines)
    monkeypatch.setattr(queries, "TEXTS", {**terms.TEXTS, "open": new})
    monkeypatch.setattr("challenges.actions.terms.TEXTS", {**terms.TEXTS, "open": new})
    artist = await sit_down(table.board, cast.artist)
    assert await refused(artist, note("Mine")) == "terms_first"
    await accept(table, cast.artist)
    assert (await done(artist, note("Mine")))["t"] == "entry"


async def test_one_who_accepted_does_so_for_all_boards_of_a_challenge(cast: Cast) -> None:
    """[B16.1] And for no other challenge's."""
    table = await lay(cast, "keep")
    await accept(table, cast.artist)
    second = await sync_to_async(actions.open_board)(
        lab=cast.lab, title="Second team", by=cast.facilitator, challenge=table.challenge
    )
    other = (await lay(cast, "first_talk")).board
    for board, expected in ((second, "entry"), (other, "refused")):
        await sync_to_async(actions.place_person)(
            board=board, person=cast.artist, by=cast.facilitator
        )
        socket = await sit_down(board, cast.artist)
        assert (await done(socket, note("Mine")))["t"] == expected


async def test_a_person_is_moved_with_her_role_and_without_her_notes(cast: Cast) -> None:
    """[B12.1] [B16.1] Her socket on the old board ends, the new one asks; her notes stay hers."""
    table, other = await lay(cast, "keep"), await lay(cast, "owner")
    await accept(table, cast.artist)
    artist = await sit_down(table.board, cast.artist)
    mine = note("Mine")
    await done(artist, mine)
    reader = await browser(cast.facilitator)
    moved = {"person": cast.artist.hex, "leaving": table.board.hex}
    await end_membership(board=other.board, person=cast.artist, by=cast.facilitator)
    status, teams = await reader.post(f"/api/boards/{other.board.hex}/members", moved)
    assert status == 200
    here = {one["id"]: {p["id"]: p for p in one["people"]} for one in teams["boards"]}
    assert cast.artist.hex not in here[table.board.hex]
    seated = here[other.board.hex][cast.artist.hex]
    assert (seated["role"], seated["bound"]) == ("participant", False)
    frames, code = await ends(artist)
    assert (frames[-1]["code"], code) == ("not_member", 4003)
    items = (await reader.get(f"/api/boards/{table.board.hex}/items"))[1]
    assert [(one["id"], one["author"]) for one in items] == [(mine["id"], cast.artist.hex)]
    there = await sit_down(other.board, cast.artist)
    assert await refused(there, note("Too early")) == "terms_first"
    await said_so_far(there)


async def test_the_terms_are_told_and_accepted_over_http(cast: Cast) -> None:
    """[B16.1] [B16.2] In her language, without a word of what is confidential."""
    table = await lay(cast, "nda")
    reader: Browser = await browser(cast.artist)
    path = f"/api/boards/{table.board.hex}/terms"
    status, told = await reader.get(path)
    assert (status, told["needed"], told["confidential"]) == (200, True, True)
    assert told["lines"] == list(terms.TEXTS["nda"].lines[told["language"]])
    assert "Canary" not in str(told)
    said = {"policy": told["policy"], "version": told["version"], "language": told["language"]}
    for wrong in ({"policy": "open"}, {"version": "1999-1"}):
        status, body = await reader.post(path, said | wrong)
        assert (status, body["code"]) == (409, "terms_changed")
    status, told = await reader.post(path, said)
    assert (status, told["needed"]) == (200, False)
    assert told["accepted_at"]
    again = (await reader.post(path, said))[1]
    assert again["accepted_at"] == told["accepted_at"]
    plain = await browser(cast.technologist)
    status, body = await plain.get(f"/api/boards/{cast.board.hex}/terms")
    assert (status, body["code"]) == (404, "no_terms")
