"""People who move many notes at once, at an even pace: heavy entries, a board that stays small."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Sequence

from common.ids import new_id

from .news import News
from .reader import Reader

#: what one operation moves: about 6 KiB
NOTES = 80
MADE_WITHIN_S = 30.0


class Writers:
    """All of them together."""

    def __init__(self, people: Sequence[Reader], news: News, per_second: float) -> None:
        self.people, self.news, self.every_s = people, news, 1 / per_second
        self.notes = [new_id() for _ in range(NOTES)]
        self.writing = True

    async def make_notes(self) -> None:
        """Notes to move."""
        first = self.people[0]
        for note in self.notes:
            place = {"id": note, "x": 0, "y": 0, "z": "V"}
            op = {"t": "add_note", **place, "colour": "pink", "text": ""}
            first.say(json.dumps({"t": "op", "op_id": new_id(), "private": False, "op": op}))
        async with asyncio.timeout(MADE_WITHIN_S):
            while any(one.head < NOTES for one in self.people):
                await asyncio.sleep(0.01)

    async def write(self) -> None:
        """In turn, each operation when it is due: nobody waits for an answer."""
        began, number = time.monotonic(), 0
        while self.writing:
            number += 1
            wait = began + number * self.every_s - time.monotonic()
            await asyncio.sleep(max(0.0, wait))
            self._move(self.people[number % len(self.people)], number)

    def _move(self, who: Reader, number: int) -> None:
        op_id, place = new_id(), f'"x":{number % 30_000},"y":16,"z":"V"}}'
        moves = ",".join(f'{{"id":"{note}",{place}' for note in self.notes)
        self.news.say(op_id, time.monotonic())
        who.say(
            f'{{"t":"op","op_id":"{op_id}","private":false,'
            f'"op":{{"t":"move_items","moves":[{moves}]}}}}'
        )
