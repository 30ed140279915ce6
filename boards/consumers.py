"""The socket of a board. Operations go straight to the room: Channels' own dispatch would cost a
thread hop for each message.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from typing import Any

import msgspec
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings

from accounts import queries as accounts
from common.bucket import Bucket
from common.clock import stamp
from common.ids import Id

from . import frames, joining, service, store
from . import wire as w
from .flood import BYTES_PER_FRAME, FLOOD_SECONDS, FRAMES_PER_SECOND, LOOKING_UP, Purse
from .hub import Done, Hub, Task, spread
from .joining import Visitor
from .member import Member, refusal
from .ops import Refused
from .outlet import DIRECT, Direct, Outlet, Said, Send
from .room import Room

log = logging.getLogger("livelab.boards")

JOIN_SECONDS = 10.0
BAD_FRAMES_IN_A_ROW = 20
FRAME_LIMIT = 256 * 1024
#: fewer operations than this never bring a person to her limit
FEW_WAITING = 16
#: who knocks too often comes back after so long
KNOCK_AGAIN_MS = 10_000


class BoardSocket(AsyncWebsocketConsumer):  # type: ignore[misc]  # Channels has no types
    """One browser on one board."""

    async def __call__(self, scope: Any, receive: Any, send: Send) -> None:
        """Serve one socket from its handshake to its end."""
        self._begin(scope, send)
        if (await receive())["type"] != "websocket.connect":
            return
        await send({"type": "websocket.accept"})
        self._knock()
        late = asyncio.get_running_loop().call_later(JOIN_SECONDS, self._too_late)
        try:
            while (message := await receive())["type"] == "websocket.receive":
                self._heard(message.get("text"))
        finally:
            late.cancel()
            self.outlet.gone()
            self._leave()
            self._never_joined()

    def _begin(self, scope: Any, send: Send) -> None:
        self.scope, self.board = scope, scope["url_route"]["kwargs"]["board"]
        self.direct: Direct | None = scope.get("extensions", {}).get(DIRECT)
        self.outlet = Outlet(send, self.direct)
        self.hub: Hub = service.hub()
        self.room: Room | None = None
        self.member: Member | None = None
        self.purse: Purse | None = None
        self.joining = self.knocking = self.stranger = False
        self.bad_frames = 0
        self.time: Callable[[], float] = asyncio.get_running_loop().time
        self.bucket = Bucket(FRAMES_PER_SECOND, FLOOD_SECONDS, self.time())
        self.spent = 0.0
        self.cookies = _cookies(scope)
        self.place, self.shown = scope.get("place", ""), _shown(self.cookies)

    def _knock(self) -> None:
        """[B8.23] May it try to join?"""
        self.knocking = self.hub.doorstep.knock(self.place, self.shown, self.time())
        if not self.knocking:
            self.outlet.send(frames.message(w.Bye("too_much", KNOCK_AGAIN_MS + spread())))
            self.outlet.close(w.Close.TOO_MUCH)
        elif self.direct:
            self.direct.listen(self._heard)

    def _never_joined(self) -> None:
        if self.knocking:
            in_vain = self.stranger or not self.joining
            self.hub.doorstep.left(self.place, self.time(), in_vain=in_vain)

    def _leave(self) -> None:
        if self.purse:
            self.purse.leave(self)
        if self.room and self.member:
            self.room.leave(self.member)

    @property
    def waiting(self) -> int:
        """See `flood.Spender`."""
        return self.member.waiting if self.member else 0

    def too_much(self) -> None:
        """See `flood.Spender`."""
        self._end("too_much", w.Close.TOO_MUCH)

    # -- frames

    def _heard(self, said: Said) -> None:
        if self.outlet.closed:
            return
        if not self._affords(said):
            return
        try:
            self._handle(_decode(said))
        except msgspec.DecodeError:
            if self.member is None and not self.joining and _of_another_protocol(said):
                self._end("reload_page", w.Close.OLD_PAGE)
            else:
                self._misunderstood(_op_id_in(said))
        except Exception:
            log.exception("a frame could not be handled")
            self._refuse(None, "failed")

    def _affords(self, said: Said) -> bool:
        """[B8.2] [B8.18] Within what this socket and its person may say? If not, one socket closes:
        this one, or another of hers that says more."""
        now, cost = self.time(), 1 + (len(said) // BYTES_PER_FRAME if said else 0)
        if not self.bucket.take(now, cost):
            self.too_much()
        elif self.purse:
            self.purse.spend(self, now, cost)
        return not self.outlet.closed

    def _handle(self, message: w.ClientMessage) -> None:
        self.bad_frames = 0
        if self.member is None or self.room is None:
            self._first(message)
            return
        if isinstance(message, w.Op):
            self._submit(self.room, self.member, message)
        elif isinstance(message, w.Seen):
            if not self.outlet.seen(message.n):
                self._misunderstood(None)
        elif isinstance(message, (w.Presence, w.Look, w.Follow)):
            _shows(self.room, self.member, message)
        elif isinstance(message, w.Ping):
            self.room.alive(self.member)
            self.member.tell(w.Pong(message.n, stamp(self.hub.now())))
        elif isinstance(message, w.Pull):
            self._pull(self.member, self.room, message)
        elif isinstance(message, w.OpenText):
            self._open_text(self.member, self.room, message)
        else:
            self._misunderstood(None)

    def _first(self, message: w.ClientMessage) -> None:
        """B1: join, and nothing before it."""
        if not isinstance(message, w.Join) or self.joining:
            self._end("join_first", w.Close.NOT_UNDERSTOOD)
        elif message.protocol != w.PROTOCOL:
            self._end("reload_page", w.Close.OLD_PAGE)
        else:
            self.joining = True
            self.hub.join(self.board, self.outlet, self._identify, message, self._joined)

    def _joined(self, room: Room, member: Member) -> None:
        self.room, self.member = room, member
        self.knocking, now = False, self.time()
        self.hub.doorstep.joined(self.place, self.shown, now)
        self.purse = self.hub.purses.of(member.person, now)
        self.purse.enter(self, now)

    def _too_late(self) -> None:
        if self.member is None and not self.joining:
            self._end("join_first", w.Close.NOT_UNDERSTOOD)

    def _misunderstood(self, op_id: str | None) -> None:
        self.bad_frames += 1
        if self.bad_frames >= BAD_FRAMES_IN_A_ROW:
            self._end("not_understood", w.Close.NOT_UNDERSTOOD)
        else:
            self._refuse(op_id, "not_understood")

    def _refuse(self, op_id: str | None, code: str) -> None:
        language = self.member.language if self.member else "en"
        self.outlet.send(frames.message(refusal(op_id, code, language)))

    def _end(self, code: str, close: int) -> None:
        self._refuse(None, code)
        self._leave()
        self.outlet.close(close)

    def _submit(self, room: Room, member: Member, message: w.Op) -> None:
        if self.purse and member.waiting >= FEW_WAITING:
            self.purse.queue()
        if not self.outlet.closed:
            room.submit(member, message)

    # -- in the database thread

    def _identify(self) -> Visitor:
        """Who this is, from her cookies."""
        lab = store.lab_of(self.board)
        known = accounts.known_by_cookies(self.cookies, lab) if lab else None
        if known is None:
            self.stranger = True
            raise Refused("not_member")
        return Visitor(known.person.hex, known.person.language, known.proof)

    def _pull(self, member: Member, room: Room, message: w.Pull) -> None:
        """Entries of a stream this member reads (others are as if they were not there)."""
        if message.stream not in {stream.id for stream in room.streams_of(member)}:
            member.refuse(None, "not_understood")
            return
        self._look_up(
            lambda: joining.entries_since(message.stream, message.since),
            lambda found: room.pulled(member, message.stream, found),
        )

    def _open_text(self, member: Member, room: Room, message: w.OpenText) -> None:
        item = room.item_for(member, message.item)
        if item is None:
            member.refuse(None, "no_such_item")
            return
        self._look_up(
            lambda: joining.opened(self.board, member.person, item.id),
            lambda found: room.text_opened(member, found),
        )

    def _look_up(self, task: Task, done: Done) -> None:
        """[B8.21] Ask the database, unless it is asked much by her already."""
        purse = self.purse
        if purse is None or purse.looking_up >= LOOKING_UP:
            self._refuse(None, "too_much")
            return
        purse.looking_up += 1

        def landed(found: Any) -> None:
            purse.looking_up -= 1
            if isinstance(found, BaseException):
                log.warning("looking something up failed", exc_info=found)
            done(found)

        self.hub.post(task, landed)


def _shows(room: Room, member: Member, message: w.Presence | w.Look | w.Follow) -> None:
    """Where she is, where she looks, whom she follows: nothing that stays (B11)."""
    if isinstance(message, w.Presence):
        room.move(member, message)
    elif isinstance(message, w.Look):
        room.look(member, message)
    else:
        room.follow(member, message.person)


def _decode(said: Said) -> w.ClientMessage:
    """The frame's text as a message; binary or oversized frames are not understood."""
    if said is None or len(said) > FRAME_LIMIT:
        raise msgspec.DecodeError("not a text frame of reasonable size")
    try:
        known: w.ClientMessage = w.decode(said)
        return known
    except (UnicodeError, RecursionError, ValueError) as error:
        raise msgspec.DecodeError("not a message") from error


class _Greeting(msgspec.Struct, tag_field="t", tag="join"):
    """What every protocol's `join` has; its other fields may be another protocol's."""

    protocol: int


_greeting = msgspec.json.Decoder(_Greeting).decode


class _Named(msgspec.Struct, tag_field="t", tag="op"):
    """What can be read of an operation that is not valid."""

    op_id: Id


_named = msgspec.json.Decoder(_Named).decode


def _op_id_in(said: Said) -> str | None:
    """Which operation was not understood, if that much can be read: its sender lets go of it."""
    try:
        return _named(said or "").op_id
    except (ValueError, RecursionError):
        return None


def _of_another_protocol(said: Said) -> bool:
    """Is it a `join`, only not one of ours (B1.4)?"""
    try:
        return _greeting(said or "").protocol != w.PROTOCOL
    except (ValueError, RecursionError):
        return False


def _cookies(scope: dict[str, Any]) -> dict[str, str]:
    jar: SimpleCookie = SimpleCookie()
    for name, value in scope["headers"]:
        if name == b"cookie":
            try:
                jar.load(value.decode("latin-1"))
            except CookieError:
                return {}
    return {name: morsel.value for name, morsel in jar.items()}


def _shown(cookies: dict[str, str]) -> str:
    """What tells this browser from others; not the secrets themselves. Empty where it has none."""
    names = (settings.DEVICE_COOKIE_NAME, settings.SESSION_COOKIE_NAME)
    shown = [cookies[name] for name in names if name in cookies]
    return hashlib.sha256("\0".join(shown).encode()).hexdigest() if shown else ""
