"""B7: what comes late goes where things are now, or is refused with the right reason."""

from __future__ import annotations

import pytest

from boards.errors import NotNow
from tests.boards.stage import (
    change_mode,
    coloured,
    deleted,
    done,
    entries_of,
    everything,
    moved,
    own_of,
    said_so_far,
)
from tests.support.cast import Cast
from tests.support.socket import note, sit_down


async def test_a_note_believed_private_is_not_put_before_everybody(silent: Cast) -> None:
    """[B7.2] After the reveal it is refused `now_public`, and nobody hears of it."""
    technologist = await sit_down(silent.board, silent.technologist)
    artist = await sit_down(silent.board, silent.artist)
    facilitator = await sit_down(silent.board, silent.facilitator)
    await done(facilitator, {"t": "reveal"})
    await said_so_far(artist)
    before = await everything(silent.board, [silent.technologist])
    answer = await done(technologist, note("Only for me"), private=True)
    assert answer["code"] == "now_public"
    assert await everything(silent.board, [silent.technologist]) == before
    assert await said_so_far(artist) == []
    assert (await done(technologist, note("For all"), private=False))["t"] == "entry"


async def test_a_note_believed_public_becomes_private_in_silence(silent: Cast) -> None:
    """[B7.3] Sent for everybody, it arrives in silence: it waits in its author's stream."""
    technologist = await sit_down(silent.board, silent.technologist)
    answer = await done(technologist, note("For all"), private=False)
    assert answer["stream"] == own_of(silent.board, silent.technologist).id
    assert await entries_of(silent.board.stream.id) == []


async def test_operations_on_items_go_where_the_items_are_now(silent: Cast) -> None:
    """[B7.4] Moved in silence it is private; after the reveal the same gesture is public."""
    technologist = await sit_down(silent.board, silent.technologist)
    facilitator = await sit_down(silent.board, silent.facilitator)
    one = note("Wanders")
    await done(technologist, one, private=True)
    own, board = own_of(silent.board, silent.technologist).id, silent.board.stream.id
    for private in (True, False):
        assert (await done(technologist, moved(one["id"]), private=private))["stream"] == own
    await done(facilitator, {"t": "reveal"})
    for op in (moved(one["id"]), coloured(one["id"]), deleted(one["id"])):
        assert (await done(technologist, op, private=True))["stream"] == board
    assert (await entries_of(own))[-1]["verb"] == "items_published"


async def test_a_change_to_what_was_deleted_is_refused_and_not_swallowed(cast: Cast) -> None:
    """`item_gone` where all of it is gone, or a part that was to be deleted again.

    [B7.5] [B7.6] [B7.7]
    """
    technologist = await sit_down(cast.board, cast.technologist)
    gone, there = note("Gone"), note("There")
    for op in (gone, there, deleted(gone["id"])):
        assert (await done(technologist, op))["t"] == "entry"
    edit = {"t": "edit_text", "id": gone["id"], "epoch": 0, "update": "AAA="}
    both = (gone["id"], there["id"])
    before = await everything(cast.board, [cast.technologist])
    for op in (moved(gone["id"]), coloured(gone["id"]), edit, deleted(gone["id"]), deleted(*both)):
        assert (await done(technologist, op)).get("code") == "item_gone", op
    assert await everything(cast.board, [cast.technologist]) == before
    for op in (moved(*both), coloured(*both)):
        assert (await done(technologist, op))["t"] == "entry"


async def test_silence_is_left_by_the_reveal_only(silent: Cast) -> None:
    """[S3.4] The mode does not change under private notes; without any it may."""
    technologist = await sit_down(silent.board, silent.technologist)
    await done(technologist, note("Hidden"))
    with pytest.raises(NotNow):
        await change_mode(board=silent.board, mode="open", by=silent.facilitator)
    facilitator = await sit_down(silent.board, silent.facilitator)
    await done(facilitator, {"t": "reveal"})
    rules = await technologist.until("rules")
    assert rules["mode"] == "open"
    await change_mode(board=silent.board, mode="silent", by=silent.facilitator)
    await change_mode(board=silent.board, mode="open", by=silent.facilitator)


async def test_a_second_silence_hides_and_reveals_again(silent: Cast) -> None:
    """What was revealed stays; what is written in the second silence joins it at its end.

    [S3.5]
    """
    technologist = await sit_down(silent.board, silent.technologist)
    facilitator = await sit_down(silent.board, silent.facilitator)
    for round_ in (1, 2):
        await done(technologist, note(f"Round {round_}"))
        await done(facilitator, {"t": "reveal"})
        await change_mode(board=silent.board, mode="silent", by=silent.facilitator)
    board = await entries_of(silent.board.stream.id)
    assert [[text["text"] for text in e["words"]["texts"]] for e in board] == [
        ["Round 1"], ["Round 2"],
    ]  # fmt: skip
