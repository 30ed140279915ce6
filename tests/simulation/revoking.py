"""Who may do nothing (any more), since when; and that it holds (B12)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from contributions import read as log

from .wire import Wire

#: after this no frame goes to a socket that had joined
BOUND_MS = 1_000
#: what somebody hears who is not a member, at the door
AT_THE_DOOR = frozenset({"refused", "bye"})


@dataclass(frozen=True)
class Span:
    """A while in which nothing of a person is accepted: the numbers from … to of each stream."""

    person: str
    since: dict[str, int]
    until: dict[str, int] | None = None


@dataclass
class Revoked:
    """Remembers roles as they change, with where every stream was at that moment."""

    streams: Callable[[], Iterable[str]]
    now: Callable[[], int]
    #: do all processes do their work in time? only then a bound in time can be held
    prompt: bool
    #: person → "" (no member), "observer", …
    roles: dict[str, str] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    since: dict[str, int] = field(default_factory=dict)
    late: list[str] = field(default_factory=list)

    def changed(self, person: str, role: str) -> None:
        """Her role was changed by a commit just now."""
        self.roles[person] = role
        heads = self._heads()
        self.spans = [
            Span(span.person, span.since, heads)
            if span.person == person and span.until is None
            else span
            for span in self.spans
        ]
        if role in ("", "observer"):
            self.spans.append(Span(person, heads))
        if role == "":
            self.since[person] = self.now()
        else:
            self.since.pop(person, None)

    def skip(self, milliseconds: int) -> None:
        """Time jumped for everybody; nobody could do anything meanwhile."""
        self.since = {person: since + milliseconds for person, since in self.since.items()}

    def rolled_back(self) -> None:
        """Numbers and roles of another past say nothing any more."""
        self.spans.clear()
        self.since.clear()

    def told(self, wire: Wire, kind: str) -> None:
        """A frame is sent to a socket."""
        since = self.since.get(wire.person)
        if since is None or (kind in AT_THE_DOOR and not wire.welcomed):
            return
        waited = self.now() - since
        if self.prompt and waited > BOUND_MS:
            self.late.append(
                f"{kind} went to somebody {waited} ms after she was taken off the board"
            )

    def broken(self) -> list[str]:
        """Entries of somebody who was not allowed any when they were accepted."""
        found = list(self.late)
        for span in self.spans:
            for stream, since in span.since.items():
                until = None if span.until is None else span.until.get(stream, 0)
                found += [
                    f"{entry.verb} {entry.seq} of somebody who may not"
                    for entry in log.tail(stream, since)
                    if entry.actor == span.person and (until is None or entry.seq <= until)
                ]
        return found

    def _heads(self) -> dict[str, int]:
        names = list(self.streams())
        known = log.heads(names)
        return {name: known[name].seq if name in known else 0 for name in names}
