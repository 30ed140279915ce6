"""A backup made while everybody writes holds everything that was acknowledged before it began."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.kill.server import Place

from .drill import drill

SEED = int(os.environ.get("LIVELAB_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
#: the long form is `make soak`
BACKUPS = int(os.environ.get("LIVELAB_BACKUPS", "3"))
PEOPLE = 10


async def test_each_holds_what_was_acknowledged_and_restores(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """[B14.2] The chain verifies, nothing acknowledged is missing, nothing is there twice."""
    print(f"LIVELAB_SEED={SEED}")
    result = await drill(place, tmp_path, BACKUPS, PEOPLE, SEED)
    with capsys.disabled():
        print(f"\n{result.summary}")
    assert result.wrong == []
    assert result.backups == BACKUPS
    assert sum(result.meanwhile) > 0, "nobody wrote while a backup was made"
