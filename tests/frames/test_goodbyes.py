"""Whoever is sent away has time to hear why, on a slow line too."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import AsyncIterator
from http.client import HTTPConnection

import pytest
import pytest_asyncio

from livelab.limits import CUT_OFF_GETS_S
from tests.kill.server import Place, Server

from .raw import CLOSE, HOST, Raw, request, text
from .storm import Lab, lab
from .talker import JOIN, Seat

LEAVERS = 7
TOKEN = "a" * 32

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["daphne", "uvicorn"])
async def place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Lab]:
    """A server, a board and people who leave it."""
    server = Server(Place(tmp_path_factory.mktemp("home"), server=request.param))
    async with lab(server, boards=1, people=LEAVERS) as made:
        yield made


async def test_who_is_no_member_any_more_may_take_a_moment_to_answer(place: Lab) -> None:
    """[B12.2] Dropped earlier, a line with some delay would lose the code she is closed with."""
    waited = [await _lasts(place.seat(place.boards[0], who)) for who in range(LEAVERS)]
    # A server that was busy says so a little later, never earlier.
    assert statistics.median(waited) > CUT_OFF_GETS_S * 0.75


async def _lasts(seat: Seat) -> float:
    """How long the connection stands after its goodbye, of somebody who leaves and is silent."""
    raw = await Raw.dial(seat.port, seat.source)
    raw.answers_goodbyes = False
    assert await raw.shake(request(seat.path, seat.port, seat.cookie)) == 101
    await raw.write(text(JOIN))
    assert await raw.hear()
    await asyncio.to_thread(_leave, seat)
    while (heard := await raw.hear()) and heard[0] != CLOSE:
        pass
    assert raw.end.code == 4003
    said = time.monotonic()
    await raw.rest()
    waited = time.monotonic() - said
    raw.drop()
    return waited


def _leave(seat: Seat) -> None:
    here = f"{HOST}:{seat.port}"
    line = HTTPConnection(here, timeout=30)
    headers = {
        "Content-Type": "application/json",
        "Cookie": f"{seat.cookie}; csrftoken={TOKEN}",
        "Origin": f"http://{here}",
        "X-CSRFToken": TOKEN,
    }
    line.request("POST", "/api/leave", "{}", headers)
    assert line.getresponse().status == 204
    line.close()
