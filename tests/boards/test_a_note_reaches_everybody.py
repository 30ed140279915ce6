"""B5: every accepted operation reaches everybody on the board, its author included."""

from __future__ import annotations

from tests.support.cast import Cast
from tests.support.socket import note, sit_down


async def test_both_see_it_with_the_same_number(cast: Cast) -> None:
    """[B5.1] [B2.1] Author and colleague hear the same entry."""
    technologist = await sit_down(cast.board, cast.technologist)
    artist = await sit_down(cast.board, cast.artist)
    op_id = await technologist.do(note("Laser-mark every new pane"))
    echo, news = await technologist.settled(op_id), await artist.settled(op_id)
    assert echo == news
    assert echo["verb"] == "note_added"
    assert echo["actor"] == cast.technologist.hex
    assert echo["words"] == {"text": "Laser-mark every new pane"}


async def test_a_newcomer_finds_it(cast: Cast) -> None:
    """[B10.6] Who joins later gets it in the snapshot."""
    technologist = await sit_down(cast.board, cast.technologist)
    op_id = await technologist.do(note("Whole panes"))
    await technologist.settled(op_id)
    artist = await sit_down(cast.board, cast.artist)
    assert '"text":"Whole panes"' in artist.heard[1]


async def test_the_same_operation_is_accepted_once(cast: Cast) -> None:
    """[B4.1] [B4.2] A repetition is answered with the first number."""
    technologist = await sit_down(cast.board, cast.technologist)
    said = note("Once")
    op_id = await technologist.do(said)
    first = await technologist.settled(op_id)
    await technologist.do(said, op_id=op_id)
    again = await technologist.settled(op_id)
    assert again == {
        "t": "accepted",
        "op_id": op_id,
        "stream": first["stream"],
        "seq": first["seq"],
    }
