"""After the disorder: everything arrives, time passes, and everybody must agree."""

from __future__ import annotations

from .office import Office
from .witness import Violation
from .world import World

#: after so many rounds of calm everything must have settled
ROUNDS = 80
#: while rounds are fewer than this, a page may lose the last thing it was told
LOSSY = 8
#: ms after which a page pulls once more, where the answer was lost
A_PULL_IS_TRIED_AGAIN = 2_500
#: and after so many new pages nothing lies on a shelf
PAGES = 12


def heal(world: World, office: Office) -> None:
    """Until nothing is under way anywhere; raises where that does not come."""
    for browser in world.browsers.values():
        if browser.asleep:
            world.rouse(browser)
    settle(world)
    _come_back(world, office)
    _read_anew(world)
    for _ in range(PAGES):
        left = [name for name in _members(world) if world.states()[name]["drafts"]]
        if not left:
            return
        # What vanished pages were typing is taken up by a new one, a text at a time.
        world.counted["draft waited for another page"] += 1
        world.reload(world.browsers[left[0]], orderly=True)
        settle(world)
    raise Violation(f"drafts nobody takes up: {left}")


def _come_back(world: World, office: Office) -> None:
    """Some of those who were taken off the board are let in again."""
    out = [person for person, role in world.revoked.roles.items() if role == ""]
    for person in out:
        if world.random.random() < 0.6:
            office.give_role(person, world.random.choice(["participant", "observer"]))
    settle(world)


def _read_anew(world: World) -> None:
    """Pages that met an entry they cannot read are loaded again, as one that can."""
    old = [browser for browser in world.browsers.values() if browser.page.missed]
    for browser in old:
        world.reload(browser, orderly=True)
    if old:
        settle(world)


def settle(world: World) -> None:
    """Everything arrives; nobody has anything unsaved."""
    for wire in world.living():
        wire.stalled = False
        if wire.cut and wire.browser:
            world.close(wire)
    for n in range(ROUNDS):
        calm(world, lossy=world.plan.mute and n < LOSSY)
        world.ask(*[("wake", name) for name in world.browsers])
        calm(world)
        _knock(world)
        if n % 2 == 1 and not _unsettled(world):
            look_again(world)
            return
        world.pass_time(600 if n < 10 else 3_000)
        for worker in world.workers:
            worker.poll()
            if n % 4 == 2:
                worker.beat()
    raise Violation(f"did not settle: {_unsettled(world)}")


def _knock(world: World) -> None:
    """Who was shown the door and let in again has to load her page anew."""
    states = world.states()
    for name in _members(world):
        if states[name]["link"] == "not_member":
            world.reload(world.browsers[name], orderly=True)


def look_again(world: World) -> None:
    """What nobody said heals by itself: workers look at the log, browsers hear where it ends."""
    for worker in world.workers:
        worker.poll()
    calm(world)
    world.pass_time(A_PULL_IS_TRIED_AGAIN)
    for worker in world.workers:
        worker.beat()
    calm(world)


def calm(world: World, *, lossy: bool = False) -> None:
    """Deliver everything, do everything, until there is nothing to do."""
    world.start_workers()
    for _ in range(1_000):
        busy = any([wires(world, lossy), works(world), nudges(world)])
        world.complain()
        if not busy:
            return
    raise Violation("never quiet: something is said for ever")


def wires(world: World, lossy: bool) -> bool:
    """Everything on the wires arrives, but perhaps the last thing that was told."""
    busy = False
    for wire in world.living():
        if wire.dialling:
            world.accept(wire, world.random.choice(world.workers))
            busy = True
        if wire.up:
            world.send_up(wire, len(wire.up))
            busy = True
        if wire.down:
            told = wire.told("entries") if lossy else []
            if told and world.random.random() < 0.3:
                world.counted["last frame lost on a living socket"] += 1
                del wire.down[told[-1]]
            world.send_down(wire, len(wire.down))
            busy = True
        if wire.closing_late:
            world.close_late(wire)
        if wire.over_for_server:
            world.hang_up(wire)
            busy = True
    return busy


def works(world: World) -> bool:
    """Every task of the workers is done and reported."""
    busy = [worker.runner.finish() for worker in world.workers]
    return any(busy)


def nudges(world: World) -> bool:
    """The workers hear one another; or never, and then only their own looking heals."""
    busy = bool(world.nudges)
    while world.nudges:
        worker = world.nudges.popleft()
        if world.plan.deaf:
            world.counted["last word between workers lost"] += 1
        else:
            worker.nudge()
    return busy


def _members(world: World) -> list[str]:
    """The tabs of those who are on the board."""
    roles = world.revoked.roles
    return [name for name, browser in world.browsers.items() if roles[browser.person]]


def _unsettled(world: World) -> list[str]:
    """Who is not live, or still has something pending. Who was taken off has to know it."""
    states, members = world.states(), _members(world)
    return [
        f"{name}: {state['link']}, {state['unsaved']} unsaved {state['outgoing']}"
        for name, state in states.items()
        if (
            state["link"] != "live" or state["unsaved"]
            if name in members
            else state["link"] != "not_member"
        )
    ]
