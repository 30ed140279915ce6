"""Whoever stops reading is sent away before it costs much, and nobody else misses anything.

With 180 readers beside, with their delays, and with bugs planted into the server that this must
find: `python3 scripts/dev.py soak slow`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from .planted import SHORT
from .trial import stalls


@pytest.mark.parametrize("server", ["daphne", "uvicorn"])
async def test_who_stops_reading_is_closed_in_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], server: str
) -> None:
    """[B13.10] [B13.2] [B13.5] A MiB each at most, ten seconds; all others have every entry."""
    result = await stalls(tmp_path, SHORT, server=server)
    with capsys.disabled():
        print(f"\n{server}: {result.summary}")
    assert result.wrong == []
    assert len(result.silences) >= SHORT.silent
    assert max(silence.unread for silence in result.silences) > 0
