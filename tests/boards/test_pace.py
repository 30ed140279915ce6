"""Batches come at once while there is time, and a little apart under load; no fixed tick."""

from __future__ import annotations

import pytest

from boards.pace import BUSY, EASY, LONGEST, Pace


class Clocks:
    """A wall clock, and what the process used of it."""

    def __init__(self) -> None:
        self.wall = self.cpu = 100.0
        self.pace = Pace(lambda: self.wall, lambda: self.cpu)

    def spend(self, seconds: float, share: float) -> None:
        self.wall += seconds
        self.cpu += seconds * share

    def batch(self, worked: float) -> None:
        self.pace.begins()
        self.spend(worked, share=1)
        self.pace.told()


def test_a_quiet_process_never_rests() -> None:
    clocks = Clocks()
    for _ in range(50):
        clocks.spend(0.03, share=0)
        clocks.batch(0.01)
        assert clocks.pace.rest() <= 0


@pytest.mark.parametrize(("worked", "rest"), [(0.001, 0.0015), (0.008, 0.012), (0.2, LONGEST)])
def test_a_busy_one_rests_half_as_long_again_as_it_worked(worked: float, rest: float) -> None:
    clocks = Clocks()
    clocks.spend(0.2, share=0.9)
    clocks.batch(worked)
    assert clocks.pace.rest() == pytest.approx(rest)
    clocks.spend(rest, share=0)
    assert clocks.pace.rest() <= 1e-9


def test_half_as_busy_it_rests_half_as_long() -> None:
    clocks = Clocks()
    clocks.spend(10.0, share=(EASY + BUSY) / 2)
    clocks.batch(0.008)
    assert clocks.pace.rest() == pytest.approx(0.006, rel=0.02)


def test_it_stops_resting_when_the_load_is_over() -> None:
    clocks = Clocks()
    clocks.spend(0.2, share=0.9)
    clocks.batch(0.004)
    clocks.spend(0.2, share=0.1)
    clocks.batch(0.004)
    assert clocks.pace.rest() <= 0
