"""What a seed decides before anything happens."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

MOST_PEOPLE = 5
NAMES = "abcdefghijklmnop"


@dataclass
class Plan:
    """Who takes part, and in what kind of weather."""

    seed: int
    silent: bool
    #: in the end no word between workers arrives any more
    deaf: bool
    #: in the end each page loses the last thing that was told to it
    mute: bool
    #: every process does its work in time: then bounds in time must hold
    prompt: bool
    #: somebody looks on
    observer: bool
    #: little may be under way to a browser
    narrow: bool
    #: the database will be set back to a copy
    restores: bool
    people: int = 2
    #: a tab and whose it is
    tabs: list[tuple[str, int]] = field(default_factory=list)

    @property
    def roles(self) -> list[str]:
        """What each person is on the board in the beginning."""
        roles = ["facilitator", *["participant"] * (self.people - 1)]
        if self.observer:
            roles[-1] = "observer"
        return roles


def plan(seed: int, browsers: int) -> Plan:
    """Who takes part. Some have two tabs; one person in the first tab facilitates."""
    random = Random(f"plan {seed}")
    people = random.choice([browsers - 1, browsers]) if browsers > 2 else 2
    people = min(people, MOST_PEOPLE)
    return Plan(
        seed,
        silent=random.random() < 0.4,
        deaf=random.random() < 0.4,
        mute=random.random() < 0.3,
        prompt=random.random() < 0.35,
        observer=people > 2 and random.random() < 0.5,
        narrow=random.random() < 0.3,
        restores=random.random() < 0.2,
        people=people,
        tabs=[(NAMES[n], n % people) for n in range(browsers)],
    )
