"""B1: joining. The first message, `welcome` or `caught_up`, and who is not let in."""

from __future__ import annotations

from typing import Any

from asgiref.sync import sync_to_async

from accounts.models import Person
from boards.access import WRITING
from boards.consumers import JOIN_SECONDS
from boards.models import Board
from common.ids import new_id
from tests.boards.stage import (
    as_json,
    done,
    end_membership,
    ends,
    folded,
    idle,
    knock,
    own_of,
    said_so_far,
    skip,
    snapshot,
    stored,
)
from tests.support import cast as stage
from tests.support.cast import Cast
from tests.support.socket import Frame, Socket, note, sit_down

REFUSAL = {"t", "op_id", "code", "message"}


def cursors_of(welcome: Frame) -> list[Frame]:
    """The cursors of a client that has everything a welcome said."""
    return [{name: stream[name] for name in ("id", "seq", "hash")} for stream in welcome["streams"]]


async def come_back(board: Board, person: Person, welcome: Frame, **changes: Any) -> Frame:
    """Join again with what a welcome said, some of it changed."""
    cursors = [
        {"stream": cursor["id"], "seq": cursor["seq"], "hash": cursor["hash"]}
        for cursor in cursors_of(welcome)
    ]
    socket = await knock(board, person)
    said: Frame = await socket.join(**{"epoch": welcome["epoch"], "cursors": cursors} | changes)
    await socket.leave()
    return said


async def refused(board: Board, person: Person | None) -> tuple[str, int | None]:
    """How the door answers a proper join of this person: the refusal's code, the socket's."""
    socket = await knock(board, person)
    await socket.send(t="join", protocol=1, cursors=[])
    (said,), code = await ends(socket)
    assert said.keys() == REFUSAL
    assert said["message"]
    return said["code"], code


async def test_nothing_goes_before_join(cast: Cast) -> None:
    """[B1.1] Anything else first is refused `join_first`, the socket closed, and nothing done."""
    for message in (
        {"t": "ping", "n": 1},
        {"t": "pull", "stream": "a" * 32, "since": 0},
        {"t": "open_text", "item": "a" * 32},
        {"t": "presence"},
        {"t": "op", "op_id": "a" * 32, "private": False, "op": note("Too early")},
    ):
        socket = await knock(cast.board, cast.technologist)
        await socket.send(**message)
        (said,), code = await ends(socket)
        assert (said["code"], said["op_id"], code) == ("join_first", None, 4001), message
    await idle()
    assert await sync_to_async(stored)(cast.board.stream.id) == []


async def test_nothing_goes_between_join_and_its_answer(cast: Cast) -> None:
    """Who does not wait for the answer is refused as if she had not begun with `join`.

    [B1.7] [B1.1]
    """
    socket = await knock(cast.board, cast.technologist)
    await socket.send(t="join", protocol=1, cursors=[])
    await socket.send(t="ping", n=1)
    assert (await socket.until("refused"))["code"] == "join_first"
    assert (await ends(socket))[1] == 4001


async def test_a_second_join_is_not_understood(cast: Cast) -> None:
    """[B1.8] [B1.1] [B8.1] On a joined socket `join` changes nothing."""
    socket = await sit_down(cast.board, cast.technologist)
    await socket.send(t="join", protocol=1, cursors=[])
    assert (await socket.frame())["code"] == "not_understood"
    assert (await done(socket, note("Still here")))["t"] == "entry"


async def test_the_answer_is_welcome_with_everything(cast: Cast) -> None:
    """Who she is, the board, what she may, the people, and her two streams whole.

    [B1.2] [B1.17]
    """
    technologist = await sit_down(cast.board, cast.technologist)
    entry = await done(technologist, note("Whole panes"))
    artist = await knock(cast.board, cast.artist)
    said = await artist.join()
    assert list(said) == [
        "t", "protocol", "epoch", "now", "you", "board", "may", "people", "streams",
    ]  # fmt: skip
    assert said["t"] == "welcome"
    assert said["you"]["person"] == cast.artist.hex
    assert said["you"]["role"] == "participant"
    assert said["board"] == {
        "id": cast.board.hex, "title": "Whole panes", "mode": "open", "challenge": None,
    }  # fmt: skip
    assert said["may"] == sorted(WRITING)
    assert said["you"]["y_client"] >= 16
    here = {person["id"]: person["here"] for person in said["people"]}
    assert here == {
        cast.facilitator.hex: False, cast.technologist.hex: True, cast.artist.hex: True,
    }  # fmt: skip
    shared, own = said["streams"]
    assert (shared["kind"], shared["seq"], shared["id"]) == ("board", 1, entry["stream"])
    assert [item["text"] for item in shared["items"]] == ["Whole panes"]
    assert (own["kind"], own["seq"], own["items"]) == ("own", 0, [])
    assert own["hash"] == own_of(cast.board, cast.artist).genesis.hex()


async def test_right_cursors_are_caught_up(cast: Cast) -> None:
    """Epoch and hashes right: only what came since is sent; it leads to the same items.

    [B1.3] [B1.12]
    """
    technologist = await sit_down(cast.board, cast.technologist)
    await done(technologist, note("Before"))
    artist = await knock(cast.board, cast.artist)
    before = await artist.join()
    await artist.leave()
    for text in ("One", "Two"):
        await done(technologist, note(text))
    after = await come_back(cast.board, cast.artist, before)
    assert after["t"] == "caught_up"
    shared, own = after["streams"]
    assert [entry["words"]["text"] for entry in shared["entries"]] == ["One", "Two"]
    assert (shared["seq"], own["entries"]) == (3, [])
    fresh = await come_back(cast.board, cast.artist, before, cursors=[])
    log = await sync_to_async(stored)(shared["id"], 1)
    items = as_json(folded(log, snapshot(before["streams"][0]["items"])))
    assert items == {item["id"]: item for item in fresh["streams"][0]["items"]}
    assert shared["hash"] == fresh["streams"][0]["hash"]


async def test_cursors_at_the_very_beginning_are_caught_up(cast: Cast) -> None:
    """[B1.9] [B1.3] Number 0 with the genesis hash is a cursor like any other."""
    artist = await knock(cast.board, cast.artist)
    before = await artist.join()
    await artist.leave()
    after = await come_back(cast.board, cast.artist, before)
    assert (after["t"], [s["entries"] for s in after["streams"]]) == ("caught_up", [[], []])


WRONG: dict[str, Any] = {
    "another epoch": lambda w, c: {"epoch": new_id()},
    "no epoch": lambda w, c: {"epoch": ""},
    "a wrong hash": lambda w, c: {"cursors": [c[0] | {"hash": "0" * 64}, c[1]]},
    "the hash of another number": lambda w, c: {"cursors": [c[0] | {"seq": 1}, c[1]]},
    "a wrong hash of the private stream": lambda w, c: {
        "cursors": [c[0], c[1] | {"hash": "f" * 64}]
    },
    "a number to come": lambda w, c: {"cursors": [c[0] | {"seq": 3}, c[1]]},
    "no number there is": lambda w, c: {"cursors": [c[0] | {"seq": 2**53 - 1}, c[1]]},
    "no cursor for the private stream": lambda w, c: {"cursors": c[:1]},
    "no cursor for the board": lambda w, c: {"cursors": c[1:]},
    "no cursors": lambda w, c: {"cursors": []},
}


async def test_anything_wrong_gives_the_whole(cast: Cast) -> None:
    """[B1.3] [B1.10] Wrong epoch, hash or number, or a stream without cursor: `welcome`."""
    technologist = await sit_down(cast.board, cast.technologist)
    for text in ("One", "Two"):
        await done(technologist, note(text))
    await technologist.leave()
    again = await knock(cast.board, cast.technologist)
    welcome = await again.join()
    good = [{"stream": s["id"], "seq": s["seq"], "hash": s["hash"]} for s in welcome["streams"]]
    assert (await come_back(cast.board, cast.technologist, welcome))["t"] == "caught_up"
    for what, change in WRONG.items():
        said = await come_back(cast.board, cast.technologist, welcome, **change(welcome, good))
        assert said["t"] == "welcome", what
        assert len(said["streams"][0]["items"]) == 2


async def test_who_is_far_behind_gets_the_whole(cast: Cast) -> None:
    """[B1.11] [B1.3] More than 200 entries behind, the snapshot is smaller."""
    artist = await knock(cast.board, cast.artist)
    before = await artist.join()
    await artist.leave()
    technologist = await sit_down(cast.board, cast.technologist)
    op_ids = [await technologist.do(note(str(number))) for number in range(201)]
    await technologist.settled(op_ids[-1])
    assert (await come_back(cast.board, cast.artist, before))["t"] == "welcome"


async def test_cursors_on_foreign_streams_are_as_if_not_sent(silent: Cast) -> None:
    """[B1.5] Another's private stream, right or wrong, changes nothing in the answer."""
    technologist = await sit_down(silent.board, silent.technologist)
    entry = await done(technologist, note("Private"))
    (head,) = await sync_to_async(stored)(entry["stream"])
    artist = await knock(silent.board, silent.artist)
    welcome = await artist.join()
    await artist.leave()
    good = [{"stream": s["id"], "seq": s["seq"], "hash": s["hash"]} for s in welcome["streams"]]
    foreign = {"stream": entry["stream"], "seq": 1, "hash": head.hash.hex()}
    for extra in (foreign, foreign | {"hash": "0" * 64}, foreign | {"stream": new_id()}):
        said = await come_back(silent.board, silent.artist, welcome, cursors=[*good, extra])
        assert said["t"] == "caught_up"
        assert [stream["kind"] for stream in said["streams"]] == ["board", "own"]
        assert entry["stream"] not in str(said)


async def test_an_unknown_protocol_reloads_the_page(cast: Cast) -> None:
    """[B1.4] Whatever else such a `join` holds: this server cannot know its fields."""
    for message in (
        {"protocol": 0, "cursors": []},
        {"protocol": 2, "cursors": []},
        {"protocol": 2**31, "cursors": []},
        {"protocol": 2, "cursors": [], "a_field_of_tomorrow": 1},
        {"protocol": 7, "vectors": {}},
    ):
        socket = await knock(cast.board, cast.technologist)
        await socket.send(t="join", **message)
        (said,), code = await ends(socket)
        assert (said["code"], code) == ("reload_page", 4010), message


async def test_who_says_nothing_for_ten_seconds_is_sent_away(cast: Cast) -> None:
    """[B1.6] The line stays open until then, and not beyond."""
    socket = await knock(cast.board, cast.technologist)
    assert JOIN_SECONDS == 10
    skip(JOIN_SECONDS - 1)
    assert await socket.raw.receive_nothing(0.01)
    skip(1.5)
    (said,), code = await ends(socket)
    assert (said["code"], code) == ("join_first", 4001)


async def test_who_joined_may_be_silent_for_hours(cast: Cast) -> None:
    """[B1.13] [B1.6] The ten seconds end with the join."""
    socket = await sit_down(cast.board, cast.technologist)
    skip(3 * 3600)
    assert not [f for f in await said_so_far(socket) if f["t"] not in ("beat", "people")]


async def test_who_does_not_belong_is_not_let_in(cast: Cast) -> None:
    """A visitor of the lab, another lab's person, nobody, a former member: `not_member`.

    [B1.14] [B1.2]
    """
    assert await refused(cast.board, cast.visitor) == ("not_member", 4003)
    assert await refused(cast.board, cast.stranger) == ("not_member", 4003)
    assert await refused(cast.board, None) == ("not_member", 4003)
    await end_membership(board=cast.board, person=cast.artist, by=cast.facilitator)
    assert await refused(cast.board, cast.artist) == ("not_member", 4003)


async def test_a_board_that_does_not_exist_answers_like_one_that_is_not_hers(cast: Cast) -> None:
    """[B1.15] [B1.2] [B9] Nobody finds out which boards there are."""
    nowhere = Board(title="Nowhere")
    assert await refused(nowhere, cast.artist) == ("not_member", 4003)
    other = await sync_to_async(stage.open_board)(cast.other_lab, cast.stranger, [])
    assert await refused(other, cast.artist) == ("not_member", 4003)


async def test_a_forged_cookie_is_nobody(cast: Cast) -> None:
    """[B1.16] [B1.2] Cookies that no server made do not make anybody."""
    forged = ("livelab_device=" + "x" * 43, "livelab_device=", ";;;=,", "a=b; livelab_session=zz")
    for cookie in forged:
        socket = await Socket(cast.board.hex, cookie).open()
        await socket.send(t="join", protocol=1, cursors=[])
        (said,), code = await ends(socket)
        assert (said["code"], code) == ("not_member", 4003)


async def test_the_number_for_text_merging_is_kept_or_lent_anew(cast: Cast) -> None:
    """[B1.18] [B14.3] [B1.2] [T2] A browser keeps its own number, in the epoch it was lent in."""
    socket = await knock(cast.board, cast.technologist)
    first = await socket.join()
    mine, epoch = first["you"]["y_client"], first["epoch"]
    await socket.leave()
    kept = await (await knock(cast.board, cast.technologist)).join(epoch=epoch, y_client=mine)
    assert kept["you"]["y_client"] == mine
    numbers = {mine}
    for person, fields in (
        (cast.technologist, {"epoch": epoch}),
        (cast.technologist, {"y_client": mine}),
        (cast.technologist, {"epoch": "another", "y_client": mine}),
        (cast.artist, {"epoch": epoch, "y_client": mine}),
        (cast.artist, {"epoch": epoch, "y_client": 1}),
        (cast.artist, {"epoch": epoch, "y_client": 2**53 - 1}),
    ):
        said = await (await knock(cast.board, person)).join(**fields)
        assert said["you"]["y_client"] not in numbers
        assert said["you"]["y_client"] >= 16
        numbers.add(said["you"]["y_client"])
