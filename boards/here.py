"""How many people are on a board now, for pages that are not on it: told by lease, forgotten by
time. Of whom is never kept. A process that is killed is believed until its lease is over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Sum

from contributions.door import write_lock

from .models import Lease

LASTS: Final = timedelta(seconds=45)
RENEW: Final = timedelta(seconds=20)

#: board → how many people are on it in this process
Counts = Mapping[str, int]


class Teller:
    """What a process tells of its own boards, no oftener than it must."""

    def __init__(self, process: str) -> None:
        self.process = process
        self._told: Counts = {}
        self._at: datetime | None = None

    def has_news(self, counts: Counts, now: datetime) -> bool:
        """Has something changed, or what was told nearly run out?"""
        if counts != self._told:
            return True
        return bool(counts) and (self._at is None or now - self._at >= RENEW)

    def told(self, counts: Counts, now: datetime) -> None:
        """Remember what was written down."""
        self._told, self._at = dict(counts), now


def write(process: str, counts: Counts, now: datetime) -> None:
    """Let the others know; what ran out goes. Empty counts take everything back."""
    with write_lock, transaction.atomic():
        Lease.objects.filter(process=process).delete()
        Lease.objects.filter(until__lt=now).delete()
        Lease.objects.bulk_create(
            Lease(board=board, process=process, people=people, until=now + LASTS)
            for board, people in counts.items()
            if people
        )


def people_on(boards: Iterable[str], now: datetime) -> dict[str, int]:
    """How many are on each of these boards; where nobody is the board is left out."""
    held = Lease.objects.filter(board__in=list(boards), until__gte=now)
    summed = held.values("board").annotate(all=Sum("people"))
    return {row["board"]: row["all"] for row in summed}
