"""A room: one board in this process, with its members and the operations that wait.

Everything here runs on the event loop and never waits. The database thread gets a `Work` and gives
back what it did; members are told only then (B5.2).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from common.clock import stamp
from common.wire import Wire

from . import frames
from .batch import Answer, Placed, Request, Settled, Work
from .following import Following
from .joining import Joined, Refreshed
from .member import Member
from .presence import Whereabouts
from .state import BoardState, Overlay, StreamState, WireEntry
from .wire import (
    Accepted,
    Beat,
    BoardView,
    Close,
    Item,
    Look,
    Op,
    OpName,
    People,
    PersonView,
    Presence,
    Presences,
    RulesNow,
    TextState,
    You,
)

if TYPE_CHECKING:
    from .hub import Hub

#: a socket with more unanswered operations than this floods (B8.2)
WAITING_LIMIT = 256
#: operations of one batch; what waits beyond goes into the next
BATCH_LIMIT = 512


class Room:
    """One board, live."""

    def __init__(self, hub: Hub, board: str) -> None:
        self.hub = hub
        self.board = board
        self.state: BoardState | None = None
        self.members: set[Member] = set()
        self.people: dict[str, PersonView] = {}
        self.waiting: deque[tuple[Member, Request]] = deque()
        self.whereabouts = Whereabouts()
        self.following = Following()
        #: joins under way, a batch under way, a catching-up under way
        self.expected = 0
        self.busy = False
        self.refreshing = False
        self.refresh_again = False

    # -- members

    def welcome(self, member: Member, joined: Joined) -> None:
        """Take a member in and tell her everything she may know (B1.2)."""
        self._absorb(joined.overlay)
        state = self._state()
        member.role = joined.rules.roles[member.person]
        member.unbound = member.person in joined.rules.unbound
        member.may = joined.rules.may(member.person)
        member.y_client = joined.y_client
        for person, view in joined.people.items():
            self.people.setdefault(person, view)
        self.members.add(member)
        self._arrived(member)
        member.outlet.lagging = lambda: self._catch_up(member)
        member.outlet.send(self._welcome_frame(member, joined, state))
        if joined.tails is None:
            for frame in self._snapshot_for(member):
                member.outlet.send(frame)
        self._spots_to(member)

    def leave(self, member: Member) -> None:
        """A socket is gone; its person may still be here with another one."""
        if member not in self.members:
            return
        self.members.discard(member)
        self.follow(member, None)
        if not self._is_here(member.person):
            self.forget_spot(member.person)
            self.following.gone(member.person)
            self._show_person(member.person, here=False)
        self.hub.left(self)

    def part(self, member: Member, code: str, close: int, retry_ms: int = 0) -> None:
        """Send a member away."""
        self.leave(member)
        member.bye(code, close, retry_ms)

    def end(self, code: str) -> None:
        """The board is there for nobody any more."""
        for member in list(self.members):
            self.part(member, code, Close.NOT_MEMBER)

    def people_here(self) -> int:
        """How many people are in it."""
        return len({member.person for member in self.members})

    def sockets_of(self, person: str) -> list[Member]:
        """The sockets of one person."""
        return [member for member in self.members if member.person == person]

    def y_clients(self) -> set[int]:
        """The numbers of the text merge that sockets here use (asked in the database thread)."""
        return {member.y_client for member in list(self.members)}

    # -- operations

    def submit(self, member: Member, message: Op) -> None:
        """Queue an operation (B8.2: a flood closes its own socket only)."""
        if self.hub.closing:
            return  # unanswered, so she sends it again where she goes; else the end never came
        if member.waiting >= WAITING_LIMIT:
            self.part(member, "too_much", Close.TOO_MUCH, 5_000)
            return
        member.waiting += 1
        request = Request(member.person, message.op_id, message.private, message.op, member.proof)
        self.waiting.append((member, request))
        self.hub.wake()

    def take(self) -> tuple[list[Member], Work]:
        """What waits, for one batch."""
        taken = [self.waiting.popleft() for _ in range(min(len(self.waiting), BATCH_LIMIT))]
        requests = [request for _, request in taken]
        return [member for member, _ in taken], Work(self._state(), requests)

    def settle(self, members: list[Member], work: Work, settled: Settled) -> None:
        """The batch is committed: everybody hears of it, senders get their answers."""
        self._absorb(settled.overlay)
        for member, request, answer in zip(members, work.requests, settled.answers, strict=True):
            member.waiting -= 1
            self._answer(member, request, answer)

    def undone(self, members: list[Member], code: str) -> None:
        """The batch could not be committed; nothing is lost, they join again and send it again."""
        for member in set(members):
            self.part(member, code, Close.RESTART, 1_000)

    def refreshed(self, news: Refreshed) -> None:
        """Other processes wrote, or rights changed."""
        self._absorb(news.overlay)
        for person, view in news.people.items():
            if self.people.get(person) != view:
                self.people[person] = view
                self._show_person(person, here=self._is_here(person))
        for member in list(self.members):
            if member.person not in news.rules.roles or member.proof in news.spent:
                self.part(member, "not_member", Close.NOT_MEMBER)
            elif news.rules.bars(member.person):
                self.part(member, "terms_first", Close.NOT_MEMBER)
            else:
                member.role = news.rules.roles[member.person]
                member.unbound = member.person in news.rules.unbound
        self._tell_rules(news.rules.may)

    # -- reading

    def streams_of(self, member: Member) -> list[StreamState]:
        """The streams this member reads: the board's and her own."""
        owners = ("", member.person)
        return [stream for stream in self._state().streams.values() if stream.owner in owners]

    def item_for(self, member: Member, item_id: str) -> Item | None:
        """An item, if this member may see it."""
        kept = [stream.items.get(item_id) for stream in self.streams_of(member)]
        return next((one.item for one in kept if one), None)

    def pulled(self, member: Member, stream: str, found: list[WireEntry] | BaseException) -> None:
        """Send a member the entries she asked for."""
        if isinstance(found, BaseException):
            member.refuse(None, "busy")
            return
        for frame in frames.entries(stream, found):
            member.outlet.offer(frame)

    def text_opened(self, member: Member, found: TextState | BaseException | None) -> None:
        """Send a member the document she wants to edit."""
        if isinstance(found, BaseException):
            member.refuse(None, "busy")
        elif found is None:
            member.refuse(None, "no_such_item")
        else:
            member.tell(found)

    # -- presence

    def move(self, member: Member, message: Presence) -> None:
        """Where a member is and what she has chosen; in silence nobody is told (B9)."""
        if self._state().row.mode == "silent":
            return
        self.whereabouts.set(member.person, message)
        self.hub.later(self.whereabouts.gather, self._tell_spots)

    def alive(self, member: Member) -> None:
        """A member who says nothing else is still there (B11.4)."""
        self.whereabouts.alive(member.person)

    def forget_spot(self, person: str) -> None:
        """Her cursor goes."""
        if self.whereabouts.drop(person):
            self.hub.later(self.whereabouts.gather, self._tell_spots)

    def follow(self, member: Member, person: str | None) -> None:
        """A member follows somebody who is here from now on, or nobody (B11.8)."""
        silent = self._state().row.mode == "silent"
        if silent or person == member.person or (person and not self._is_here(person)):
            person = None
        if self.following.follow(member, person):
            self.hub.later(self.whereabouts.gather, self._tell_followers)

    def look(self, member: Member, message: Look) -> None:
        """Where a member looks: for those who follow her."""
        if self.following.looked(member.person, message):
            self.hub.later(self.whereabouts.gather, self._tell_followers)

    def _tell_spots(self) -> None:
        if self._state().row.mode == "silent":
            return
        spots = self.whereabouts.take(self._seen_by_all)
        if spots:
            frame = frames.message(Presences(spots))
            for member in self.members:
                member.outlet.offer(frame)

    def _seen_by_all(self, item: str) -> bool:
        """What lies in somebody's own stream is named to nobody else (B11.2)."""
        state = self._state()
        return item in state.streams[state.board_stream].items

    def _spots_to(self, member: Member) -> None:
        spots = self.whereabouts.whole()
        spots.pop(member.person, None)
        if spots:
            member.outlet.offer(frames.message(Presences(spots)))

    def _tell_followers(self) -> None:
        for person, followed in self.following.take_followed().items():
            frame = frames.message(followed)
            for member in self.sockets_of(person):
                member.outlet.offer(frame)
        for member, look in self.following.take_looks():
            member.outlet.offer(frames.message(look))

    def _catch_up(self, member: Member) -> None:
        """She is no longer behind: what she missed can be pulled, and presence is told anew."""
        self._beat_to(member)
        self._spots_to(member)
        self.following.owes(member)
        self.hub.later(self.whereabouts.gather, self._tell_followers)

    def beat(self) -> None:
        """Tell every member the heads of the streams she reads (B2.4)."""
        if self.whereabouts.beat():
            self.hub.later(self.whereabouts.gather, self._tell_spots)
        for member in self.members:
            self._beat_to(member)

    def _beat_to(self, member: Member) -> None:
        heads = {stream.id: stream.head.seq for stream in self.streams_of(member)}
        member.outlet.offer(frames.message(Beat(stamp(self.hub.now()), heads)))

    # -- inside

    def _absorb(self, overlay: Overlay) -> None:
        """Take over a committed overlay and send every stream's news to those who may read it."""
        if self.state is None:
            self.state = overlay.base
        before = self.state.row
        self.state.absorb(overlay)
        for stream_id, layer in overlay.layers.items():
            if layer.entries:
                owner = layer.below.owner
                readers = self.sockets_of(owner) if owner else self.members
                self._offer(readers, frames.entries(stream_id, layer.entries))
        if overlay.layers and self.whereabouts.look_again():
            self.hub.later(self.whereabouts.gather, self._tell_spots)
        if before.mode != self.state.row.mode:
            self._mode_changed()
        if before.access_version != self.state.row.access_version:
            self.hub.nudge(self.board)  # somebody's rights changed: look at everybody's again

    def _mode_changed(self) -> None:
        """Rights and presence follow the mode at once."""
        self.whereabouts.clear()
        self.following.clear()
        mode = self._state().row.mode
        self._tell_rules(lambda person: self.hub.may(mode, self._role(person)), new_mode=True)

    def _role(self, person: str) -> str:
        """Her role where it counts now: who has to accept terms first has none."""
        hers = (one.role for one in self.members if one.person == person and not one.unbound)
        return next(hers, "")

    def _tell_rules(
        self, may: Callable[[str], frozenset[OpName]], *, new_mode: bool = False
    ) -> None:
        """Tell those for whom something changed, nobody else (B9)."""
        mode = self._state().row.mode
        for member in self.members:
            was, member.may = member.may, may(member.person)
            if new_mode or member.may != was:
                member.tell(RulesNow(mode, sorted(member.may)))

    def _answer(self, member: Member, request: Request, answer: Answer) -> None:
        if member not in self.members:
            return
        if not isinstance(answer, Placed):
            member.refuse(request.op_id, answer.code)
        elif answer.again:
            member.tell(Accepted(request.op_id, answer.stream, answer.seq))

    def _snapshot_for(self, member: Member) -> Iterator[frames.Frame]:
        for stream in self.streams_of(member):
            yield from frames.snapshot(stream)

    def _welcome_frame(self, member: Member, joined: Joined, state: BoardState) -> frames.Frame:
        row = state.row
        return frames.welcome(
            epoch=row.epoch,
            now=stamp(self.hub.now()),
            you=You(member.person, member.role, joined.y_client),
            board=BoardView(row.id, row.title, row.mode, row.challenge or None),
            may=member.may,
            people=self._people_here(),
            streams=self.streams_of(member),
            tails=joined.tails,
        )

    def _people_here(self) -> list[PersonView]:
        here = {member.person for member in self.members}
        return [
            PersonView(view.id, view.label, view.role, here=view.id in here)
            for view in self.people.values()
        ]

    def _arrived(self, member: Member) -> None:
        if len(self.sockets_of(member.person)) == 1:
            self._show_person(member.person, here=True, but=member)

    def _show_person(self, person: str, *, here: bool, but: Member | None = None) -> None:
        view = self.people[person]
        shown = People([PersonView(view.id, view.label, view.role, here=here)])
        self._tell_all(shown, but=but)

    def _is_here(self, person: str) -> bool:
        return any(member.person == person for member in self.members)

    def _tell_all(self, message: Wire, but: Member | None = None) -> None:
        frame = frames.message(message)
        for member in list(self.members):
            if member is not but:
                member.outlet.send(frame)

    @staticmethod
    def _offer(members: Iterable[Member], news: list[frames.Frame]) -> None:
        for frame in news:
            for member in list(members):
                member.outlet.offer(frame)

    def _state(self) -> BoardState:
        if self.state is None:
            raise RuntimeError("the room is used before anybody was welcomed")
        return self.state
