"""B11: where people are, what they have chosen and where they look: told, and kept nowhere."""

from __future__ import annotations

import pytest

from boards import service
from boards.presence import LEASE, Whereabouts
from boards.wire import CHOSEN_LIMIT, Presence, Spot
from common.ids import new_id
from tests.boards.stage import (
    database_thread_held,
    deleted,
    done,
    everything,
    idle,
    said_so_far,
)
from tests.support.cast import Cast
from tests.support.socket import Frame, Socket, note, sit_down

VIEW = {"x": -160, "y": 320, "w": 23_040, "h": 14_400}


async def spots_until(socket: Socket, person: str) -> Frame | None:
    """What is told of somebody next."""
    frame = await socket.until("presence", lambda said: person in said["people"])
    spot: Frame | None = frame["people"][person]
    return spot


async def hears_nothing(socket: Socket, sender: Socket, kind: str) -> bool:
    """Is nothing of this kind told, when all that was said before is told?"""
    await said_so_far(sender)
    await told()
    return kind not in [frame["t"] for frame in await said_so_far(socket)]


async def told() -> None:
    """Tell at once what rooms gather."""
    await idle()
    for room in service.hub().rooms.values():
        room._tell_spots()
        room._tell_followers()


async def test_what_is_chosen_is_told_once(cast: Cast) -> None:
    """[B11.1] With where she is, then only when it changes; nothing of it is stored."""
    technologist = await sit_down(cast.board, cast.technologist)
    artist = await sit_down(cast.board, cast.artist)
    hers = cast.technologist.hex
    op = note("Chosen")
    await done(technologist, op)
    before = await everything(cast.board, [cast.technologist, cast.artist])
    await technologist.send(t="presence", x=1, y=2, chosen=[op["id"]])
    assert await spots_until(artist, hers) == {"x": 1, "y": 2, "item": None, "chosen": [op["id"]]}
    await technologist.send(t="presence", x=3, y=4)
    assert await spots_until(artist, hers) == {"x": 3, "y": 4, "item": None}
    await technologist.send(t="presence")
    assert await spots_until(artist, hers) == {"x": None, "y": None, "item": None}
    await technologist.send(t="presence", chosen=[])
    assert await spots_until(artist, hers) is None
    after = await everything(cast.board, [cast.technologist, cast.artist])
    assert after == before


@pytest.mark.parametrize("field", ["item", "chosen"])
async def test_nobody_hears_of_an_item_of_a_stream_of_ones_own(silent: Cast, field: str) -> None:
    """[B11.2] [B9.1] Named by a browser that lies, or has not noticed: not told, not even that."""
    technologist = await sit_down(silent.board, silent.technologist)
    artist = await sit_down(silent.board, silent.artist)
    facilitator = await sit_down(silent.board, silent.facilitator)
    kept, shown = note("Kept to myself"), note("To be shown")
    for op in (kept, shown):
        await done(technologist, op, private=True)
    await done(technologist, deleted(kept["id"]), private=True)
    await done(facilitator, {"t": "reveal"})
    await artist.until("rules")
    hidden = {"item": kept["id"]} if field == "item" else {"chosen": [kept["id"], new_id()]}
    await technologist.send(t="presence", **hidden)
    assert await hears_nothing(artist, technologist, "presence")
    await technologist.send(t="presence", x=5, y=6, **hidden)
    assert await spots_until(artist, silent.technologist.hex) == {"x": 5, "y": 6, "item": None}
    await technologist.send(t="presence", item=shown["id"], chosen=[shown["id"], kept["id"]])
    spot = await spots_until(artist, silent.technologist.hex)
    assert spot == {"x": None, "y": None, "item": shown["id"], "chosen": [shown["id"]]}
    assert kept["id"] not in "".join(artist.heard + facilitator.heard)


async def test_an_item_is_named_as_soon_as_it_is_there(cast: Cast) -> None:
    """[B11.3] Presence is quicker than a commit: what it names comes a moment later."""
    technologist = await sit_down(cast.board, cast.technologist)
    artist = await sit_down(cast.board, cast.artist)
    op = note("Under way")
    async with database_thread_held():
        await technologist.do(op)
        await technologist.send(t="presence", x=1, y=1, item=op["id"])
        assert (await spots_until(artist, cast.technologist.hex) or {})["item"] is None
    assert (await spots_until(artist, cast.technologist.hex) or {})["item"] == op["id"]


async def test_presence_ends_where_nothing_is_heard_any_more(cast: Cast) -> None:
    """[B11.4] By lease: a line that died says no goodbye. A `ping` is enough to stay."""
    technologist = await sit_down(cast.board, cast.technologist)
    artist = await sit_down(cast.board, cast.artist)
    await technologist.send(t="presence", x=1, y=1)
    assert await spots_until(artist, cast.technologist.hex)
    for _ in range(2 * LEASE):
        service.hub().beat()
        await said_so_far(technologist)
    assert await hears_nothing(artist, technologist, "presence")
    for _ in range(LEASE + 1):
        service.hub().beat()
    assert await spots_until(artist, cast.technologist.hex) is None


async def test_who_comes_later_hears_where_the_others_are(cast: Cast) -> None:
    """[B11.5] Who holds still has chosen what she has chosen for newcomers too."""
    technologist = await sit_down(cast.board, cast.technologist)
    op = note("Held")
    await done(technologist, op)
    await technologist.send(t="presence", x=7, y=8, chosen=[op["id"]])
    await said_so_far(technologist)
    await told()
    artist = await sit_down(cast.board, cast.artist)
    spot = {"x": 7, "y": 8, "item": None, "chosen": [op["id"]]}
    assert await spots_until(artist, cast.technologist.hex) == spot


async def test_a_selection_of_hundreds_is_not_understood(cast: Cast) -> None:
    """[B11.6] So many it may be, and no more."""
    technologist = await sit_down(cast.board, cast.technologist)
    await technologist.send(t="presence", chosen=[new_id() for _ in range(CHOSEN_LIMIT + 1)])
    assert (await technologist.until("refused"))["code"] == "not_understood"
    await technologist.send(t="presence", chosen=[new_id() for _ in range(CHOSEN_LIMIT)])
    assert "refused" not in [frame["t"] for frame in await said_so_far(technologist)]


async def test_looks_and_follows_that_are_none_are_not_understood(cast: Cast) -> None:
    """[B8.1] Each field is checked; nobody hears of it."""
    technologist = await sit_down(cast.board, cast.technologist)
    artist = await sit_down(cast.board, cast.artist)
    await artist.send(t="follow", person=cast.technologist.hex)
    await technologist.until("followed")
    for wrong in ({"w": 0}, {"h": -1}, {"x": 0.5}, {"y": 2**31}, {"w": None}, {"person": "a" * 32}):
        await technologist.send(t="look", **VIEW | wrong)
        assert (await technologist.until("refused"))["code"] == "not_understood", wrong
    for person in ("", "A" * 32, 5, [cast.technologist.hex]):
        await technologist.send(t="follow", person=person)
        assert (await technologist.until("refused"))["code"] == "not_understood", person
    assert await hears_nothing(artist, technologist, "look")


async def test_where_somebody_looks_goes_to_those_who_follow_her(cast: Cast) -> None:
    """[B11.8] [B11.9] Not to others; and not to a follower who lets go."""
    technologist = await sit_down(cast.board, cast.technologist)
    artist = await sit_down(cast.board, cast.artist)
    facilitator = await sit_down(cast.board, cast.facilitator)
    hers = cast.technologist.hex
    await technologist.send(t="look", **VIEW)
    assert await hears_nothing(artist, technologist, "look")
    await artist.send(t="follow", person=hers)
    assert (await technologist.until("followed"))["by"] == [cast.artist.hex]
    await technologist.send(t="look", **VIEW)
    assert await artist.until("look") == {"t": "look", "person": hers} | VIEW
    await facilitator.send(t="follow", person=hers)
    assert await facilitator.until("look") == {"t": "look", "person": hers} | VIEW
    by = sorted((cast.artist.hex, cast.facilitator.hex))
    assert (await technologist.until("followed"))["by"] == by
    await artist.send(t="follow", person=None)
    assert (await technologist.until("followed"))["by"] == [cast.facilitator.hex]
    await technologist.send(t="look", **VIEW | {"x": 0})
    assert (await facilitator.until("look"))["x"] == 0
    assert await hears_nothing(artist, technologist, "look")


async def test_nobody_follows_in_silence(silent: Cast) -> None:
    """[B11.10] Neither does a look of before come out when it ends."""
    technologist = await sit_down(silent.board, silent.technologist)
    artist = await sit_down(silent.board, silent.artist)
    facilitator = await sit_down(silent.board, silent.facilitator)
    await artist.send(t="follow", person=silent.technologist.hex)
    await technologist.send(t="look", **VIEW)
    assert await hears_nothing(technologist, artist, "followed")
    await done(facilitator, {"t": "reveal"})
    await technologist.send(t="look", **VIEW)
    assert await hears_nothing(artist, technologist, "look")


async def test_following_ends_with_either(cast: Cast) -> None:
    """[B11.10] A follower who leaves is told of; who was followed is followed no more."""
    technologist = await sit_down(cast.board, cast.technologist)
    artist = await sit_down(cast.board, cast.artist)
    await artist.send(t="follow", person=cast.technologist.hex)
    await technologist.until("followed")
    await artist.leave()
    assert (await technologist.until("followed"))["by"] == []
    facilitator = await sit_down(cast.board, cast.facilitator)
    await facilitator.send(t="follow", person=cast.technologist.hex)
    await technologist.until("followed")
    await technologist.leave()
    again = await sit_down(cast.board, cast.technologist)
    await again.send(t="look", **VIEW)
    assert await hears_nothing(facilitator, again, "look")


async def test_one_follows_somebody_who_is_here(cast: Cast) -> None:
    """[B11.11] Not herself, not who is away, not who is nobody: then she follows nobody."""
    technologist = await sit_down(cast.board, cast.technologist)
    artist = await sit_down(cast.board, cast.artist)
    for other in (cast.artist.hex, cast.facilitator.hex, new_id()):
        await artist.send(t="follow", person=cast.technologist.hex)
        assert (await technologist.until("followed"))["by"] == [cast.artist.hex]
        await artist.send(t="follow", person=other)
        assert (await technologist.until("followed"))["by"] == []


async def test_a_reader_who_caught_up_hears_it_anew(cast: Cast) -> None:
    """[B11.12] What was left out for her is told whole: what is chosen is said only once else."""
    technologist = await sit_down(cast.board, cast.technologist)
    artist = await sit_down(cast.board, cast.artist)
    op = note("Left out")
    await done(technologist, op)
    await artist.send(t="follow", person=cast.technologist.hex)
    await technologist.until("followed")
    await technologist.send(t="presence", x=1, y=1, chosen=[op["id"]])
    await technologist.send(t="look", **VIEW)
    await artist.until("look")
    await told()
    await said_so_far(artist)
    room = service.hub().rooms[cast.board.hex]
    (member,) = room.sockets_of(cast.artist.hex)
    member.outlet.lagging()
    assert (await spots_until(artist, cast.technologist.hex) or {})["chosen"] == [op["id"]]
    assert (await artist.until("look"))["x"] == VIEW["x"]


def test_what_did_not_change_is_not_told() -> None:
    """[B11.1] Pointing at the same place again, or naming what is kept back again, is no news."""
    where, shown = Whereabouts(), {"a" * 32}
    where.set("anna", Presence(x=1, y=1, chosen=["a" * 32, "b" * 32]))
    assert where.take(shown.__contains__) == {"anna": Spot(1, 1, None, ["a" * 32])}
    where.set("anna", Presence(x=1, y=1))
    assert where.look_again()
    assert where.take(shown.__contains__) == {}
    shown.add("b" * 32)
    assert where.look_again()
    assert where.take(shown.__contains__) == {"anna": Spot(1, 1, None, ["a" * 32, "b" * 32])}
    assert not where.look_again()
    assert list(where.whole()) == ["anna"]
