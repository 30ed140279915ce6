"""Operations by chance on the items that are there: of every kind that is not only about notes."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import get_args

from msgspec import UNSET, UnsetType

from boards import kinds as k
from boards import wire as w

WORDS = ("", "glass ", "Žluťoučký kůň ", "🧪", "玻璃", "👩‍👩‍👧", "Wie?")


class Gestures:
    """What somebody may try, with the seed's chances; not all of it is allowed."""

    def __init__(
        self, rng: random.Random, new_id: Callable[[], str], items: Sequence[w.Item]
    ) -> None:
        self.rng = rng
        self.new_id = new_id
        self.items = items

    def operation(self) -> w.Operation:
        """One of them."""
        made: list[Callable[[], w.Operation]] = [
            self.text, self.zone, self.cluster, self.stroke, self.connector, self.comment,
            self.copy, self.into_a_zone, self.resize, self.group, self.lock, self.relate,
            self.resolve, self.restore, self.react, self.react,
        ]  # fmt: skip
        return self.rng.choice(made)()

    # -- new items

    def text(self) -> w.Operation:
        return w.AddText(*self.new(), *self.size(), self.word(), zone=self.a_zone())

    def zone(self) -> w.Operation:
        return w.AddZone(*self.new(), *self.size(), self.colour(), self.word())

    def cluster(self) -> w.Operation:
        return w.AddCluster(*self.new(), *self.size(), self.some(k.PLACED), self.word())

    def stroke(self) -> w.Operation:
        path = [self.rng.randrange(255) for _ in range(3 * self.rng.randint(2, 5))]
        return w.AddStroke(*self.new(), *self.size(), self.colour(), 48, path, self.word())

    def connector(self) -> w.Operation:
        ends = self.one(k.PLACED), self.one(k.PLACED)
        return w.AddConnector(self.new_id(), *ends, self.relation(), self.word())

    def comment(self) -> w.Operation:
        if self.has(w.CommentItem) and self.rng.random() < 0.5:
            answered = self.one((w.CommentItem,))
            return w.AddComment(self.new_id(), self.one(k.PLACED), self.word(), answered)
        return w.AddComment(self.new_id(), self.one(k.PLACED), self.word(), lang="nl")

    def copy(self) -> w.Operation:
        source, lang = self.one(k.PLACED), self.rng.choice(["nl", "en-GB"])
        add = w.AddNote(*self.new(), self.colour(), self.word(), 3200, 1600, zone=self.a_zone())
        return w.AddNote(
            *self.new(), add.colour, add.text, add.w, add.h,
            zone=add.zone, copied_from=source, lang=lang,
        )  # fmt: skip

    # -- items that are there

    def into_a_zone(self) -> w.Operation:
        zone = self.a_zone() or None
        moves = [w.Moved(item, *self.place(), zone=zone) for item in self.some(k.PLACED)]
        return w.MoveItems(moves)

    def resize(self) -> w.Operation:
        sizes = [w.Sized(item, *self.place()[:2], *self.size()) for item in self.some(k.SIZED)]
        return w.ResizeItems(sizes)

    def group(self) -> w.Operation:
        group = self.one((w.ClusterItem,)) if self.has(w.ClusterItem) else None
        return w.GroupItems(self.some(k.PLACED), self.rng.choice([group, None]))

    def lock(self) -> w.Operation:
        return w.LockItems(self.some(k.PLACED)[:1], self.rng.random() < 0.3)

    def relate(self) -> w.Operation:
        return w.RelateItems(self.some((w.ConnectorItem,)), self.relation())

    def resolve(self) -> w.Operation:
        return w.ResolveComments(self.some((w.CommentItem,)), self.rng.random() < 0.6)

    def restore(self) -> w.Operation:
        gone = [item.id for item in self.items if item.deleted is True]
        return w.RestoreItems(gone[:1]) if gone else self.resize()

    def react(self) -> w.Operation:
        reaction = self.rng.choice(get_args(w.Reaction))
        return w.React(self.one(()), reaction, self.rng.random() < 0.7)

    # -- chances

    def has(self, *kinds: type) -> bool:
        return any(isinstance(item, kinds) for item in self.items)

    def some(self, kinds: tuple[type, ...]) -> list[str]:
        """One to three of these kinds; of any, where there are none."""
        found = [item.id for item in self.items if not kinds or isinstance(item, kinds)]
        found = found or [item.id for item in self.items]
        return self.rng.sample(found, min(len(found), self.rng.randint(1, 3)))

    def one(self, kinds: tuple[type, ...]) -> str:
        return self.some(kinds)[0]

    def a_zone(self) -> str | UnsetType:
        zones = [item.id for item in self.items if isinstance(item, w.ZoneItem)]
        return self.rng.choice(zones) if zones and self.rng.random() < 0.7 else UNSET

    def new(self) -> tuple[str, int, int, str]:
        return (self.new_id(), *self.place())

    def place(self) -> tuple[int, int, str]:
        x, y = self.rng.randrange(-9999, 9999), self.rng.randrange(-9999, 9999)
        return x, y, self.rng.choice(["V", "Zz", "a0", "0"])

    def size(self) -> tuple[int, int]:
        return self.rng.randrange(160, 9999), self.rng.randrange(160, 9999)

    def word(self) -> str:
        return self.rng.choice(WORDS)

    def colour(self) -> w.Colour:
        return self.rng.choice(get_args(w.Colour))

    def relation(self) -> w.Relation:
        return self.rng.choice(get_args(w.Relation))
