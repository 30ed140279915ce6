"""What is done to a board, and the proof afterwards that it was done."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from PIL import Image, ImageColor

from tests.bench.canvas.browser import HEIGHT, WIDTH, Open, Watched
from tests.bench.canvas.field import FARTHEST, SIDE, Field, whole

MIDDLE = (WIDTH / 2, HEIGHT / 2)
#: one turn of a wheel, how many of them make a side of a walk
TURN, TURNS = 14, 50
SIDES = ((1, 0), (0, 1), (-1, 0))
ZOOMS = 70
#: others move so many notes so often
OTHERS, TIMES, APART_MS = 20, 42, 50
CIRCLE, ROUND = 180, 120
PUT_DOWN = (260, 140)
#: where nothing of any tool lies over the board
CLEAR = (300, 150, 1140, 740)
NEAR_ENOUGH, NOT_COUNTED = 2.0, 4.5
#: some canvases line a note up with those around it, each way by no more than this
LINED_UP = 6.0
CARRIED = NOT_COUNTED + LINED_UP * math.sqrt(2)
SHOWN, COVERED, ALIKE = 0.9, 2, 14
#: at smaller zooms a line is too thin to be told from the paper
LINKS_FROM, SHOWN_LINKS, DARK = 0.45, 0.7, 200


class NotDone(AssertionError):
    """A canvas did not do what the figures would be of."""


Scene = Callable[[Open], Awaitable[Watched]]


async def pan(page: Open) -> Watched:
    """Right, down and left, at zoom 1."""
    return await _walk(page, 1.0)


async def pan_half(page: Open) -> Watched:
    """The same at half the size."""
    return await _walk(page, 0.5)


async def pan_whole(page: Open) -> Watched:
    """The same with the whole board in sight, or as much of it as zoom goes."""
    return await _walk(page, whole(page.field, WIDTH, HEIGHT))


async def drag(page: Open) -> Watched:
    """Somebody carries a note around and puts it down elsewhere."""
    await look(page, 1.0)
    camera = await page.ask("camera")
    note = _nearest(page.field, camera, MIDDLE[0] - 150, MIDDLE[1])[0]
    was = await page.ask("place", note)
    start = (was["x"] + camera["x"] + SIDE / 2, was["y"] + camera["y"] + 9)
    path = [
        (
            start[0] + CIRCLE * (1 - math.cos(turn)),
            start[1] + CIRCLE * math.sin(turn),
        )
        for turn in (2 * math.pi * step / ROUND for step in range(1, ROUND))
    ]
    path.append((start[0] + PUT_DOWN[0], start[1] + PUT_DOWN[1]))
    held: dict[str, Any] = {"button": "left", "buttons": 1, "clickCount": 1}
    # A drag begins with the first pixels, and not every tool counts those.
    begun = [_mouse("mouseMoved", start[0] + px, start[1], **held) for px in (1, 2, 4, 6, 8)]
    await page.give([_mouse("mouseMoved", *start), _mouse("mousePressed", *start, **held), *begun])
    found = await page.watched(
        lambda: page.give([_mouse("mouseMoved", *at, **held) for at in path])
    )
    await page.give([_mouse("mouseReleased", *path[-1], button="left", clickCount=1)])
    await page.rest()
    await _lies(page, note, was["x"] + PUT_DOWN[0], was["y"] + PUT_DOWN[1], CARRIED)
    shows(page.field, await page.picture(), camera, {note: await page.ask("place", note)})
    return found


async def remote(page: Open) -> Watched:
    """Others move notes that are in sight."""
    await look(page, 1.0)
    camera = await page.ask("camera")
    notes = _nearest(page.field, camera, *MIDDLE)[:OTHERS]
    homes = {note: await page.ask("place", note) for note in notes}
    steps = [
        [
            {"id": note, "x": at["x"] + _sway(step, k), "y": at["y"] + step / 2}
            for k, (note, at) in enumerate(homes.items())
        ]
        for step in range(1, TIMES + 1)
    ]
    found = await page.watched(
        lambda: page.page.evaluate(
            "([steps, apart]) => window.watch.remote(steps, apart)", [steps, APART_MS]
        )
    )
    await page.rest()
    for place in steps[-1]:
        await _lies(page, place["id"], place["x"], place["y"])
    shows(page.field, await page.picture(), camera, {one["id"]: one for one in steps[-1]})
    return found


async def zoom(page: Open) -> Watched:
    """From zoom 1 out to the whole board and back, at the middle of the screen."""
    least = whole(page.field, WIDTH, HEIGHT)
    await look(page, 1.0)
    before = await page.ask("camera")
    zooms = [least ** (step / ZOOMS) for step in range(ZOOMS + 1)]
    zooms += zooms[-2::-1]

    async def turn() -> None:
        """A hand that sees how far it has come: not every canvas takes every turn."""
        for zoom in zooms:
            turned = await page.page.evaluate("(to) => bench.turn(bench.camera().zoom, to)", zoom)
            await page.cdp.send("Input.dispatchMouseEvent", _wheel(0, turned, modifiers=2))

    found = await page.watched(turn)
    await page.rest()
    after = await page.ask("camera")
    if found.seen["least"] > least * 1.1:
        raise NotDone(f"zoomed to {found.seen['least']:.3f}, not to {least:.3f}")
    if abs(after["zoom"] / before["zoom"] - 1) > 0.1:
        raise NotDone(f"came back to zoom {after['zoom']:.3f}, not to 1")
    shows(page.field, await page.picture(), after)
    return found


SCENES: dict[str, Scene] = {
    "pan": pan,
    "pan_half": pan_half,
    "pan_whole": pan_whole,
    "zoom": zoom,
    "drag": drag,
    "remote": remote,
}


# -- looking


async def look(page: Open, zoom: float) -> None:
    """Towards a corner of the field, so that there is room to go; the whole of it in the middle."""
    field = page.field
    far = field["width"] * zoom < 2 * WIDTH
    x = (WIDTH - field["width"] * zoom) / 2 if far and zoom < FARTHEST * 3 else -200 * zoom
    y = (HEIGHT - field["height"] * zoom) / 2 if far and zoom < FARTHEST * 3 else -200 * zoom
    await page.ask("look", {"x": x, "y": y, "zoom": zoom})
    await page.rest()


async def _walk(page: Open, zoom: float) -> Watched:
    await look(page, zoom)
    before = await page.ask("camera")
    turns = [_wheel(TURN * dx, TURN * dy) for dx, dy in SIDES for _ in range(TURNS)]
    found = await page.watched(lambda: page.give(turns))
    await page.rest()
    after = await page.ask("camera")
    went = (found.seen["right"] - found.seen["left"], before["y"] - after["y"])
    for name, way in zip(("sideways", "down"), went, strict=True):
        if abs(way - TURN * TURNS) > NEAR_ENOUGH:
            raise NotDone(f"went {way:.1f} px {name}, not {TURN * TURNS}")
    if abs(after["x"] - before["x"]) > NEAR_ENOUGH or abs(after["zoom"] / zoom - 1) > 0.01:
        raise NotDone(f"ended at {after}, having begun at {before}")
    shows(page.field, await page.picture(), after)
    return found


def shows(field: Field, picture: Image.Image, camera: Any, moved: Any = None) -> None:
    """Are the notes there to be seen, each in its colour, where nothing lies over the board?"""
    sight = list(_in_sight(field, camera, moved or {}))
    if len(sight) < 4:
        raise NotDone(f"only {len(sight)} notes would be in sight")
    there = [note for note in sight if _is_painted(picture, camera, note, field["paints"])]
    if len(there) < SHOWN * (len(sight) - COVERED):
        raise NotDone(f"of {len(sight)} notes in sight {len(there)} are to be seen")
    if camera["zoom"] >= LINKS_FROM and not moved:
        _shows_links(field, picture, camera)


def _shows_links(field: Field, picture: Image.Image, camera: Any) -> None:
    """Does a line leave each note that is connected to another one?"""
    sight = {note["id"]: note for note in _in_sight(field, camera)}
    starts = [sight[link["from"]] for link in field["links"] if link["from"] in sight]
    there = [note for note in starts if _has_line(picture, camera, note)]
    if len(there) < SHOWN_LINKS * (len(starts) - 1):
        raise NotDone(f"of {len(starts)} connectors in sight {len(there)} are to be seen")


def _has_line(picture: Image.Image, camera: Any, note: Field) -> bool:
    """Is it dark somewhere just right of the middle of a note's edge?"""
    x = round(camera["x"] + (note["x"] + SIDE + 6) * camera["zoom"])
    y = round(camera["y"] + (note["y"] + SIDE / 2) * camera["zoom"])
    column: Any = [picture.getpixel((x, y + off)) for off in range(-14, 15)]
    return any(max(pixel) < DARK for pixel in column)


def _in_sight(field: Field, camera: Any, moved: Any = None) -> Iterator[Field]:
    left, top, right, bottom = CLEAR
    side = SIDE * camera["zoom"]
    for note in field["notes"]:
        one = note | (moved or {}).get(note["id"], {})
        x, y = camera["x"] + one["x"] * camera["zoom"], camera["y"] + one["y"] * camera["zoom"]
        if left <= x <= right - side and top <= y <= bottom - side:
            yield one


def _is_painted(picture: Image.Image, camera: Any, note: Field, paints: dict[str, str]) -> bool:
    """Is there its colour near its corners, where no text is?"""
    wanted = ImageColor.getrgb(paints[note["colour"]])
    for across, down in ((0.06, 0.06), (0.94, 0.06), (0.06, 0.5), (0.5, 0.04), (0.3, 0.9)):
        x = camera["x"] + (note["x"] + SIDE * across) * camera["zoom"]
        y = camera["y"] + (note["y"] + SIDE * down) * camera["zoom"]
        found: Any = picture.getpixel((round(x), round(y)))
        if max(abs(a - b) for a, b in zip(found, wanted, strict=False)) <= ALIKE:
            return True
    return False


def _nearest(field: Field, camera: Any, x: float, y: float) -> list[str]:
    """All notes, those first that lie next to a point of the screen; the camera at zoom 1."""

    def far(note: Field) -> float:
        return math.hypot(
            camera["x"] + note["x"] + SIDE / 2 - x, camera["y"] + note["y"] + SIDE / 2 - y
        )

    return [str(note["id"]) for note in sorted(field["notes"], key=far)]


async def _lies(page: Open, note: str, x: float, y: float, near: float = NEAR_ENOUGH) -> None:
    at = await page.ask("place", note)
    if math.hypot(at["x"] - x, at["y"] - y) > near:
        raise NotDone(f"a note lies at {at}, not at {x:.1f}, {y:.1f}")


def _sway(step: int, k: int) -> float:
    return 30 * math.sin(step / 6 + k)


def _wheel(dx: float, dy: float, **more: Any) -> dict[str, Any]:
    return _mouse("mouseWheel", *MIDDLE, deltaX=dx, deltaY=dy, **more)


def _mouse(kind: str, x: float, y: float, **more: Any) -> dict[str, Any]:
    return {"type": kind, "x": x, "y": y, "pointerType": "mouse", **more}
