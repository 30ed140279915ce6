"""Frames that no client sends: every message, broken in one place, by seed."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

from common.ids import new_id
from tests.support.socket import Frame, note

_RAW = "\x01raw:"  # marks JSON that Python would not write

NUMBERS: list[Any] = [None, "1", [], {}, True, 1.5, -1, 2**53, 10**40]
BAD: dict[str, list[Any]] = {
    "id": [None, 5, "", "A" * 32, "a" * 31, "a" * 33, "a" * 32 + "\n", "a" * 31 + "\u0000", [], {}],
    "seq": [*NUMBERS, _RAW + "NaN", _RAW + "1e400", _RAW + "-Infinity", _RAW + "01"],
    "unit": [None, "1", [], True, 1.5, 2**31, -(2**31) - 1, _RAW + "NaN", _RAW + "1e400"],
    "span": [None, "1", [], True, 1.5, 0, 15, -16, 2**20 + 1, _RAW + "NaN"],
    "order": [None, 5, "", "!", "a" * 65, "ž", "V\n", "V ", []],
    "colour": [None, 5, "", "red", "Yellow", "yellow\n", []],
    "text": [None, 5, [], {}, True, _RAW + '"\\ud800"', _RAW + '"a\\udc00b"', _RAW + '"\\x41"'],
    "update": [None, 5, [], "A" * 64_001, _RAW + '"\\ud800"'],
    "flag": [None, 0, 1, "true", "", []],
    "ids": [None, "x", {}, [], [None], ["x"], ["a" * 32] * 501, ["a" * 32, "A" * 32]],
    "chosen": [None, "x", {}, [None], ["x"], ["a" * 32] * 25, ["a" * 32, "A" * 32]],
    "moves": [None, "x", {}, [], [None], ["a" * 32], [{}], [{"id": "a" * 32}]],
    "op": [
        None,
        "add_note",
        [],
        {},
        {"t": "add_note"},
        {"t": "vote"},
        {"t": None},
        {"id": "a" * 32},
    ],
    "tag": [None, 5, "", "OP", "welcome", "entries", "join ", [], {}],
}
#: what a field holds, by its name; the same wherever it occurs
KINDS = {
    "op_id": "id", "id": "id", "stream": "id", "item": "id", "n": "seq", "since": "seq",
    "file": "id", "w": "span", "h": "span", "alt": "text",
    "epoch": "seq", "x": "unit", "y": "unit", "z": "order", "colour": "colour", "text": "text",
    "update": "update", "private": "flag", "ids": "ids", "moves": "moves", "op": "op", "t": "tag",
    "chosen": "chosen",
}  # fmt: skip
#: fields a server sets; who sends them is not understood (S8)
FORGED = ("author", "role", "seq", "at", "actor", "board", "hash", "mode", "words", "__proto__", "")
OPTIONAL = {("presence", "x"), ("presence", "y"), ("presence", "item"), ("presence", "chosen")}

WHOLE = [
    "", " ", "null", "true", "0", "1e400", "NaN", '"join"', "[]", "[{}]", "{}", '{"t":"ping"',
    '{"t":"ping","n":1}}', '{"t":"ping","n":1} x', "{'t':'ping','n':1}", '\ufeff{"t":"ping","n":1}',
    '{"t":"ping","n":\ud800}', '{"t":"ping","n":"\ud800"}', "\x00", "[" * 100_000, '{"t":' * 60_000,
    '{"t":"op","op_id":"' + "a" * 32 + '","private":false,"op":' + "[" * 9_000,
    '{"t":"ping","n":' + "9" * 5_000 + "}", '{"t":"presence","x":1' + "0" * 400 + "}",
]  # fmt: skip


def frames() -> list[Frame]:
    """One proper frame of every message and operation (but `join`)."""
    one = new_id()
    place = {"id": one, "x": 1, "y": 2, "z": "V"}
    operations: list[Frame] = [
        note("Proper"),
        {"t": "add_image", **place, "w": 1536, "h": 1024, "file": one, "alt": "Proper"},
        {"t": "move_items", "moves": [place]},
        {"t": "colour_items", "ids": [one], "colour": "blue"},
        {"t": "delete_items", "ids": [one]},
        {"t": "edit_text", "id": one, "epoch": 0, "update": "AAA="},
        {"t": "reveal"},
    ]
    said = [{"t": "op", "op_id": new_id(), "private": False, "op": op} for op in operations]
    said += [
        {"t": "pull", "stream": one, "since": 0},
        {"t": "open_text", "item": one},
        {"t": "presence", "x": 1, "y": 2, "item": one, "chosen": [one]},
        {"t": "ping", "n": 1},
    ]
    return said


def broken(seed: int, count: int) -> Iterator[str | bytes]:
    """`count` frames that are not valid, each in another way."""
    rng = random.Random(seed)
    yield from WHOLE
    for _ in range(count - len(WHOLE)):
        frame = copy.deepcopy(rng.choice(frames()))
        yield rng.choice((_value, _value, _value, _missing, _added, _cut, _binary))(frame, rng)


def _objects(frame: Frame) -> list[Frame]:
    """The frame and every object in it."""
    found = [frame]
    for value in frame.values():
        inner = value if isinstance(value, list) else [value]
        found += [one for each in inner if isinstance(each, dict) for one in _objects(each)]
    return found


def _value(frame: Frame, rng: random.Random) -> str:
    where = rng.choice(_objects(frame))
    name = rng.choice(list(where))
    where[name] = rng.choice(BAD[KINDS[name]])
    return _text(frame)


def _missing(frame: Frame, rng: random.Random) -> str:
    where = rng.choice(_objects(frame))
    names = [name for name in where if (where.get("t", ""), name) not in OPTIONAL]
    del where[rng.choice(names)]
    return _text(frame)


def _added(frame: Frame, rng: random.Random) -> str:
    rng.choice(_objects(frame))[rng.choice(FORGED)] = rng.choice([1, "facilitator", None, {}])
    return _text(frame)


def _cut(frame: Frame, rng: random.Random) -> str:
    text = _text(frame)
    return text[: rng.randrange(1, len(text))]


def _binary(frame: Frame, rng: random.Random) -> bytes:
    return _text(frame).encode() if rng.random() < 0.5 else rng.randbytes(rng.randint(0, 40))


def _text(frame: Frame) -> str:
    """JSON, with the raw parts put in as they are."""
    parts = json.dumps(frame).split('"' + json.dumps(_RAW)[1:-1])
    return parts[0] + "".join(_unquoted(part) for part in parts[1:])


def _unquoted(part: str) -> str:
    """What follows a mark: the rest of that JSON text, taken out of its quotes."""
    raw, end = json.decoder.scanstring(part, 0)  # type: ignore[attr-defined]  # not in typeshed
    return str(raw) + part[end:]
