"""The messages of a board's socket: which there are, which ids they name, what a page says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, get_args

from msgspec import inspect

from boards import wire as w
from common.ids import new_id
from tests.support.socket import Frame

from .world import Things

#: fields that hold several ids
MANY = ("ids", "chosen")

OPERATIONS = [kind.__struct_config__.tag for kind in get_args(w.Operation)]
MESSAGES = [kind.__struct_config__.tag for kind in get_args(w.ClientMessage)]


def named_ids() -> list[str]:
    """`message.field` of every id that somebody may send."""
    found = [
        f"{kind.__struct_config__.tag}.{path}"
        for kind in (*get_args(w.ClientMessage), *get_args(w.Operation))
        for path in _ids(inspect.type_info(kind))
    ]
    return [name for name in found if not name.startswith("op.op.")]


def _ids(kind: Any, path: str = "") -> Iterator[str]:
    """The paths of the ids in a type."""
    if isinstance(kind, inspect.StructType):
        for field in kind.fields:
            yield from _ids(
                field.type, f"{path}.{field.encode_name}" if path else field.encode_name
            )
    elif isinstance(kind, inspect.UnionType):
        for one in kind.types:
            yield from _ids(one, path)
    elif isinstance(kind, inspect.ListType):
        yield from _ids(kind.item_type, path)
    elif isinstance(kind, inspect.StrType) and kind.pattern and "{32}" in kind.pattern:
        yield path


def naming(frame: Frame, path: str, value: str, *, beside: bool = False) -> Frame:
    """The same with this id put there; in a list also beside what stands there."""
    named: Frame = json.loads(json.dumps(frame))
    place: Any = named
    *way, last = path.split(".")
    for step in way:
        place = place[step][0] if isinstance(place[step], list) else place[step]
    place[last] = value
    if last in MANY:
        kept = frame.get(last, []) if beside else []
        place[last] = [*kept, value]
    return named


def message(name: str, things: Things) -> Frame:
    """A message as a page sends it, about some team's things."""
    said: dict[str, Frame] = {
        "join": {"t": "join", "protocol": 1, "cursors": [_cursor(things)]},
        "pull": {"t": "pull", "stream": things.stream, "since": 0},
        "open_text": {"t": "open_text", "item": things.item},
        "presence": {"t": "presence", "x": 1, "y": 1, "item": things.item, "chosen": [things.item]},
        "follow": {"t": "follow", "person": things.person},
        "look": {"t": "look", "x": 0, "y": 0, "w": 1, "h": 1},
        "ping": {"t": "ping", "n": 1},
        "seen": {"t": "seen", "n": 2**40},
    }
    return said[name]


def _cursor(things: Things) -> Frame:
    return {"stream": things.stream, "seq": 0, "hash": "0" * 64}


def operation(op: Frame, op_id: str = "") -> Frame:
    """An operation in its message."""
    return {"t": "op", "op_id": op_id or new_id(), "private": False, "op": op}
