"""B12: what an administrator ends on her page of people ends on the boards."""

from __future__ import annotations

from typing import Any

import pytest
from asgiref.sync import sync_to_async

from tests.accounts.test_people_of_a_lab import host_of
from tests.boards.stage import done, ends, skip
from tests.support import cast as stage
from tests.support.cast import Cast
from tests.support.socket import Socket, note


@pytest.mark.parametrize(("tail", "body"), [("/stay", {"here": False}), ("/devices/end", {})])
async def test_her_socket_ends_within_a_second(cast: Cast, tail: str, body: Any) -> None:
    """[B12.1] [B12.7] Asked for over HTTP, as her page does."""
    host = await sync_to_async(host_of)(cast.lab)
    cookie = await sync_to_async(stage.cookie)(cast.artist)
    socket = await Socket(cast.board.hex, cookie).open()
    assert (await socket.join())["t"] == "welcome"
    assert (await done(socket, note("In time")))["t"] == "entry"
    answer = await sync_to_async(host.post)(f"/api/people/{cast.artist.hex}{tail}", body)
    assert answer.status_code == 200
    skip(1)
    frames, code = await ends(socket)
    assert (frames[-1]["code"], code) == ("not_member", 4003)
