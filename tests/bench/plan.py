"""What was asked for, and how servers are started for it."""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .lab import Board
from .served import NotStarted, Served
from .targets import TARGETS, Target

STARTED = time.monotonic()


@dataclass
class Plan:
    """One run of the bench."""

    seed: int
    short: bool
    targets: list[str]
    tree: Path
    #: what the logs of all our labs came to, and which servers could not be started
    proofs: list[dict[str, Any]] = field(default_factory=list)
    absent: dict[str, str] = field(default_factory=dict)

    @property
    def rounds(self) -> int:
        """How often what is compared is measured."""
        return 1 if self.short else 3

    def chosen(
        self, *, key_only: bool = False, ours_only: bool = False, at_most: bool = False
    ) -> list[Target]:
        """The targets that were named, as far as they can be started.

        `at_most`: also those of which nothing but the most they bear is asked.
        """
        return [
            target
            for target in TARGETS
            if target.name in self.targets
            and target.name not in self.absent
            and (target.key or not key_only)
            and (target.ours or not ours_only)
            and (at_most or not target.at_most)
        ]

    @contextlib.contextmanager
    def serving(self, target: Target, boards: Sequence[Board]) -> Iterator[Served]:
        """The target's server; what can be proved of it is proved afterwards."""
        with target.make(self.tree, boards) as server:
            yield server
        proof = server.proof()
        if proof:
            self.proofs.append({"target": target.name} | proof)
            shutil.rmtree(server.folder)
            if not proof["held"]:
                self.say(f"{target.name}: THE LOG IS NOT WHAT WAS ACKNOWLEDGED: {proof}")

    def try_out(self) -> None:
        """Start each server once: those that do not come up are left out, with the reason."""
        for target in self.chosen(at_most=True):
            try:
                with target.make(self.tree, [{"mode": "open", "items": 0}]):
                    pass
            except NotStarted as error:
                self.absent[target.name] = str(error).strip().splitlines()[-1]
                self.say(f"{target.name} is left out: {self.absent[target.name]}")

    @staticmethod
    def say(text: str) -> None:
        """A line for who watches."""
        print(f"[{time.monotonic() - STARTED:6.1f}s] {text}", flush=True)
