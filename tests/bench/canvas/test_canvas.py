"""What every canvas is given, and how the bench sees that it is shown."""

from __future__ import annotations

import pytest
from PIL import Image, ImageColor

from .field import SIDE, Field, field
from .scenes import NotDone, shows

CAMERA = {"x": 0.0, "y": 0.0, "zoom": 0.5}


def test_the_seed_alone_decides_what_lies_where() -> None:
    assert field(500, 7) == field(500, 7)
    assert field(500, 7) != field(500, 8)


def test_a_quarter_as_many_connectors_join_two_notes_each() -> None:
    given = field(500, 7)
    known = {note["id"] for note in given["notes"]}
    assert len(given["links"]) == 125
    for link in given["links"]:
        assert link["from"] != link["to"]
        assert {link["from"], link["to"]} <= known


def painted(given: Field, *, notes: bool = True, links: bool = True) -> Image.Image:
    picture = Image.new("RGB", (1440, 900), "white")
    zoom = CAMERA["zoom"]
    if links:
        for link in given["links"]:
            x, y = int(link["x"] * zoom), int(link["y"] * zoom)
            picture.paste((40, 40, 40), (x, y - 1, x + 9, y + 1))
    for note in given["notes"] if notes else ():
        x, y, side = int(note["x"] * zoom), int(note["y"] * zoom), int(SIDE * zoom)
        colour = ImageColor.getrgb(given["paints"][note["colour"]])
        picture.paste(colour, (x, y, x + side, y + side))
    return picture


def test_a_picture_with_notes_and_connectors_passes() -> None:
    given = field(500, 7)
    shows(given, painted(given), CAMERA)


@pytest.mark.parametrize("missing", ["notes", "links"])
def test_a_picture_without_the_one_or_the_other_does_not(missing: str) -> None:
    given = field(500, 7)
    with pytest.raises(NotDone):
        shows(given, painted(given, **{missing: False}), CAMERA)
