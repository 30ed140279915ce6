"""People go on writing after a backup; the lab is restored from it; they come back."""

from __future__ import annotations

import os
import random
from collections import Counter
from pathlib import Path
from typing import Any

from tests.kill.server import Place, Server

from . import browsers
from .browsers import Pages, State
from .lab import done

SEED = int(os.environ.get("LIVELAB_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
PEOPLE = 3


async def test_everything_acknowledged_is_in_the_log_once_or_in_its_authors_tray(
    place: Place, tmp_path: Path, pages_script: Path
) -> None:
    """[B14.1] [B14.4] [B14.6] [B14.10] [B14.14] Shipped client, shipped server, real sockets."""
    print(f"LIVELAB_SEED={SEED}")
    made = await place.run("tests.kill.people", str(PEOPLE))
    server, backup = Server(place), tmp_path / "then.backup"
    async with browsers.opened(pages_script, SEED) as pages:
        try:
            await server.start()
            await _everybody_comes(pages, server, made)
            await _lose_an_hour(pages, place, server, backup)
            states = await pages.all_saved()
        finally:
            await server.stop()
    found = await place.run("tests.backup.happenings", "look", made["board"])
    assert (found["findings"], found["projection"]) == ([], "as the log says")
    assert found["texts"] == sorted(next(iter(states.values()))["texts"].values())
    _nothing_is_lost(pages, states, found)


async def _everybody_comes(pages: Pages, server: Server, made: dict[str, Any]) -> None:
    for n, (person, cookie) in enumerate(zip(made["people"], made["cookies"], strict=True)):
        url, board = server.board(made["board"]), made["board"]
        about = {"url": url, "origin": server.origin, "board": board}
        await pages.come("abc"[n], about | {"person": person, "cookie": cookie})
    await pages.all_saved()
    for name in pages.names:
        await pages.add(name)
    await pages.everybody_writes(6)
    pages.all_there(await pages.all_saved())


async def _lose_an_hour(pages: Pages, place: Place, server: Server, backup: Path) -> None:
    """What is written after the backup is acknowledged, and lost; somebody reloads her page."""
    await done(place, "backup", backup)
    await pages.everybody_writes(15)
    pages.all_there(await pages.all_saved())
    await server.terminate()
    for name in pages.names:
        await pages.write(name)
    await pages.tell("b", "flush")
    await pages.tell("b", "reload")
    await done(place, "restore", backup)
    await server.start()
    for name in pages.names:
        await pages.tell(name, "wake")
        await pages.write(name)


def _nothing_is_lost(pages: Pages, states: dict[str, State], found: dict[str, Any]) -> None:
    """Each word stands once on the board, or at least in the tray of who wrote it."""
    board = "".join(found["texts"])
    trays = {name: "".join(w["text"] for w in state["tray"]) for name, state in states.items()}
    times = Counter({word: board.count(word) for word in pages.words})
    assert [word for word, count in times.items() if count > 1] == []
    assert [
        word for word, who in pages.words.items() if not times[word] and word not in trays[who]
    ] == []
    assert sum(times.values()) > len(pages.words) * 0.8
    assert found["verbs"].count("lab_restored") == 1
