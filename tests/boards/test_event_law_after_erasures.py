"""B10, E2, E4: the law for every access class while people are erased in the middle of the work."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field, replace

import pytest
from asgiref.sync import sync_to_async

from accounts.models import Person
from boards import privacy, rebuild
from boards.models import BoardMember
from contributions import verify
from tests.boards.playing import Player
from tests.boards.stage import (
    admit_member,
    as_json,
    change_mode,
    done,
    folded,
    idle,
    knock,
    open_board,
    projection,
    snapshot,
    stored,
)
from tests.support.cast import Cast
from tests.support.socket import Frame

#: what one access class was welcomed with: stream → snapshot
View = dict[str, Frame]

erase = sync_to_async(privacy.erase)


@dataclass
class Play:
    """A session on a board of its own: who plays, and what everybody was welcomed with."""

    cast: Cast
    rng: random.Random
    players: list[Player] = field(default_factory=list)
    seen: list[dict[str, View]] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)

    def classes(self) -> dict[str, Person]:
        """Somebody of each access class."""
        cast = self.cast
        return {
            "participant": cast.technologist, "another participant": cast.artist,
            "facilitator": cast.facilitator, "observer": cast.visitor,
        }  # fmt: skip

    async def begin(self) -> None:
        cast = self.cast
        by, role = cast.facilitator, BoardMember.OBSERVER
        await admit_member(board=cast.board, person=cast.visitor, role=role, by=by)
        people = (cast.technologist, cast.artist, cast.facilitator)
        self.players = [await Player.sit_down(cast, person, self.rng) for person in people]

    async def work(self, steps: int) -> None:
        """Some operations by chance, and the welcomes after every fifth."""
        for step in range(steps):
            answer = await self.rng.choice(self.players).acts()
            self.answers[str(answer.get("code", answer["t"]))] += 1
            if step % 5 == 4:
                await self.look()
        shared = set.union(*(player.public for player in self.players))
        for player in self.players:
            player.public |= shared

    async def look(self) -> None:
        """Welcome everybody anew."""
        views = {}
        for name, person in self.classes().items():
            socket = await knock(self.cast.board, person)
            welcome = await socket.join()
            views[name] = {stream["id"]: stream for stream in welcome["streams"]}
            await socket.leave()
        self.seen.append(views)

    async def silence(self) -> None:
        await change_mode(board=self.cast.board, mode="silent", by=self.cast.facilitator)
        for player in self.players:
            player.silent = True

    async def reveal(self) -> None:
        assert (await done(self.players[2].socket, {"t": "reveal"}))["t"] == "entry"
        for player in self.players:
            player.silent = False
        living = set.union(*(player.own | player.public for player in self.players))
        for player in self.players:
            player.own, player.public = set(), set(living)

    async def erase(self, person: Person) -> None:
        """Her words go; from now on the log tells what is left."""
        await idle(self.cast.board.hex)
        assert await erase(person, "blank") > 0
        await self.look()

    @sync_to_async
    def law(self, since: int) -> int:
        """Every welcome folds into every one from `since` on; how many pairs there were."""
        pairs = 0
        for at, late in enumerate(self.seen[since:], since):
            for early in self.seen[: at + 1]:
                pairs += sum(self._folds(early[name], late[name]) for name in self.classes())
        return pairs

    def _folds(self, early: View, late: View) -> int:
        for stream, start in early.items():
            end = late[stream]
            entries = stored(stream, start["seq"])[: end["seq"] - start["seq"]]
            made = as_json(folded(entries, snapshot(start["items"])))
            assert made == {item["id"]: item for item in end["items"]}
            if entries:
                assert entries[-1].hash.hex() == end["hash"]
        return len(early)

    @sync_to_async
    def one_board(self) -> None:
        """All classes see the same board, byte for byte, and each its own stream beside it."""
        shared = self.cast.board.stream.id
        for views in self.seen:
            boards = [view[shared] for view in views.values()]
            assert all(board == boards[0] for board in boards)
            assert len({stream for view in views.values() for stream in view}) == len(views) + 1


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_the_law_holds_while_people_are_erased(cast: Cast, seed: int) -> None:
    """[B10] [E2] [E4] In the open, in silence, after the reveal: whoever looked when, folds on."""
    print("seed", seed)
    members = [cast.technologist, cast.artist]
    board = await open_board(cast.lab, cast.facilitator, members)
    play = Play(replace(cast, board=board), random.Random(seed))
    await play.begin()
    await play.work(15)
    await play.silence()
    await play.work(15)
    assert await play.law(0) > 40
    await play.erase(cast.artist)
    erased_at = len(play.seen) - 1
    await play.work(10)
    await play.reveal()
    await play.work(15)
    assert await play.law(erased_at) > 100
    await play.erase(cast.technologist)
    erased_at = len(play.seen) - 1
    await play.work(10)
    await play.erase(cast.artist)
    assert await play.law(len(play.seen) - 1) > 20
    await play.one_board()
    for stream in play.seen[-1]["another participant"]:
        assert "texts_rewritten" in {entry.verb for entry in await sync_to_async(stored)(stream)}
    before = await sync_to_async(projection)(board.hex)
    await sync_to_async(rebuild.rebuild)(board=board.hex)
    assert await sync_to_async(projection)(board.hex) == before
    assert (await sync_to_async(verify.verify)()).findings == []
    assert play.answers["entry"] > 40
    assert set(play.answers) <= {"entry", "item_gone", "not_allowed"}
