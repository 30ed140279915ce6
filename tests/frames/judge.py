"""What a frame must be answered, told without the server: by the declarations and by plain JSON."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from boards import wire

ID = re.compile(r"[0-9a-f]{32}")
#: half characters, numbers beyond all bounds, very many brackets: not every reader reads on
DOUBTFUL = re.compile(r"\\u[dD][89a-fA-F]|e[0-9]{3}|[\[{]{100}|(?:\{\"(?:t|op)\":){100}")
LONGEST = 256 * 1024
NOBODY: frozenset[str | None] = frozenset({None})


class Due(NamedTuple):
    """`refused`: the op_ids under one of which it is refused as not understood, None where none can
    be read; empty where it is well formed. `op_id`: the operation that is to be answered once."""

    refused: frozenset[str | None] = frozenset()
    op_id: str | None = None
    #: well formed, but it may name something that is not there for the sender
    perhaps: bool = False

    @property
    def may_name(self) -> frozenset[str | None]:
        """Under which op_ids a refusal as not understood may come."""
        return self.refused or (NOBODY if self.perhaps else frozenset())


def due(frame: str) -> Due:
    """What the answer to a frame of somebody who has joined must be."""
    message = _message(frame)
    if message is None:
        return Due(refused=_names(frame))
    if isinstance(message, wire.Op):
        return Due(op_id=message.op_id)
    if isinstance(message, wire.Join):
        return Due(refused=NOBODY)  # a second one
    return Due(perhaps=not isinstance(message, wire.Presence | wire.Ping))


def first(frame: str) -> frozenset[str]:
    """What the first frame of a socket may be answered: a kind of message, or a code."""
    message = _message(frame)
    if message is None:
        another = '"protocol"' in frame or '"protocol' in frame.replace("\\", "")
        return frozenset({"not_understood", *(["reload_page"] if another else [])})
    if not isinstance(message, wire.Join):
        return frozenset({"join_first"})
    return frozenset(
        {"welcome", "caught_up"} if message.protocol == wire.PROTOCOL else {"reload_page"}
    )


def _message(frame: str) -> Any:
    if len(frame) > LONGEST:
        return None
    try:
        return wire.decode(frame)
    except (ValueError, RecursionError):
        return None


def _names(frame: str) -> frozenset[str | None]:
    """The op_id in plain JSON; nobody where it is none; either where readers may differ."""
    doubts: list[str] = []
    try:
        read = json.loads(
            frame,
            object_pairs_hook=lambda pairs: _object(pairs, doubts),
            parse_constant=doubts.append,
            parse_int=lambda digits: 0,
        )
    except (ValueError, RecursionError):
        return NOBODY
    if doubts or DOUBTFUL.search(frame) or (isinstance(read, dict) and "t" not in read):
        return frozenset({None, *ID.findall(frame)})
    if not isinstance(read, dict) or read["t"] != "op":
        return NOBODY
    op_id = read.get("op_id")
    return frozenset({op_id}) if isinstance(op_id, str) and ID.fullmatch(op_id) else NOBODY


def _object(pairs: list[tuple[str, Any]], doubts: list[str]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        doubts.append("a name twice")
    return made
