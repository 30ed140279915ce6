"""JSON, and what only looks like it."""

from __future__ import annotations

import json
import random
from typing import Any


class Literally(str):
    """Stands in the text as it is."""


class Members(list[tuple[str, Any]]):
    """The members of an object; a name may come twice."""


def render(value: Any, rng: random.Random) -> str:
    """As text; strings are escaped or not, as it happens."""
    if isinstance(value, Literally):
        return str(value)
    if isinstance(value, Members):
        return "{" + ",".join(_member(name, inner, rng) for name, inner in value) + "}"
    if isinstance(value, dict):
        return "{" + ",".join(_member(name, inner, rng) for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(render(inner, rng) for inner in value) + "]"
    return json.dumps(value, ensure_ascii=rng.random() < 0.5)


def _member(name: str, value: Any, rng: random.Random) -> str:
    shown = str(name) if isinstance(name, Literally) else json.dumps(name)
    return f"{shown}:{render(value, rng)}"


def anything(rng: random.Random, depth: int = 0) -> str:
    """JSON that means nothing."""
    kind = rng.randrange(9 if depth < 6 else 6)
    if kind == 6:
        return "[" + ",".join(anything(rng, depth + 1) for _ in range(rng.randrange(4))) + "]"
    if kind > 6:
        names = [
            rng.choice(("t", "op", "op_id", "n", "id", "", "x")) for _ in range(rng.randrange(5))
        ]
        return "{" + ",".join(f'"{name}":{anything(rng, depth + 1)}' for name in names) + "}"
    return str(
        (
            "null",
            rng.choice(("true", "false")),
            str(rng.randint(-(2**70), 2**70)),
            repr(rng.uniform(-1e300, 1e300)),
            json.dumps("".join(rng.choices('ab"\\/\u0000\n é漢😀{}[]:,', k=rng.randrange(20)))),
            json.dumps(rng.choice(("op", "join", "ping", "a" * 32, "add_note", "pull"))),
        )[kind]
    )
