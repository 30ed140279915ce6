"""A thousand operations queued while the line is away come in once, in order, and slow nobody.

With the line away for a whole minute: `python3 scripts/dev.py soak offline`.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.kill.server import Place

from .offline import away

SEED = int(os.environ.get("LIVELAB_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
QUEUED = 1_000


async def test_a_thousand_queued_operations_come_in_once_in_order_and_slow_nobody(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """[B4.1] [B8.18] Shipped client, shipped server, real sockets, and a colleague at work."""
    found = await away(place, tmp_path, QUEUED, SEED)
    with capsys.disabled():
        print(f"\n{found.summary}")
    assert found.wrong == []
