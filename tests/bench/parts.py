"""The parts of the bench, in the order in which they are measured."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import canvas, crowds, idle, joins, million, prices, rooms, saturation, silence, verify
from .plan import Plan

PARTS: dict[str, Callable[[Plan], dict[str, Any]]] = {
    "crowds": crowds.measure,
    "saturation": saturation.measure,
    "rooms": rooms.measure,
    "joins": joins.measure,
    "silence": silence.measure,
    "idle": idle.measure,
    "million": million.measure,
    "price": prices.measure,
    "verify": verify.measure,
    "canvas": canvas.measure,
}
#: what needs neither a server nor the generator
BROWSER_ONLY = frozenset({"canvas"})
