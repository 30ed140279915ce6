"""B5: the echo is the acknowledgement. It reaches everybody who may see it, after the commit."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from boards.frames import Frame
from boards.models import BoardItem
from boards.outlet import Outlet
from contributions import read
from tests.boards.stage import coloured, done, moved, said_so_far
from tests.support.cast import Cast
from tests.support.socket import note, sit_down


def heads_and_items(stream: str) -> tuple[int, int]:
    """What another connection sees."""
    try:
        return read.heads([stream])[stream].seq, BoardItem.objects.filter(stream=stream).count()
    finally:
        connections.close_all()


async def test_when_a_frame_is_sent_another_connection_sees_its_entries(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[B5.2] Looked up at the very moment each frame goes out, 40 operations long."""
    looked: list[tuple[int, tuple[int, int]]] = []
    offer = Outlet.offer

    def looking(outlet: Outlet, frame: Frame) -> None:
        said = json.loads(frame.text)
        if said["t"] == "entries":
            seen = elsewhere.submit(heads_and_items, said["stream"]).result(10)
            looked.append((said["entries"][-1]["seq"], seen))
        offer(outlet, frame)

    with ThreadPoolExecutor(1) as elsewhere:
        monkeypatch.setattr(Outlet, "offer", looking)
        technologist = await sit_down(cast.board, cast.technologist)
        artist = await sit_down(cast.board, cast.artist)
        for number in range(20):
            await technologist.do(note(str(number)))
            await artist.do(note(str(number)))
        await said_so_far(technologist)
        await said_so_far(artist)
        elsewhere.submit(connections.close_all).result()
    assert len(looked) >= 2
    assert max(seq for seq, _ in looked) == 40
    for seq, (head, items) in looked:
        assert head >= seq
        assert items == head


async def test_everybody_who_may_see_it_gets_the_same_bytes(cast: Cast) -> None:
    """[B5.1] [B5.3] Every socket, the author's other one included, gets each entry once."""
    people = [cast.technologist, cast.technologist, cast.artist, cast.facilitator]
    sockets = [await sit_down(cast.board, person) for person in people]
    for socket in sockets:
        await said_so_far(socket)
    before = [len(socket.heard) for socket in sockets]
    one = note("Whole panes")
    for op in (one, moved(one["id"]), coloured(one["id"])):
        await done(sockets[0], op)
    heard = []
    for socket, start in zip(sockets, before, strict=True):
        await said_so_far(socket)
        heard.append([text for text in socket.heard[start:] if '"t":"entries"' in text])
    assert len(heard[0]) == 3
    assert all(texts == heard[0] for texts in heard)


async def test_private_entries_reach_their_author_on_all_her_sockets_and_nobody_else(
    silent: Cast,
) -> None:
    """Two windows of hers hear it; the colleague and the facilitator do not.

    [B5.4] [B5.1] [B9] [S1]
    """
    here, there = [await sit_down(silent.board, silent.technologist) for _ in range(2)]
    others = [await sit_down(silent.board, p) for p in (silent.artist, silent.facilitator)]
    for socket in (here, there, *others):
        await said_so_far(socket)
    entry = await done(here, note("Private"))
    assert entry["verb"] == "note_added"
    assert (await there.until("entries"))["entries"][0]["op"] == entry["op"]
    for other in others:
        assert await said_so_far(other) == []
