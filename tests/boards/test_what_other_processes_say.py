"""A word from another process makes a board catch up; what is no such word changes nothing."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from channels.layers import InMemoryChannelLayer

from boards.channel import Neighbours
from boards.hub import Hub

BOARD = "b" * 32
NONSENSE: list[dict[str, Any]] = [
    {"type": "x"},
    {"from": "specific.theirs"},
    {"from": "specific.theirs", "board": None},
    {"from": "specific.theirs", "board": ["x"]},
]


@pytest.mark.parametrize("nonsense", NONSENSE, ids=repr)
async def test_nonsense_is_passed_over_and_the_next_word_is_heard(nonsense: dict[str, Any]) -> None:
    """[B5.5] Whoever else speaks through the layer, boards go on being followed."""
    heard: asyncio.Queue[str] = asyncio.Queue()
    hub = Hub(runner=None)  # type: ignore[arg-type]  # nothing is run
    hub.nudge = heard.put_nowait  # type: ignore[assignment]  # what it does is tried elsewhere
    neighbours = Neighbours(hub, InMemoryChannelLayer())
    listening = asyncio.create_task(neighbours.listen())
    try:
        async with asyncio.timeout(5):
            while not neighbours.name:
                await asyncio.sleep(0)
            own = {"board": "o" * 32, "from": neighbours.name}
            for message in (nonsense, own, {"board": BOARD, "from": "specific.theirs"}):
                await neighbours.layer.send(neighbours.name, message)
            assert await heard.get() == BOARD
    finally:
        listening.cancel()
    assert heard.empty()
