"""What comes for an application reaches it once and in order, however it waits."""

from __future__ import annotations

import asyncio

import pytest

from livelab.inbox import Inbox


async def test_messages_come_out_in_the_order_in_which_they_came_in() -> None:
    inbox = Inbox()
    for number in range(5):
        inbox.put_nowait(number)
    assert [await inbox.get() for _ in range(5)] == list(range(5))


async def test_who_waits_gets_what_comes_later() -> None:
    inbox = Inbox()
    waiting = asyncio.create_task(inbox.get())
    await asyncio.sleep(0)
    assert not waiting.done()
    inbox.put_nowait("first")
    inbox.put_nowait("second")
    assert (await waiting, await inbox.get()) == ("first", "second")


@pytest.mark.parametrize("already_here", [False, True])
async def test_who_stops_waiting_takes_nothing_with_her(already_here: bool) -> None:
    inbox = Inbox()
    waiting = asyncio.create_task(inbox.get())
    await asyncio.sleep(0)
    if already_here:
        inbox.put_nowait("kept")
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    if not already_here:
        inbox.put_nowait("kept")
    assert await inbox.get() == "kept"
