"""After the disorder: everything arrives, time passes, and everybody must agree."""

from __future__ import annotations

from collections.abc import Callable

from .witness import Violation
from .world import World

#: after so many rounds of calm everything must have settled
ROUNDS = 80
#: and after so many new pages nothing lies on a shelf
PAGES = 12


def heal(world: World) -> None:
    """Until nothing is under way anywhere; raises where that does not come."""
    settle(world)
    for _ in range(PAGES):
        left = [name for name, state in world.states().items() if state["drafts"]]
        if not left:
            return
        # What vanished pages were typing is taken up by a new one, a text at a time.
        world.counted["draft waited for another page"] += 1
        world.reload(world.browsers[left[0]], orderly=True)
        settle(world)
    raise Violation(f"drafts nobody takes up: {left}")


def settle(world: World) -> None:
    """Everything arrives; nobody has anything unsaved."""
    for wire in world.living():
        if wire.cut and wire.browser:
            world.close(wire)
    for n in range(ROUNDS):
        calm(world)
        world.ask(*[("wake", name) for name in world.browsers])
        calm(world)
        if n % 2 == 1 and not _unsettled(world):
            look_again(world)
            return
        world.pass_time(600 if n < 10 else 3_000)
        for worker in world.workers:
            worker.poll()
            if n % 4 == 2:
                worker.beat()
    raise Violation(f"did not settle: {_unsettled(world)}")


def look_again(world: World) -> None:
    """What nobody said heals by itself: workers look at the log, browsers hear where it ends."""
    for worker in world.workers:
        worker.poll()
    calm(world)
    for worker in world.workers:
        worker.beat()
    calm(world)


def calm(world: World) -> None:
    """Deliver everything, do everything, until there is nothing to do."""
    world.start_workers()
    for _ in range(1_000):
        busy = any([wires(world), works(world), nudges(world)])
        world.complain()
        if not busy:
            return
    raise Violation("never quiet: something is said for ever")


def wires(world: World) -> bool:
    """Everything on the wires arrives."""
    busy = False
    for wire in world.living():
        if wire.dialling:
            world.accept(wire, world.random.choice(world.workers))
            busy = True
        if wire.up:
            world.send_up(wire, len(wire.up))
            busy = True
        if wire.down:
            world.send_down(wire, len(wire.down))
            busy = True
        if wire.over_for_server:
            world.hang_up(wire)
            busy = True
    return busy


def works(world: World) -> bool:
    """Every task of the workers is done and reported."""
    busy = False
    for worker in world.workers:
        while worker.runner.task or worker.runner.landing:
            step: Callable[[], None] = (
                worker.runner.work if worker.runner.task else worker.runner.land
            )
            step()
            busy = True
    return busy


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


def _unsettled(world: World) -> list[str]:
    """Who is not live, or still has something pending."""
    return [
        f"{name}: {state['link']}, {state['unsaved']} unsaved {state['outgoing']}"
        for name, state in world.states().items()
        if state["link"] != "live" or state["unsaved"]
    ]
