"""The notes and connectors that every canvas is given; the seed decides."""

from __future__ import annotations

import math
import random
import re
from typing import Any

from tests.bench.machine import ROOT

TOKENS = ROOT / "frontend" / "src" / "shared" / "tokens.css"
COLOURS = ("yellow", "orange", "pink", "purple", "blue", "green", "grey")
# fmt: off
WORDS = (
    "water", "heat", "school", "street", "shared", "pilot", "data", "trust", "neighbours",
    "repair", "market", "bicycle", "sun", "library", "youth", "elders", "housing", "budget",
    "try", "feedback", "cost", "risk", "partner", "town", "council", "measure", "map", "story",
    "open", "green", "short", "long", "maybe", "because", "together", "energy", "roof",
    "insulation", "orchard", "river", "bus", "stop",
)
# fmt: on
#: CSS pixels at zoom 1: the side of a note, and how far apart they lie
SIDE, PITCH, JITTER = 192, 216, 20
#: the smallest zoom all three know
FARTHEST = 0.1
INK = "#5b6577"

Field = dict[str, Any]


def field(count: int, seed: int) -> Field:
    """So many notes of 5–17 words, strewn in columns and rows; a quarter as many connectors."""
    chance = random.Random(seed)
    columns = math.ceil(math.sqrt(count * 1.5))
    notes = [
        {
            "id": f"{number:032x}",
            "x": number % columns * PITCH + chance.randrange(JITTER),
            "y": number // columns * PITCH + chance.randrange(JITTER),
            "colour": chance.choice(COLOURS),
            "text": " ".join(chance.choices(WORDS, k=chance.randint(5, 17))),
        }
        for number in range(count)
    ]
    return {
        "notes": notes,
        "links": [_link(notes, columns, number, chance) for number in range(count // 4)],
        "side": SIDE,
        "paints": paints(),
        "ink": INK,
        "start": {"x": -400, "y": -300, "zoom": 1},
        "width": columns * PITCH,
        "height": math.ceil(count / columns) * PITCH,
    }


def _link(notes: list[Field], columns: int, number: int, chance: random.Random) -> Field:
    """From a note to one a few columns on: connectors tell of neighbours."""
    start = chance.randrange(len(notes))
    row, column = divmod(start, columns)
    to = row * columns + min(columns - 1, column + chance.randint(1, 3))
    if to >= len(notes) or to == start:
        to = start - 1 if start else 1
    source, target = notes[start], notes[to]
    x, y = source["x"] + SIDE, source["y"] + SIDE / 2
    return {
        "id": f"{number + 10**9:032x}",
        "from": source["id"],
        "to": target["id"],
        "x": x,
        "y": y,
        "dx": target["x"] - x,
        "dy": target["y"] + SIDE / 2 - y,
    }


def paints() -> dict[str, str]:
    """The colours of our notes in the light, for the others to use as well."""
    found = dict(re.findall(r"--note-(\w+): light-dark\((#\w+),", TOKENS.read_text()))
    return {colour: found[colour] for colour in COLOURS}


def whole(field: Field, width: int, height: int) -> float:
    """The zoom that shows the whole field, or as much of it as zoom goes."""
    return max(FARTHEST, min(width / field["width"], height / field["height"]))
