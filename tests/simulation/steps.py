"""What can happen next, and how likely. Every step is one method of `Steps`; the seed chooses."""

from __future__ import annotations

import json

from .faults import Crash, poison
from .node import Command
from .office import Office, Step
from .wire import Said, Wire
from .witness import op_id_in
from .worker import Worker
from .world import Browser, World

COLOURS = ("yellow", "orange", "pink", "purple", "blue", "green", "grey")
OTHERS = ("bring", "change", "undo")
KINDS = ("text", "zone", "cluster", "stroke", "connector", "comment", "copy")
CHANGES = ("zone", "resize", "group", "lock", "relate", "resolve", "restore", "react")
HOUR = 3_600_000


class Steps:
    """Chooses and does steps until everybody has done enough, then heals everything."""

    def __init__(self, world: World, operations: int) -> None:
        self.world = world
        self.random = world.random
        self.office = Office(world)
        self.left = operations

    def run(self) -> None:
        """Disorder."""
        while self.left > 0:
            steps = list(self._possible())
            chosen = self.random.choices(steps, [step.weight for step in steps])[0]
            chosen.happen()
            self.world.complain()

    def _possible(self) -> list[Step]:
        steps = [
            Step(5, self.gesture),
            Step(4, self.time),
            Step(0.7, self.reload),
            Step(0.4, self.tend),
            Step(0.25, self.sleep),
            Step(0.04, self.lunch),
            Step(0.08, self.jump_clock),
            *self.office.steps(),
        ]
        if any(browser.asleep for browser in self.world.browsers.values()):
            steps.append(Step(1, self.rouse))
        if len(self.world.browsers) == len(self.world.plan.tabs):
            steps.append(Step(0.12, self.duplicate))
        for wire in self.world.living():
            steps += self._of_wire(wire)
        for worker in self.world.workers:
            steps += self._of_worker(worker)
        if len(self.world.workers) < 2:
            steps.append(Step(6, self.world.start_workers))
        if self.world.nudges:
            steps += [Step(6, self.nudge), Step(4, self.lose_nudge)]
        return steps

    def _of_wire(self, wire: Wire) -> list[Step]:
        steps = []
        if wire.dialling and self.world.workers:
            steps += [Step(12, lambda: self.accept(wire)), Step(0.4, lambda: self.refuse(wire))]
        if wire.up:
            steps.append(Step(8, lambda: self.up(wire)))
        if wire.down and not wire.stalled:
            steps.append(Step(8, lambda: self.down(wire)))
        if wire.alive:
            steps += self._of_living_wire(wire)
        if wire.cut and wire.browser and not wire.down:
            steps.append(Step(1.5, lambda: self.world.close(wire)))
        if wire.closing_late:
            steps.append(Step(1.5, lambda: self.world.close_late(wire)))
        if wire.over_for_server:
            steps.append(Step(1, lambda: self.world.hang_up(wire)))
        return steps

    def _of_living_wire(self, wire: Wire) -> list[Step]:
        steps = [Step(0.25, lambda: self.cut(wire)), Step(0.1, lambda: self.stall(wire))]
        if wire.operations:
            steps.append(Step(0.3, lambda: self.repeat(wire)))
        if any('"t":"op"' in frame for frame in wire.up):
            steps.append(Step(0.15, lambda: self.poison(wire)))
        if wire.told("entries"):
            steps += [
                Step(0.3, lambda: self.lose_frame(wire)),
                Step(0.06, lambda: self.spoil_entry(wire)),
            ]
        if wire.told("entries", echo=True):
            steps.append(Step(0.6, lambda: self.lose_echo(wire)))
        return steps

    def _of_worker(self, worker: Worker) -> list[Step]:
        steps = [Step(0.5, lambda: self.beat(worker)), Step(0.8, worker.poll)]
        if worker.runner.task:
            steps += [
                Step(10, worker.runner.work),
                Step(0.15, lambda: self.crash(worker, "crashed before the transaction")),
                Step(0.15, lambda: self.crash_inside(worker)),
                Step(0.25, lambda: self.fail_commit(worker)),
            ]
        elif worker.runner.landing:
            steps += [
                Step(10, worker.runner.land),
                Step(
                    0.3,
                    lambda: self.crash(worker, "crashed after the commit, before anybody heard"),
                ),
            ]
        else:
            steps.append(Step(0.05, lambda: self.crash(worker, "crashed while idle")))
        return steps

    # -- people

    def gesture(self) -> None:
        """Somebody does something on her board; sometimes several things in a row."""
        awake = self.world.awake()
        if not awake:
            self.rouse()
            return
        browser = self.random.choice(awake)
        for _ in range(self.random.choice([1, 1, 1, 2, 4])):
            self.left -= 1
            self.world.ask(*self._gesture(browser))

    def _gesture(self, browser: Browser) -> list[Command]:
        chance, name = self.random.random, browser.name
        kind = self.random.choices(
            ("add", "type", "erase", "move", "colour", "remove", "reveal", *OTHERS),
            (22, 40, 6, 10, 6, 4, 2 if self.world.silent_since is None else 6, 8, 8, 3),
        )[0]
        if kind == "add":
            return [("add", name, self._text(browser), self.random.randint(-999, 999))]
        if kind == "type":
            word = self.world.word(browser.person)
            typed = ("type", name, chance(), chance(), word, chance() < 0.5)
            return [typed, ("close", name, chance())] if chance() < 0.3 else [typed]
        if kind == "move":
            return [("move", name, [chance() for _ in range(3)], self.random.randint(-999, 999))]
        if kind == "colour":
            return [("colour", name, [chance(), chance()], self.random.choice(COLOURS))]
        if kind == "bring":
            what, word = self.random.choice(KINDS), self._text(browser)
            return [("bring", name, what, [chance(), chance()], word)]
        if kind == "change":
            return [("change", name, self.random.choice(CHANGES), [chance(), chance()])]
        if kind == "undo":
            return [("undo", name, chance() < 0.7)]
        if kind == "reveal":
            # The facilitator's first tab may, if it is silent; whoever else tries is refused.
            facilitates = chance() < 0.8 and not self.world.browsers["a"].asleep
            return [("reveal", "a" if facilitates else name)]
        return [(kind, name, chance(), chance())]

    def _text(self, browser: Browser) -> str:
        return self.world.word(browser.person) if self.random.random() < 0.8 else ""

    def tend(self) -> None:
        """Somebody points at something, closes an editor, or places refused writing again."""
        browser = self.random.choice(self.world.awake() or list(self.world.browsers.values()))
        verb = self.random.choice(["point", "close", "place", "wake"])
        self.world.ask((verb, browser.name, self.random.randint(0, 99) if verb == "point" else 0.5))

    def time(self) -> None:
        """Time passes: letters are flushed, pings go out, dead lines are noticed."""
        self.world.pass_time(self.random.choice([5, 50, 160, 400, 1_000, 3_000]))

    def reload(self) -> None:
        """A tab is loaded again, or vanishes and comes back."""
        orderly = self.random.random() < 0.5
        self.world.counted["tab reloaded" if orderly else "tab crashed"] += 1
        browser = self.random.choice(list(self.world.browsers.values()))
        self.world.reload(browser, orderly=orderly)

    def sleep(self) -> None:
        """A tab goes to sleep: its time stands still, what arrives waits."""
        self.world.counted["tab fell asleep"] += 1
        self.world.sleep(self.random.choice(list(self.world.browsers.values())))

    def rouse(self) -> None:
        """A tab wakes up."""
        asleep = [browser for browser in self.world.browsers.values() if browser.asleep]
        self.world.rouse(self.random.choice(asleep))

    def lunch(self) -> None:
        """Everybody closes her laptop; hours later some open it again."""
        self.world.counted["everybody slept for hours"] += 1
        for browser in self.world.awake():
            self.world.sleep(browser)
        # What was confirmed is offered again for a day only (B14.4).
        hours = [1, 3] if self.world.plan.restores else [1, 3, 30]
        self.world.jump(self.random.choice(hours) * HOUR)
        for browser in self.world.browsers.values():
            if self.random.random() < 0.6:
                self.world.rouse(browser)

    def jump_clock(self) -> None:
        """A device finds out that its clock was an hour wrong."""
        self.world.counted["a clock jumped"] += 1
        browser = self.random.choice(list(self.world.browsers.values()))
        self.world.ask(("jump", browser.name, self.random.choice([-HOUR, HOUR])))

    def duplicate(self) -> None:
        """A tab is duplicated."""
        self.world.counted["tab duplicated"] += 1
        self.world.duplicate(self.random.choice(list(self.world.browsers.values())))

    # -- the network

    def accept(self, wire: Wire) -> None:
        """A worker takes a connection."""
        self.world.accept(wire, self.random.choice(self.world.workers))

    def refuse(self, wire: Wire) -> None:
        """Nobody takes it."""
        self.world.counted["connection refused"] += 1
        self.world.refuse(wire)

    def up(self, wire: Wire) -> None:
        """Some frames arrive at the worker."""
        if self.random.random() < 0.08 and '"t":"join"' in wire.up[0]:
            self._spoil_cursors(wire)
        self.world.send_up(wire, self.random.randint(1, len(wire.up)))

    def _spoil_cursors(self, wire: Wire) -> None:
        """The browser comes from another past, from the future, or from another board."""
        join = json.loads(wire.up[0])
        elsewhere = self.world.stage.elsewhere._asdict()
        for cursor in join["cursors"]:
            what = self.random.choice(["past", "future", "board"])
            self.world.counted[f"cursor from another {what}"] += 1
            if what == "board":
                cursor.update(elsewhere)
                continue
            if what == "future":
                cursor["seq"] += self.random.choice([1, 50])
            cursor["hash"] = "0" * 64
        wire.up[0] = json.dumps(join)

    def down(self, wire: Wire) -> None:
        """Some frames arrive at the browser."""
        if not wire.browser:
            self.world.counted["late frames to an old socket"] += 1
        self.world.send_down(wire, self.random.randint(1, len(wire.down)))

    def cut(self, wire: Wire) -> None:
        """The network goes; either end may learn of it at once, late, or by its own care."""
        up, down = self.random.randint(0, len(wire.up)), self.random.randint(0, len(wire.down))
        self.world.lose(wire, up, down)
        self.world.counted["socket lost"] += 1
        if self.random.random() < 0.5:
            self.world.close(wire)
        else:
            self.world.counted["socket lost without a word"] += 1

    def lose_echo(self, wire: Wire) -> None:
        """The commit happened, and its author never hears of it on this socket."""
        self.world.lose(wire, len(wire.up), 0)
        self.world.close(wire)

    def lose_frame(self, wire: Wire) -> None:
        """One frame is lost though the socket lives: numbers must show it (B2.3, B2.4)."""
        del wire.down[self.random.choice(wire.told("entries"))]
        self.world.counted["frame lost on a living socket"] += 1

    def stall(self, wire: Wire) -> None:
        """A browser reads nothing for a while; or reads on."""
        wire.stalled = not wire.stalled
        self.world.counted["a reader stalled"] += wire.stalled

    def spoil_entry(self, wire: Wire) -> None:
        """An entry comes of a kind that this page, loaded before it was invented, cannot read."""
        at = self.random.choice(wire.told("entries"))
        frame = wire.down[at]
        assert isinstance(frame, Said)
        said = json.loads(frame.text)
        entry = self.random.choice(said["entries"])
        entry["verb"], entry["facts"] = "note_sung", {"tune": 3}
        wire.down[at] = frame._replace(text=json.dumps(said, ensure_ascii=False))
        self.world.counted["entry that a page cannot read"] += 1

    def poison(self, wire: Wire) -> None:
        """An operation under way is one that the server breaks on, each time."""
        frame = self.random.choice([frame for frame in wire.up if '"t":"op"' in frame])
        error = poison(of_the_database=self.random.random() < 0.5)
        self.world.faults.poison[op_id_in(frame)] = error
        self.world.counted["poison operation"] += 1

    def repeat(self, wire: Wire) -> None:
        """An operation is sent once more under the same op_id."""
        self.world.counted["operation sent again"] += 1
        frame = self.random.choice(wire.operations)
        self.world.witness.repeated(wire, frame)
        wire.say(frame)

    def nudge(self) -> None:
        """A worker hears that another one wrote."""
        self.world.nudges.popleft().nudge()

    def lose_nudge(self) -> None:
        """… or does not hear it."""
        self.world.counted["word between workers lost"] += 1
        self.world.nudges.popleft()

    # -- the workers

    def beat(self, worker: Worker) -> None:
        """The heads are told."""
        worker.beat()

    def crash(self, worker: Worker, when: str) -> None:
        """A process dies."""
        self.world.counted[when] += 1
        self.world.crash(worker)

    def crash_inside(self, worker: Worker) -> None:
        """It dies when everything is written, but not committed."""
        self._with_fault(Crash(), worker)

    def fail_commit(self, worker: Worker) -> None:
        """The database does not take a commit; the process lives."""
        if self._with_fault(worker.failing(), worker):
            self.world.counted["commit failed"] += 1

    def _with_fault(self, error: BaseException, worker: Worker) -> bool:
        faults = self.world.faults
        faults.next, faults.struck = error, False
        try:
            worker.runner.work()
        except Crash:
            self.crash(worker, "crashed inside the transaction")
        faults.next = None
        return faults.struck
