"""Pages with the shipped client, in one Node process, and what everybody did in them."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.simulation.node import program

PATIENCE_S = 120.0

State = dict[str, Any]

#: words are made of Chinese letters
FIRST_LETTER, LETTERS = 0x4E00, 3


class Pages:
    """The pages of several people on one board."""

    def __init__(self, process: asyncio.subprocess.Process, seed: int) -> None:
        self.process = process
        self.chance = random.Random(f"pages {seed}")
        self.names: list[str] = []
        #: word → who wrote it
        self.words: dict[str, str] = {}

    async def tell(self, name: str, what: str, *arguments: object) -> Any:
        """Let a page do something."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([name, what, *arguments]).encode() + b"\n")
        answer = await self.process.stdout.readline()
        assert answer, "the pages' process has ended"
        return json.loads(answer)

    async def come(self, name: str, person: dict[str, str]) -> None:
        """Somebody opens the board."""
        self.names.append(name)
        await self.tell(name, "open", person)

    async def write(self, name: str) -> None:
        """She does something: a new note, words into any note, a move."""
        what = self.chance.choice(("add", "type", "type", "type", "move"))
        spot = self.chance.random(), self.chance.random()
        if what == "move":
            await self.tell(name, "move", spot[0], self.chance.randrange(-900, 900))
            return
        if what == "add":
            await self.add(name)
            return
        word = self._word()
        if await self.tell(name, "type", *spot, word):
            self.words[word] = name

    async def add(self, name: str) -> None:
        """A new note with a word in it."""
        word = self._word()
        await self.tell(name, "add", word)
        self.words[word] = name

    async def add_all(self, name: str, count: int) -> None:
        """So many new notes at once."""
        words = []
        for _ in range(count):
            words.append(self._word())
            self.words[words[-1]] = name
        await self.tell(name, "addAll", words)

    def _word(self) -> str:
        """Letters that stand in no other word: where two change one text nothing is ambiguous."""
        first = FIRST_LETTER + LETTERS * len(self.words)
        return "".join(map(chr, range(first, first + LETTERS)))

    async def everybody_writes(self, times: int) -> None:
        """In turns, with pauses in which letters come together and go."""
        for _ in range(times):
            for name in self.names:
                await self.write(name)
            await asyncio.sleep(self.chance.uniform(0, 0.3))

    async def states(self) -> dict[str, State]:
        """How each page is."""
        return {name: await self.tell(name, "state") for name in self.names}

    async def until(self, holds: Callable[[Sequence[State]], bool]) -> dict[str, State]:
        """Until all pages are so; how they are then."""
        states = await self.states()
        try:
            async with asyncio.timeout(PATIENCE_S):
                while not holds(list(states.values())):
                    await asyncio.sleep(0.1)
                    states = await self.states()
        except TimeoutError:
            raise AssertionError(f"not yet: {states}") from None
        return states

    async def comes_to(self, name: str, link: str, unsaved: int = 0) -> None:
        """Until a page's line is so, and no more than so much is unsaved."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                now = await self.tell(name, "progress")
                if now["link"] == link and now["unsaved"] <= unsaved:
                    return
                await asyncio.sleep(0.1)

    async def all_saved(self) -> dict[str, State]:
        """Until everything is confirmed or in a tray, and all see the same."""
        return await self.until(
            lambda states: (
                all(s["link"] == "live" and not s["unsaved"] for s in states)
                and all(s["texts"] == states[0]["texts"] for s in states)
            )
        )

    def all_there(self, states: dict[str, State]) -> None:
        """Each word stands on the board, once."""
        board = "".join(next(iter(states.values()))["texts"].values())
        assert {word: board.count(word) for word in self.words} == dict.fromkeys(self.words, 1)


@asynccontextmanager
async def opened(script: Path, seed: int) -> AsyncIterator[Pages]:
    """The process, gone afterwards."""
    process = await asyncio.create_subprocess_exec(
        program(),
        str(script),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield Pages(process, seed)
    finally:
        process.kill()
        await process.wait()
