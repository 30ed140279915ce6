"""A failure that one person or one look runs into takes nobody else down, and is in the log."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from django.db import OperationalError

from boards import joining, polling, service, texts
from boards.frames import message
from boards.outlet import Outlet
from boards.wire import Beat
from tests.boards.stage import done, idle
from tests.support.cast import Cast
from tests.support.socket import note, sit_down


def failing(*_: Any) -> Any:
    """What a database that is away does."""
    raise OperationalError("away")


async def test_a_look_at_the_boards_that_fails_is_said_once(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It comes twice a second; when it succeeded in between, the next failure is said again."""
    socket = await sit_down(cast.board, cast.technologist)
    for failures in (3, 2):
        with monkeypatch.context() as away:
            away.setattr(polling, "moved", failing)
            for _ in range(failures):
                await _look()
        await _look()
    assert (await done(socket, note("Taken")))["verb"] == "note_added"
    said = [record for record in caplog.records if "could not be looked at" in record.getMessage()]
    assert len(said) == 2
    assert all(record.exc_info for record in said)


async def _look() -> None:
    service.hub().poll()
    await idle()


async def test_a_look_up_that_fails_is_said_and_the_others_go_on(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """She asked for entries and is told `busy`; what she writes is taken."""
    socket = await sit_down(cast.board, cast.technologist)
    with monkeypatch.context() as away:
        away.setattr(joining, "entries_since", failing)
        await socket.send(t="pull", stream=cast.board.stream.id, since=0)
        assert (await socket.until("refused"))["code"] == "busy"
    assert [record.getMessage() for record in caplog.records] == ["looking something up failed"]
    assert (await done(socket, note("Taken")))["verb"] == "note_added"


async def test_a_socket_that_takes_nothing_is_given_up_and_that_is_said(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Whatever its server raises, nothing more goes out."""
    tried = asyncio.Event()

    async def broken(_: dict[str, Any]) -> None:
        tried.set()
        raise RuntimeError("closed long ago")

    outlet = Outlet(broken)
    outlet.send(message(Beat("2026-03-12T08:00:00.000000Z", {})))
    await tried.wait()
    assert outlet.closed
    assert [record.getMessage() for record in caplog.records] == [
        "a socket could not be written to: RuntimeError('closed long ago')"
    ]


def test_an_update_is_not_called_forged_because_nobody_could_say_whose_it_is() -> None:
    """The database is asked whose number it is: when it is away, that is what is raised."""
    state = texts.base("Whole panes")
    update = texts.base("Something else")
    with pytest.raises(OperationalError):
        texts.merge(state, update, failing)
