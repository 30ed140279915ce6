"""What lies on the board of a challenge when its team arrives. Pure: a brief in, operations out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from challenges.models import Brief
from common.ids import new_id

from .operations import AddNote, AddText, AddZone, LockItems
from .order import next_keys

PX: Final = 16
NOTE, GAP, HEAD = 192 * PX, 24 * PX, 56 * PX
ACROSS: Final = 4
WIDE: Final = ACROSS * NOTE + (ACROSS - 1) * GAP
#: of letters that are easy to read beside a note: how many fit into a pixel, how high a line is
LETTERS_PER_PX, LINE = 1 / 10, 30 * PX
#: surely less than a text may hold, in whatever script; all of it stands in the brief
LONGEST: Final = 1900

Seed = AddNote | AddText | AddZone | LockItems


class Headings(NamedTuple):
    """The words over the parts, in the language of the brief."""

    brief: str
    constraints: str
    materials: str


class _Box(NamedTuple):
    x: int
    y: int
    w: int
    h: int


def of_brief(brief: Brief, language: str, headings: Headings, top: str = "") -> list[Seed]:
    """A zone with the problem, what it has to respect, what is in the room, the first questions.

    All of it is locked. Nothing is said of what the brief does not say.
    """
    texts, y = _texts(brief, headings)
    notes, bottom = _notes(brief.first_questions, y)
    keys = iter(next_keys(top, 1 + len(texts) + len(notes)))
    zone = AddZone(
        new_id(), -GAP, -HEAD, next(keys), WIDE + 2 * GAP, bottom + HEAD, "grey", headings.brief,
        lang=language,
    )  # fmt: skip
    inside: list[AddNote | AddText] = [
        AddText(new_id(), *box[:2], next(keys), *box[2:], text, zone=zone.id, lang=language)
        for box, text in texts
    ]
    inside += [
        AddNote(new_id(), x, y, next(keys), "blue", text, zone=zone.id, lang=language)
        for (x, y), text in notes
    ]
    return [zone, *inside, LockItems([zone.id, *(one.id for one in inside)], locked=True)]


def _texts(brief: Brief, headings: Headings) -> tuple[list[tuple[_Box, str]], int]:
    """The parts that are read, and where they end: the problem above, the lists side by side."""
    story = _short(f"{brief.title}\n\n{brief.problem}")
    box = _Box(0, 0, WIDE, _height(story, WIDE))
    placed, y = [(box, story)], box.h + GAP
    lists = ((headings.constraints, brief.constraints), (headings.materials, brief.materials))
    told = [_list(title, lines) for title, lines in lists if lines]
    if not told:
        return placed, y
    width = (WIDE - GAP * (len(told) - 1)) // len(told)
    height = max(_height(text, width) for text in told)
    placed += [(_Box(at * (width + GAP), y, width, height), text) for at, text in enumerate(told)]
    return placed, y + height + GAP


def _list(title: str, lines: Sequence[str]) -> str:
    return _short("\n".join([title, *(f"– {line}" for line in lines)]))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _notes(lines: Sequence[str], y: int) -> tuple[list[tuple[tuple[int, int], str]], int]:
    """Questions as notes in rows, and where they end."""
    step = NOTE + GAP
    corners = [(at % ACROSS * step, y + at // ACROSS * step) for at in range(len(lines))]
    bottom = corners[-1][1] + step if corners else y
    return list(zip(corners, lines, strict=True)), bottom


def _height(text: str, width: int) -> int:
    """Room for a text whose letters are of one size."""
    fit = max(1, int(width / PX * LETTERS_PER_PX))
    lines = sum(max(1, -(-len(line) // fit)) for line in text.split("\n"))
    return (lines + 1) * LINE
