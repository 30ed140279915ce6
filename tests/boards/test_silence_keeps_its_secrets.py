"""B9, S6: before the reveal nothing that is written in silence reaches anybody else, in any form.

Onlookers are also told their session without anybody writing: what they are told with it must be
the same, frame by frame, number by number, and hold no mark of what is written.
"""

from __future__ import annotations

import asyncio
import json

import pytest
from asgiref.sync import sync_to_async

from boards import service
from boards.models import Board
from tests.boards.authors import A_ROUND, SECRET_COLOURS, Author
from tests.boards.theatre import AT_ONCE, ONLOOKERS, ROUNDS, Onlooker, Theatre, gone, unpacked
from tests.support.cast import Cast

SESSIONS = 200


@pytest.mark.usefixtures("tireless")
async def test_silence_keeps_its_secrets(silent: Cast) -> None:
    """200 sessions of 32 gestures; onlookers hear what they hear without.

    [B9.1] [B9.2] [B9.7] [S1] [S2]
    """
    theatre = await sync_to_async(Theatre.build)(silent)
    quiet = {}
    for seed in range(ONLOOKERS):
        _, onlookers, _ = await theatre.session(seed, writing=False)
        quiet[seed] = [onlooker.told() for onlooker in onlookers]
        await gone(*onlookers)
    gestures = beats = 0
    for start in range(0, SESSIONS, AT_ONCE):
        seeds = range(start, start + AT_ONCE)
        played = await asyncio.gather(*(theatre.session(seed, writing=True) for seed in seeds))
        for seed, (author, onlookers, board) in zip(seeds, played, strict=True):
            gestures += author.gestures
            keeps_its_secrets(author, onlookers)
            assert [o.told() for o in onlookers] == quiet[seed % ONLOOKERS], f"seed {seed}"
            beats += sum(beats_are_hers(onlooker, board) for onlooker in onlookers)
            await gone(author, *onlookers)
    assert gestures == SESSIONS * ROUNDS * A_ROUND
    assert beats > SESSIONS // 2
    assert not service.hub().rooms


def keeps_its_secrets(author: Author, onlookers: list[Onlooker]) -> None:
    """None of her marks is in what anybody else was sent."""
    forbidden = author.secrets | author.drafts | set(author.notes) | set(SECRET_COLOURS)
    for onlooker in onlookers:
        everything = "\n".join(unpacked(text) for text in onlooker.heard)
        assert [secret for secret in forbidden if secret in everything] == []
        assert '"t":"presence"' not in everything


def beats_are_hers(onlooker: Onlooker, board: Board) -> int:
    """A beat names the board, where nothing happens, and her stream, where only she writes."""
    said = [json.loads(text) for text in onlooker.heard if '"t":"beat"' in text]
    own = [0]
    for frame in said:
        (shared, head), (_, mine) = frame["heads"].items()
        assert (shared, head) == (board.stream.id, 0)
        assert own[-1] <= mine <= ROUNDS
        own.append(mine)
    return len(said)
