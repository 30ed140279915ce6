"""Every message between a browser and a board, declared once (docs/board-protocol.md §2, §3).

The TypeScript types are generated from these (`manage.py wire_types`).
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from common.ids import Id
from common.wire import Wire

# Who knows the wire knows the items and the operations on it.
from .kinds import *  # noqa: F403
from .kinds import Item, Seq, Unit
from .operations import *  # noqa: F403
from .operations import Operation, OpName

PROTOCOL = 1

Mode = Literal["open", "silent"]
#: A width or height of what somebody sees of the board.
Extent = Annotated[int, Meta(ge=1, le=2**31 - 1)]
Hash = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]

#: A text holds at most this many UTF-16 code units.
TEXT_LIMIT = 4000

#: So many of the items somebody has chosen are told to others at most.
CHOSEN_LIMIT = 24


class Cursor(Wire):
    stream: Id
    seq: Seq
    hash: Hash


class Join(Wire, tag_field="t", tag="join"):
    protocol: int
    cursors: Annotated[list[Cursor], Meta(max_length=16)]
    epoch: str | UnsetType = UNSET
    y_client: Seq | UnsetType = UNSET


class Op(Wire, tag_field="t", tag="op"):
    op_id: Id
    private: bool
    op: Operation


class Pull(Wire, tag_field="t", tag="pull"):
    stream: Id
    since: Seq


class OpenText(Wire, tag_field="t", tag="open_text"):
    item: Id


class Presence(Wire, tag_field="t", tag="presence"):
    x: Unit | UnsetType = UNSET
    y: Unit | UnsetType = UNSET
    item: Id | UnsetType = UNSET
    #: what she has chosen; as before where it is not said
    chosen: Annotated[list[Id], Meta(max_length=CHOSEN_LIMIT)] | UnsetType = UNSET


class Follow(Wire, tag_field="t", tag="follow"):
    """From now on she wants to see what this person sees; `null`: nobody any more."""

    person: Id | None


class Look(Wire, tag_field="t", tag="look"):
    """The part of the board on her screen; sent only while somebody follows her."""

    x: Unit
    y: Unit
    w: Extent
    h: Extent


class Ping(Wire, tag_field="t", tag="ping"):
    n: Seq


class Seen(Wire, tag_field="t", tag="seen"):
    """The answer to a `mark`, at once: everything up to it was read."""

    n: Seq


ClientMessage = Join | Op | Pull | OpenText | Presence | Follow | Look | Ping | Seen
decode = msgspec.json.Decoder(ClientMessage).decode


class Entry(Wire):
    """An entry as the log holds it; `facts` and `words` keep the log's own bytes."""

    seq: int
    at: str
    actor: Id
    verb: str
    op: Id
    facts: msgspec.Raw
    words: msgspec.Raw | None


class You(Wire):
    person: Id
    role: str
    y_client: int


class BoardView(Wire):
    id: Id
    title: str
    mode: Mode
    challenge: Id | None


class PersonView(Wire):
    id: Id
    label: str
    role: str
    here: bool


class Snapshot(Wire):
    """A stream whole: `items` frames with so many items of its state follow the welcome."""

    id: Id
    kind: Literal["board", "own"]
    seq: int
    hash: Hash
    count: int


class Tail(Wire):
    """A stream from the client's cursor on."""

    id: Id
    kind: Literal["board", "own"]
    seq: int
    hash: Hash
    entries: list[Entry]


class Welcome(Wire, tag_field="t", tag="welcome"):
    protocol: int
    epoch: str
    now: str
    you: You
    board: BoardView
    may: list[OpName]
    people: list[PersonView]
    streams: list[Snapshot]


class Items(Wire, tag_field="t", tag="items"):
    """A part of a stream's snapshot."""

    stream: Id
    items: list[Item]


class CaughtUp(Wire, tag_field="t", tag="caught_up"):
    protocol: int
    epoch: str
    now: str
    you: You
    board: BoardView
    may: list[OpName]
    people: list[PersonView]
    streams: list[Tail]


class Entries(Wire, tag_field="t", tag="entries"):
    stream: Id
    hash: Hash
    entries: list[Entry]


class Accepted(Wire, tag_field="t", tag="accepted"):
    op_id: Id
    stream: Id
    seq: int


class Refused(Wire, tag_field="t", tag="refused"):
    op_id: Id | None
    code: str
    message: str


class TextState(Wire, tag_field="t", tag="text"):
    item: Id
    epoch: int
    state: str


class People(Wire, tag_field="t", tag="people"):
    people: list[PersonView]


class Spot(Wire):
    """Where somebody's cursor is, which item she is editing, and what she has chosen."""

    x: int | None
    y: int | None
    item: Id | None
    #: as it was told before where it is not said
    chosen: list[Id] | UnsetType = UNSET


class Presences(Wire, tag_field="t", tag="presence"):
    people: dict[str, Spot | None]


class Followed(Wire, tag_field="t", tag="followed"):
    """Who follows you now; while it is anybody, say where you look."""

    by: list[Id]


class Looking(Wire, tag_field="t", tag="look"):
    """Where the person you follow looks."""

    person: Id
    x: int
    y: int
    w: int
    h: int


class RulesNow(Wire, tag_field="t", tag="rules"):
    mode: Mode
    may: list[OpName]


class Beat(Wire, tag_field="t", tag="beat"):
    now: str
    heads: dict[str, int]


class Pong(Wire, tag_field="t", tag="pong"):
    n: int
    now: str


class Mark(Wire, tag_field="t", tag="mark"):
    """Asks for `seen`, so that the server knows how far this reader has come."""

    n: int


class Bye(Wire, tag_field="t", tag="bye"):
    code: str
    retry_ms: int


ServerMessage = (
    Welcome
    | Items
    | CaughtUp
    | Entries
    | Accepted
    | Refused
    | TextState
    | People
    | Presences
    | Followed
    | Looking
    | RulesNow
    | Beat
    | Pong
    | Mark
    | Bye
)


class Close:
    """Close codes of the socket, each with its one meaning (docs/board-protocol.md §3)."""

    RESTART = 1012
    NOT_UNDERSTOOD = 4001
    NOT_MEMBER = 4003
    TOO_SLOW = 4008
    OLD_PAGE = 4010
    TOO_MUCH = 4029
