"""[B8.1] Whatever comes in over a real socket: no fault, one answer each, and nobody else notices.

Longer storms: `python3 scripts/dev.py soak frames`. What was ever found stands in pinned.jsonl.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.kill.server import Place, Server

from .breaker import broken
from .findings import Record
from .framing import SCENARIOS
from .raw import Raw, request
from .storm import Lab, Plan, lab, storm
from .talker import Talker

SEED = int(os.environ.get("LIVELAB_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
#: the frames do not know which database there is
FRAMES = 600 if os.environ.get("LIVELAB_DATABASE") else 3_000
OPENINGS = FRAMES // 20
PINNED = Path(__file__).parent / "pinned.jsonl"


async def test_a_storm_of_malformed_frames(
    tmp_path: Path, own_database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """[B8.1] [B8.3] [B8.5] Spoilt messages, random JSON, broken framing, half handshakes."""
    print(f"LIVELAB_SEED={SEED}")
    passed = await storm(tmp_path, Plan(SEED, FRAMES, OPENINGS), database=own_database)
    counted, figures = passed.record.counted, passed.summary()
    with capsys.disabled():
        print(
            f"\nseed {SEED}: {counted['frames']} frames, {counted['broken framing']} broken "
            f"framings, {counted['openings']} openings, {counted['refused as not understood']} "
            f"refused, {counted['answered entry']} accepted; server {figures['rss_mib'][-1]} MiB; "
            f"{counted['innocent operations']} operations of an innocent colleague"
        )
    assert not passed.record.findings, passed.record.report()
    assert counted["innocent operations"] > 0
    assert counted["answered entry"] > 0


@pytest_asyncio.fixture(params=["daphne", "uvicorn"])
async def place(
    request: pytest.FixtureRequest, tmp_path: Path, own_database: str
) -> AsyncIterator[Lab]:
    """A server and its people."""
    server = Server(Place(tmp_path, own_database, server=request.param))
    async with lab(server, boards=1, people=2 + len(SCENARIOS)) as made:
        yield made


OPENINGS_AND_ANSWERS: list[tuple[dict[str, str | None], set[int]]] = [
    ({"Daphne_Root_Path": "/ws"}, {101}),  # once moved the application elsewhere, with a trace
    ({"Sec_WebSocket_Protocol": "é"}, {101, 400}),  # once a fault, told in full
    ({"Sec_WebSocket_Version": "x"}, {400}),
    ({"Host": "evil.example", "Upgrade": None}, {400}),
    ({"Origin": None}, {403}),
]


async def test_what_was_found_once(place: Lab) -> None:
    """Every pinned frame, every broken framing, odd openings, one by one.

    [B8.1] [B8.3] [B8.4] [B8.17]
    """
    record = Record(SEED)
    talker = Talker(place.seat(place.boards[0], 1), record, random.Random(1))
    for line in PINNED.read_text("utf-8").splitlines():
        await talker.say([json.loads(line)["text"]])
    await talker.go()
    for who, scenario in enumerate(SCENARIOS, 2):
        seat = place.seat(place.boards[0], who)
        for joins in (True, False):
            await broken(scenario, seat, record, random.Random(SEED), joins=joins)
    seat = talker.seat
    for changed, statuses in OPENINGS_AND_ANSWERS:
        raw = await Raw.dial(seat.port, seat.source)
        assert await raw.shake(request(seat.path, seat.port, seat.cookie, **changed)) in statuses
        raw.drop()
    await place.server.terminate()
    assert not record.findings, record.report()
    assert "Traceback" not in place.server.log()
