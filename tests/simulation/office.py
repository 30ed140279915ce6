"""What is done to the board from elsewhere, by another process: roles, ways of working, backups."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from boards import actions as boards
from boards.errors import NotNow

from . import backup
from .world import World


class Step(NamedTuple):
    """Something that can happen now."""

    weight: float
    happen: Callable[[], None]


class Office:
    """The facilitator's and the host's doings."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.random = world.random
        self.copy: backup.Backup | None = None
        #: what roles and the mode were when the copy was taken
        self._roles: dict[str, str] = {}
        self.restores_left = int(world.plan.restores)

    def steps(self) -> list[Step]:
        """What can be done now."""
        steps = [Step(0.06, self.silence), Step(0.2, self.change_rights)]
        if self.world.plan.restores:
            if self.copy is None:
                steps.append(Step(0.6, self.back_up))
            elif self.restores_left:
                steps.append(Step(0.3, self.restore))
        return steps

    # -- roles

    def change_rights(self) -> None:
        """Somebody is taken off the board, or becomes something else."""
        roles = self.world.revoked.roles
        person = self.random.choice([p for p, role in roles.items() if role != "facilitator"])
        wanted = ["participant", "participant", "observer", ""]
        role = self.random.choice([role for role in wanted if role != roles[person]])
        self.give_role(person, role)

    def give_role(self, person: str, role: str) -> None:
        """Give a role on the board; "" takes her off it."""
        was = self.world.revoked.roles[person]
        name = _NAMES[was, role]
        board, row, by = (
            self.world.row(),
            self.world.stage.row(person),
            self.world.stage.facilitator,
        )
        self._between(name)
        if role == "":
            boards.end_membership(board=board, person=row, by=by)
        elif was == "":
            boards.admit_member(board=board, person=row, role=role, by=by)
        else:
            boards.change_role(board=board, person=row, role=role, by=by)
        self.world.revoked.changed(person, role)
        self._tell()

    # -- the way of working

    def silence(self) -> None:
        """From now on everybody writes for herself."""
        if self.world.mode() == "silent":
            return
        self._between("mode changed")
        self._change_mode("silent")
        self.world.silent_since = self.world.milliseconds

    def _change_mode(self, mode: str) -> None:
        try:
            boards.change_mode(board=self.world.row(), mode=mode, by=self.world.stage.facilitator)
        except NotNow:
            self.world.counted["mode not changed: somebody's notes would stay hidden"] += 1
        self._tell()

    # -- backup and restore

    def back_up(self) -> None:
        """Copy the database while everything goes on."""
        self.world.counted["copied the database"] += 1
        self.copy = backup.take()
        self._roles = dict(self.world.revoked.roles)

    def restore(self) -> None:
        """Stop everything, lay the copy over the database, and begin a new epoch."""
        assert self.copy is not None
        self.restores_left -= 1
        world = self.world
        for worker in list(world.workers):
            world.crash(worker)
        world.past.remember()
        self.copy.put_back()
        if self.random.random() < 0.7:
            boards.begin_epoch(board=world.row())
            world.counted["restored an older copy"] += 1
        else:
            world.counted["restored an older copy, and nobody said so"] += 1
        world.rolled_back(self._roles)

    # -- inside

    def _between(self, name: str) -> None:
        """Is somebody's operation just then understood and not yet answered?"""
        self.world.counted[name] += 1
        if any(worker.has_operations for worker in self.world.workers):
            self.world.counted[f"{name} while operations were under way"] += 1

    def _tell(self) -> None:
        """Processes hear of it by a word, or by looking."""
        if self.random.random() < 0.5:
            self.world.announced(None)


_NAMES = {
    ("participant", ""): "taken off the board",
    ("observer", ""): "taken off the board",
    ("", "participant"): "let in again",
    ("", "observer"): "let in again",
    ("participant", "observer"): "made an observer",
    ("observer", "participant"): "made a participant",
}
