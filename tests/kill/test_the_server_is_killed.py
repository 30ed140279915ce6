"""B5.2, B4: what was acknowledged survives a SIGKILL of the server, once, under its number."""

from __future__ import annotations

import asyncio
import os
import random
from pathlib import Path

import pytest

from .trial import Result, kills, trial

SEED = int(os.environ.get("LIVELAB_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
#: the long form is `make soak`; of the two databases the embedded one is what most labs run on
USUAL = "3" if os.environ.get("LIVELAB_DATABASE") else "10"
KILLS = int(os.environ.get("LIVELAB_KILLS", USUAL))
PEOPLE = 20


def whole(result: Result) -> None:
    """Nothing lost, nothing twice, nothing told that is not so."""
    assert not result.lost, f"{len(result.lost)} acknowledged operations are not in the log"
    assert not result.twice, f"{len(result.twice)} operations are in the log twice"
    assert not result.elsewhere, f"{len(result.elsewhere)} entries were told that are not so"
    assert not result.refused, f"refused: {set(result.refused)}"
    assert not result.gaps, result.gaps
    assert not result.findings, result.findings[:5]
    assert result.integrity == "ok"


async def test_kills_lose_nothing(
    tmp_path: Path, own_database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """[B5.2] [B4.1] [B4.2] SIGKILL at random moments of full traffic."""
    print(f"LIVELAB_SEED={SEED}")
    result = await kills(tmp_path, KILLS, PEOPLE, SEED, own_database)
    with capsys.disabled():
        print(f"\n{result.summary}")
    whole(result)
    assert result.kills == KILLS
    assert result.sent_again > 0, "no kill ever hit an operation under way"


async def test_sigterm_drains(tmp_path: Path, own_database: str) -> None:
    """SIGTERM in full traffic: everybody hears `bye` and 1012, nothing acknowledged is lost."""
    print(f"LIVELAB_SEED={SEED}")
    async with trial(tmp_path, PEOPLE, SEED, own_database) as under_way:
        await under_way.everybody_writes()
        await under_way.server.terminate()
        assert under_way.server.exit_code == 0
        for client in under_way.clients:
            async with asyncio.timeout(10):
                await client.closed.wait()
            assert client.closes == [("restart", 1012)]
        await under_way.server.start()
        await under_way.everybody_writes()
        await under_way.settle()
        await under_way.server.terminate()
        whole(await under_way.evidence())
