"""B5.2, B4: what was acknowledged survives a SIGKILL of the server, once, under its number."""

from __future__ import annotations

import asyncio
import os
import random

import pytest

from .server import Place
from .trial import kills, trial

SEED = int(os.environ.get("LIVELAB_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
#: the long form is `make soak`; of the two databases the embedded one is what most labs run on
USUAL = "3" if os.environ.get("LIVELAB_DATABASE") else "5"
KILLS = int(os.environ.get("LIVELAB_KILLS", USUAL))
PEOPLE = 20


async def test_kills_lose_nothing(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """SIGKILL at random moments of full traffic; beside it another goes on.

    [B4.9] [B5.12] [B5.2] [B4.1] [B4.2]
    """
    print(f"LIVELAB_SEED={SEED}")
    result = await kills(place, KILLS, PEOPLE, SEED)
    with capsys.disabled():
        print(f"\n{result.summary}")
    assert result.wrong == []
    assert result.kills == KILLS
    assert result.sent_again > 0, "no kill ever hit an operation under way"
    assert all(result.went_on), "the other server did not go on"


@pytest.mark.skipif(
    bool(os.environ.get("LIVELAB_DATABASE")), reason="tests/workers restarts two of them in turn"
)
async def test_sigterm_drains(place: Place) -> None:
    """SIGTERM in full traffic: everybody hears `bye` and 1012, nothing acknowledged is lost.

    [K1.1]
    """
    print(f"LIVELAB_SEED={SEED}")
    async with trial(place, PEOPLE, SEED) as under_way:
        people, server = under_way.people, under_way.servers[0]
        await people.writes()
        there = people.at(server.socket)
        await server.terminate()
        assert server.exit_code == 0
        for client in there:
            async with asyncio.timeout(10):
                await client.closed.wait()
            assert client.closes == [("restart", 1012)]
        await server.start()
        await people.writes()
        assert (await under_way.evidence()).wrong == []
