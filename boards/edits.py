"""Is an update what a browser makes when its person types? (docs/board-protocol.md T2, T3). Pure.

Only the sender's own units may come, from where the server has hers on; anybody's may be deleted.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from . import updates
from .ops import Refused
from .updates import Place, Run, Strange, Update

#: the name of the text in its document
NAME = "t"


class Below:
    """The document an update is to be merged into: its state, its text, how far each client is."""

    def __init__(self, state: Callable[[], bytes], text: str, clocks: dict[int, int]) -> None:
        self.state = state
        self.text = text
        #: client → the clock after the last unit of it that is there
        self.clocks = clocks

    @cached_property
    def runs(self) -> list[Run]:
        """What it is made of; reading it takes longer than most edits need."""
        return updates.read(self.state()).runs


def demand_typed(data: bytes, below: Below, is_senders: Callable[[int], bool]) -> list[Run]:
    """What it puts in. Raises Refused("text_forged") or Refused("text_gap")."""
    try:
        update = updates.read(data)
    except Strange as error:
        raise Refused("text_forged") from error
    _demand_hers(update, is_senders)
    _demand_no_gap(update, below.clocks)
    _demand_the_same(update, below)
    _demand_whole_letters(update, below)
    return update.runs


def _demand_hers(update: Update, is_senders: Callable[[int], bool]) -> None:
    clients = {run.start.client for run in update.runs}
    if len(clients) > 1 or not all(map(is_senders, clients)):
        raise Refused("text_forged")
    if any(run.root not in (None, NAME) for run in update.runs):
        raise Refused("text_forged")


def _demand_no_gap(update: Update, clocks: dict[int, int]) -> None:
    """What the document cannot place yet would wait inside it for others' writing (T3)."""
    reached = dict(clocks)
    for run in update.runs:
        client, clock = run.start
        for place in (Place(client, clock - 1), run.left, run.right):
            if place and place.clock >= reached.get(place.client, 0):
                raise Refused("text_gap")
        reached[client] = max(run.end, reached.get(client, 0))
    for span in update.deleted:
        if span.start.clock + span.length > reached.get(span.start.client, 0):
            raise Refused("text_gap")


def _demand_the_same(update: Update, below: Below) -> None:
    """What came before says what it said then: nobody writes twice under one clock."""
    again = [run for run in update.runs if run.start.clock < below.clocks.get(run.start.client, 0)]
    if not again:
        return
    there = updates.units_of(below.runs)
    if any(there.get(place, unit) != unit for place, unit in updates.units_of(again).items()):
        raise Refused("text_forged")


def _demand_whole_letters(update: Update, below: Below) -> None:
    """No letter of two units is parted, by what is put in or by what is deleted."""
    if all(map(updates.plain, [below.text, *(run.text or "" for run in update.runs)])):
        return
    parted = [run.left for run in update.runs if run.left]
    parted += [_before(run.right) for run in update.runs if run.right]
    parted += [_before(span.start) for span in update.deleted]
    parted += [_before(span.start, -span.length) for span in update.deleted]
    if not updates.halves([*below.runs, *update.runs]).isdisjoint(parted):
        raise Refused("text_forged")


def _before(place: Place, by: int = 0) -> Place:
    return Place(place.client, place.clock - 1 - by)
