"""B5.2 on SQLite: an acknowledgement leaves only when the disk has the operation."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.kill.server import Place
from tests.support.tools import linux_only

from .trace import Call, NoTracer, calls, command
from .trial import on_disk
from .verdict import Judge

SEED = int(os.environ.get("LIVELAB_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
OPERATIONS, PLANTED = 50, 10
ONE, OTHER = "0a" * 16, "0b" * 16


@linux_only
async def test_a_sync_of_the_log_precedes_each_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """[B5.2] Seen by `strace`; and it sees the bug where commits do not wait for the disk."""
    print(f"LIVELAB_SEED={SEED}")
    result = await on_disk(Place(tmp_path), SEED, OPERATIONS, PLANTED)
    with capsys.disabled():
        print(f"\n{result.summary}")
    assert result.wrong == []
    assert result.sound.preceded == OPERATIONS


def test_a_missing_tracer_is_a_failure_that_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is proved without it, so nothing passes or is skipped without it either."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoTracer, match="Install strace"):
        command(tmp_path / "trace")


def _heard(*lines: str) -> list[str]:
    """What is said of a trace with two operations, one line of strace's each."""
    trace = calls(f"7 1700000000.000000 {line}" for line in lines)
    return Judge([ONE]).hear(trace).violations


COMMIT = 'pwrite64(5</d/x-wal>, "\\0\\0\\0\\2\\0\\0\\0\\t12345678abcdefgh", 24, 32) = 24'
PAGE = f'pwrite64(5</d/x-wal>, "\\r\\0{OTHER}{ONE}rest", 4096, 56) = 4096'
SYNC = "fdatasync(5</d/x-wal>) = 0"
SENT = f'sendto(9<socket:[42]>, "{{\\"op\\":\\"{ONE}\\"}}", 40, 0, NULL, 0) = 40'


def test_the_judge_hears_a_sound_trace() -> None:
    """Written, synced, sent."""
    assert _heard(COMMIT, PAGE, SYNC, SENT) == []


@pytest.mark.parametrize(
    ("trace", "why"),
    [
        ([COMMIT, PAGE, SENT, SYNC], "answered before it was on the disk"),
        ([COMMIT, SYNC, PAGE, SENT], "answered before it was on the disk"),
        ([SENT, COMMIT, PAGE, SYNC], "answered before it was written"),
        ([PAGE, SYNC, SENT], "its commit was not on the disk"),
        ([COMMIT, PAGE, SYNC], "never answered"),
    ],
)
def test_the_judge_hears_what_is_wrong(trace: list[str], why: str) -> None:
    """Each order of events that would not survive a power cut."""
    assert _heard(*trace) == [f"{ONE}: {why}"]


def test_a_sync_that_ends_after_the_answer_does_not_count() -> None:
    """Two threads: the sync had begun when the answer left, and had not ended."""
    lines = [
        f"7 1.0 {COMMIT}",
        f"7 1.1 {PAGE}",
        "7 1.2 fdatasync(5</d/x-wal> <unfinished ...>",
        f"8 1.3 {SENT}",
        "7 1.4 <... fdatasync resumed>) = 0",
    ]
    found = Judge([ONE]).hear(calls(lines)).violations
    assert found == [f"{ONE}: answered before it was on the disk"]


def test_a_call_in_two_lines_is_one() -> None:
    """The bytes are said at its beginning, its end is the second line."""
    lines = [
        f"7 1.0 {PAGE.removesuffix(') = 4096')} <unfinished ...>",
        f"8 1.1 {SENT}",
        "7 1.2 <... pwrite64 resumed>) = 4096",
    ]
    found: list[Call] = list(calls(lines))
    assert [(call.name, call.begun, call.ended) for call in found] == [
        ("sendto", 2, 2),
        ("pwrite64", 1, 3),
    ]
