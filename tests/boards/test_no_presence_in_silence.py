"""B9.3: nobody is seen pointing while a board is silent."""

from __future__ import annotations

from asgiref.sync import sync_to_async

from tests.boards.stage import done
from tests.boards.theatre import Theatre
from tests.support.cast import Cast


async def test_an_onlooker_who_listens_elsewhere_hears_no_presence(silent: Cast) -> None:
    """[B9.3] In silence presence is off; what was pointed at before it began is forgotten."""
    theatre = await sync_to_async(Theatre.build)(silent)
    technologist, _ = await theatre.seat(silent.board, silent.technologist)
    artist, _ = await theatre.seat(silent.board, silent.artist)
    facilitator, _ = await theatre.seat(silent.board, silent.facilitator)
    await technologist.send(t="presence", x=1_234_567, y=7_654_321)
    await technologist.send(t="ping", n=0)
    await technologist.until("pong")
    await done(facilitator, {"t": "reveal"})
    await artist.until("rules")
    await technologist.send(t="presence", x=11, y=12)
    seen = (await artist.until("presence"))["people"]
    assert seen == {silent.technologist.hex: {"x": 11, "y": 12, "item": None}}
    assert "1234567" not in "".join(artist.heard)
