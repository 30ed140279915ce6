"""One board's part of a batch: takes operations and keeps what they make of the board."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import UNSET

from common.ids import new_id
from common.wire import Wire, encode, pack
from contributions import forgotten
from contributions.append import Draft, Head, Stored
from contributions.streams import StreamKey

from . import facts as f
from . import ops, store
from .file_rows import Files
from .fold import SHOWN, Happening, fold, read
from .ground import Ground
from .rules import Rules
from .state import Layer, Overlay, TextDoc, WireEntry
from .wire import ADDING, Item

if TYPE_CHECKING:
    from .batch import Request

#: a reveal of many notes is cut into entries of at most this many (a frame stays small)
REVEAL_CHUNK = 100


def wire_entry(entry: Stored) -> WireEntry:
    """The entry as frames carry it; facts and words are the log's own bytes."""
    data = b'{"seq":%d,"at":"%b","actor":"%b","verb":"%b","op":"%b","facts":%b,"words":%b}' % (
        entry.seq,
        entry.at.encode(),
        entry.actor.encode(),
        entry.verb.encode(),
        entry.op_id.encode(),
        entry.facts,
        b"null" if entry.words is None else entry.words,
    )
    return WireEntry(data, entry.hash)


def _revealed(item: Item) -> f.RevealedItem:
    """A private item's facts as the board's entry tells them."""
    facts = REVEALED[type(item)]
    return facts(**{name: getattr(item, name) for name in facts.__struct_fields__})


REVEALED: dict[type[Item], type[f.RevealedItem]] = {shown: told for told, shown in SHOWN.items()}


def _said(item: Item, state: str | None) -> f.WholeText:
    """… and its words."""
    digest, path = getattr(item, "digest", UNSET), getattr(item, "path", None)
    return f.WholeText(item.id, item.text, state, digest, path or UNSET)


class Ledger:
    """Takes the operations of one board inside the transaction.

    `accepted` and `taken` were looked up once for the whole batch; both grow as they are taken.
    """

    def __init__(
        self,
        overlay: Overlay,
        owners: Mapping[str, StreamKey],
        rules: Rules,
        at: str,
        accepted: dict[tuple[str, str], tuple[str, int]],
        taken: set[str],
        spent: Set[str] = frozenset(),
        files: Files | None = None,
        *,
        careful: bool = True,
    ) -> None:
        self.overlay = overlay
        self.owners = owners
        self.rules = rules
        self.at = at
        self.context = encode(dict(sorted(rules.context.items()))).decode()
        self.accepted = accepted
        self.taken = taken
        self.spent = spent
        self.files = files or {}
        self.careful = careful
        #: items that came with this batch
        self.added: set[str] = set()
        self.senders: dict[tuple[str, str], ops.Sender] = {}
        self.streams = {owner: key.id for owner, key in owners.items()}
        self.drafts: list[Draft] = []

    def take(self, request: Request) -> tuple[str, int, bool]:
        """Perform one operation: (stream, seq, was it there before). Raises `ops.Refused`."""
        known = self.accepted.get((request.person, request.op_id))
        if known:
            return (*known, True)
        if forgotten.holds(request.person, request.op_id):
            raise ops.Refused("words_erased")
        sender = self._sender(request)
        if ops.tag(request.op) == "reveal":
            return (*self._reveal(request, sender), False)
        board, own = self.layer(""), self.layer(request.person)
        if isinstance(request.op, ADDING) and request.op.id in self.taken:
            raise ops.Refused("id_taken")
        ground = Ground(self, request.person)
        effect = ops.effect(request.op, sender, request.private, board, own, ground)
        layer = own if effect.private else board
        if isinstance(request.op, ADDING):
            self.taken.add(request.op.id)
            self.added.add(request.op.id)
        return (*self._write(layer, request, effect.verb, effect.facts, effect.words), False)

    @staticmethod
    def replay(layer: Layer, entry: Stored) -> None:
        """Fold an entry that another process wrote."""
        happening = read(entry.verb, entry.seq, entry.at, entry.actor, entry.facts, entry.words)
        layer.change(fold(layer, happening))
        layer.head = Head(entry.stream, entry.seq, entry.hash)
        layer.entries.append(wire_entry(entry))

    def stored(self, entries: Sequence[Stored]) -> None:
        """The log took the drafts: keep heads and wire bytes per stream."""
        for entry in entries:
            layer = self.overlay.layer(entry.stream)
            layer.head = Head(entry.stream, entry.seq, entry.hash)
            layer.entries.append(wire_entry(entry))

    def item_rows(self, *, new: bool) -> list[store.ItemRow]:
        """New or changed items as rows of the projection; published ones stand under the board."""
        board = self.overlay.row.id
        return [
            (board, item_id, stream, layer.below.owner, kept.item.deleted is True, kept.data)
            for stream, layer in self.overlay.layers.items()
            for item_id, kept in layer.items.items()
            if kept and (item_id in self.added) is new
        ]

    def _sender(self, request: Request) -> ops.Sender:
        key = request.person, request.proof
        if key not in self.senders:
            self.senders[key] = self._asked(request)
        return self.senders[key]

    def _asked(self, request: Request) -> ops.Sender:
        person = request.person
        role = self.rules.roles.get(person)
        if role is None or self.overlay.row.archived or request.proof in self.spent:
            raise ops.Refused("not_member")
        if person in self.rules.unbound:
            raise ops.Refused("terms_first")
        return ops.Sender(person, role, self.rules.may(person), self.rules.silent)

    def layer(self, owner: str) -> Layer:
        """The stream of the board (""), or the private one of a person."""
        return self.overlay.layer(self.streams[owner])

    def _write(
        self, layer: Layer, request: Request, verb: str, facts: Wire, words: Wire | None
    ) -> tuple[str, int]:
        """Draft the entry and fold it; its number is the stream's next."""
        self.drafts.append(
            Draft(
                stream=layer.below.id,
                op_id=request.op_id,
                at=self.at,
                actor=request.person,
                verb=verb,
                context=self.context,
                facts=encode(facts),
                words=encode(words) if words is not None else None,
            )
        )
        layer.drafted += 1
        place = layer.below.id, layer.head.seq + layer.drafted
        entry = Happening(verb, place[1], self.at, request.person, facts, words)
        layer.change(fold(layer, entry))
        self.accepted.setdefault((request.person, request.op_id), place)
        return place

    def known_text(self, item_id: str) -> TextDoc | None:
        """The merge document of a text that was edited, if it was."""
        return self.overlay.text(item_id) or store.load_text(self.overlay.row.id, item_id)

    # -- reveal

    def _reveal(self, request: Request, sender: ops.Sender) -> tuple[str, int]:
        """Everything written in silence goes onto the board, in shuffled order (S3)."""
        if "reveal" not in sender.may:
            raise ops.Refused("not_now" if sender.role == "facilitator" else "not_allowed")
        hidden = self._hidden()
        first = self._show(request, hidden)
        self._publish(request, hidden)
        version = store.set_mode(self.overlay.row.id, "open")
        self.overlay.row = replace(self.overlay.row, mode="open", access_version=version)
        self.rules = replace(self.rules, mode="open")
        self.senders.clear()
        return first

    def _hidden(self) -> list[Item]:
        """The living items of all private streams, shuffled."""
        found = []
        for owner in self.owners:
            if not owner:
                continue
            layer = self.layer(owner)
            items = [layer.get(item_id) for item_id in layer.ids()]
            found += [item for item in items if item and item.deleted is not True]
        secrets.SystemRandom().shuffle(found)
        return found

    def _show(self, request: Request, hidden: list[Item]) -> tuple[str, int]:
        board = self.layer("")
        first: tuple[str, int] | None = None
        for start in range(0, max(len(hidden), 1), REVEAL_CHUNK):
            facts, words = self._revealed(hidden[start : start + REVEAL_CHUNK])
            part = request if first is None else request._replace(op_id=new_id())
            place = self._write(board, part, "items_revealed", facts, words)
            first = first or place
        assert first is not None  # the loop runs at least once
        return first

    def _revealed(self, items: Sequence[Item]) -> tuple[f.ItemsRevealed, f.WholeTexts]:
        shown = [_revealed(item) for item in items]
        said = [_said(item, self._packed_state(item)) for item in items]
        return f.ItemsRevealed("open", shown), f.WholeTexts(said)

    def _packed_state(self, item: Item) -> str | None:
        known = self.known_text(item.id)
        return pack(known.state) if known and known.edited else None

    def _publish(self, request: Request, hidden: Sequence[Item]) -> None:
        for owner in self.owners:
            ids = sorted(item.id for item in hidden if item.author == owner)
            if ids:
                part = request._replace(op_id=new_id())  # the request's own names the board's entry
                facts = f.ItemsPublished(ids)
                self._write(self.layer(owner), part, "items_published", facts, None)
