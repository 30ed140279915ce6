"""Two processes serve one board on PostgreSQL and Redis (`make soak` has the long forms)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from .drain import drain
from .order import order
from .redis_away import away
from .revocation import revocation
from .stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="module")

ATTEMPTS = 3

Say = Callable[[str], None]
Late = list[float]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """Tell whoever runs the tests what was measured."""

    def aloud(line: str) -> None:
        with capsys.disabled():
            print(f"\n{line}")

    return aloud


async def in_time(attempt: Callable[[int], Awaitable[Late]]) -> None:
    """Nothing may be wrong in any attempt; nothing late in one of them.

    On a busy machine what was sent in time can be seen late: `make soak`, which has the machine to
    itself, allows nothing to be late at all.
    """
    late = []
    for n in range(ATTEMPTS):
        late.append(await attempt(n))
        if not late[-1]:
            return
    raise AssertionError(f"late in each of {ATTEMPTS} attempts: {late}")


async def test_there_is_one_order_and_it_is_that_of_time(stage: Stage, seed: int, say: Say) -> None:
    """[B2.1] [B2.2] [B5.1] 16 writers: the same bytes for all at both, numbers as time has it."""
    result = await order(stage, seed, writers=16, operations=1_500)
    say(result.summary)
    assert result.wrong == []
    assert result.ordered_pairs > 100_000


async def test_redis_is_a_courtesy(stage: Stage, seed: int, say: Say) -> None:
    """[B2.4] [B5.1] Killed, frozen, its subscribers cut: commits go on, nothing is lost."""

    async def attempt(n: int) -> Late:
        result = await away(stage, seed + n, count=4, longest_s=1.5)
        say(result.summary)
        assert result.wrong == []
        return result.late

    await in_time(attempt)


async def test_rights_end_at_their_commit(stage: Stage, seed: int, say: Say) -> None:
    """[B12.1] [B12.2] [B12.3] Each way of losing them, within a second, sockets open at both."""

    async def attempt(n: int) -> Late:
        result = await revocation(stage, seed + n, rounds=6)
        say(result.summary)
        assert result.wrong == []
        assert result.too_late > 0, "nothing was under way when rights ended"
        return result.late

    await in_time(attempt)


async def test_a_rolling_restart_loses_nothing(stage: Stage, seed: int, say: Say) -> None:
    """Each worker is told to end in full traffic: `bye`, 1012, and the other goes on."""
    result = await drain(stage, seed, restarts=2)
    say(result.summary)
    assert result.wrong == []
