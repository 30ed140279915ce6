"""The transaction in which waiting operations become entries (docs/board-protocol.md B2–B7).

`commit` runs in the database thread. It locks the boards, catches up with other processes, asks the
rights once for the people concerned, takes every operation in order, and writes everything in one
go. Nothing in memory changes here: whoever called takes over the overlays after the commit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from django.db import IntegrityError

from accounts import queries as accounts
from common.clock import stamp
from contributions import append, lookup, read
from contributions.door import Act, action
from contributions.streams import StreamKey

from . import file_rows, store
from . import rules as rules_
from .ledger import Ledger
from .models import own_stream
from .ops import Refused
from .rules import BoardRow, Rules
from .state import BoardState, Overlay, StreamState
from .wire import ADDING, AddImage, Operation, Reveal


class Request(NamedTuple):
    """One operation waiting for its turn."""

    person: str
    op_id: str
    private: bool
    op: Operation
    #: what its sender's socket came in by; "" for who acts without one
    proof: str = ""


class Placed(NamedTuple):
    """The operation is in the log. `again`: it was there before (B4.2)."""

    stream: str
    seq: int
    again: bool


Answer = Placed | Refused


@dataclass(slots=True)
class Work:
    """What waits on one board, and the board as this process knows it."""

    state: BoardState
    requests: Sequence[Request]


@dataclass(slots=True)
class Settled:
    """What a batch did on one board."""

    overlay: Overlay
    answers: list[Answer] = field(default_factory=list)


@action
def commit(act: Act, *, works: Sequence[Work], careful: bool = True) -> list[Settled]:
    """Take all waiting operations of these boards in one transaction.

    Where nobody is `careful`, what the database's own constraints say is not asked before, and
    texts are looked at once for all edits of a batch: an operation or an item that is there
    already, or a text that does not read alike, raises IntegrityError, and nothing is done.
    """
    rows = store.lock_boards(work.state.row.id for work in works)
    overlays = [Overlay(work.state, rows[work.state.row.id]) for work in works]
    keys = [_streams(work, overlay.row) for work, overlay in zip(works, overlays, strict=True)]
    heads = append.lock([key for owners in keys for key in owners.values()])
    ledgers = [
        _open(act, work, overlay, owners, heads, careful)
        for work, overlay, owners in zip(works, overlays, keys, strict=True)
    ]
    settled = [_take(ledger, work) for ledger, work in zip(ledgers, works, strict=True)]
    if not careful:
        for each, work, owners in zip(settled, works, keys, strict=True):
            _second_look(each, work, owners)
    drafts = [draft for ledger in ledgers for draft in ledger.drafts]
    if drafts:
        _write(ledgers, heads, drafts)
    return settled


def _streams(work: Work, row: BoardRow) -> dict[str, StreamKey]:
    """Owner → stream, for the board ("") and everybody whose private stream may be touched."""
    people = {request.person for request in work.requests}
    if any(isinstance(request.op, Reveal) for request in work.requests):
        people.update(store.owners(row.id))
    keys = {"": StreamKey(row.lab, "board", row.id, row.disposable)}
    for person in sorted(people):
        keys[person] = own_stream(row.lab, row.id, person, disposable=row.disposable)
    return keys


def _open(
    act: Act,
    work: Work,
    overlay: Overlay,
    owners: dict[str, StreamKey],
    heads: dict[str, append.Head],
    careful: bool,
) -> Ledger:
    """The board's ledger, caught up with what other processes wrote."""
    for owner, key in owners.items():
        bring_up_to_date(overlay, owner, key.id, heads[key.id])
    rules = _rules(overlay, {request.person for request in work.requests}, act.now)
    accepted = _accepted(owners, heads, work.requests, careful or rules.silent)
    taken = _taken(overlay.row.id, work.requests) if careful else set()
    spent = _spent(overlay, {request.proof for request in work.requests})
    files = file_rows.lock(overlay.row.id, _files(work.requests))
    at = stamp(act.now)
    return Ledger(overlay, owners, rules, at, accepted, taken, spent, files, careful=careful)


def _spent(overlay: Overlay, proofs: set[str]) -> set[str]:
    """Those of these proofs that were withdrawn; asked of the rows once per change of rights."""
    asked = proofs - overlay.known_proofs() - {""}
    spent = accounts.spent_proofs(asked) if asked else set()
    overlay.proofs |= asked - spent
    return spent


def _rules(overlay: Overlay, people: set[str], now: datetime) -> Rules:
    """The rules, asked of the rows only for people whose role is not in memory (B6)."""
    known = overlay.known_roles()
    asked = people - known.keys()
    rules = rules_.load(overlay.row, asked, now)
    overlay.roles.update({person: rules.roles.get(person, "") for person in asked})
    overlay.unbound |= rules.unbound
    roles = {person: role for person, role in (known | overlay.roles).items() if role}
    return replace(rules, roles=roles, unbound=frozenset(overlay.known_unbound() | overlay.unbound))


def bring_up_to_date(overlay: Overlay, owner: str, stream: str, head: append.Head) -> None:
    """Load a stream that is not in memory, or fold what others wrote since we last looked."""
    if not overlay.knows(stream):
        items = store.load_items(overlay.row.id, stream)
        overlay.loaded[stream] = StreamState(stream, owner, head, items)
        return
    layer = overlay.layer(stream)
    if head.seq > layer.head.seq:
        overlay.forget_texts = True
        for entry in read.tail(stream, layer.head.seq):
            Ledger.replay(layer, entry)


def _accepted(
    owners: dict[str, StreamKey],
    heads: dict[str, append.Head],
    requests: Sequence[Request],
    on_the_board: bool,
) -> dict[tuple[str, str], tuple[str, int]]:
    """(person, op_id) → (stream, seq) of those that were accepted before, into either stream.

    Into the one they would fall now the constraint lets none twice; the other must be asked.
    """
    board = owners[""].id
    asked: set[lookup.Asked] = set()
    if on_the_board:
        asked = {(board, request.person, request.op_id) for request in requests}
    for request in requests:
        own = owners[request.person].id
        if heads[own].seq:
            asked.add((own, request.person, request.op_id))
    return lookup.accepted(asked)


def _taken(board: str, requests: Iterable[Request]) -> set[str]:
    return store.taken(board, [r.op.id for r in requests if isinstance(r.op, ADDING)])


def _files(requests: Iterable[Request]) -> set[str]:
    return {request.op.file for request in requests if isinstance(request.op, AddImage)}


def _take(ledger: Ledger, work: Work) -> Settled:
    settled = Settled(ledger.overlay)
    for request in work.requests:
        try:
            settled.answers.append(Placed(*ledger.take(request)))
        except Refused as refusal:
            settled.answers.append(refusal)
    return settled


def _second_look(settled: Settled, work: Work, owners: dict[str, StreamKey]) -> None:
    """Was something refused only because it is there already? Then it gets the first answer."""
    answers = settled.answers
    asked = {
        (owners[owner].id, request.person, request.op_id)
        for request, answer in zip(work.requests, answers, strict=True)
        if isinstance(answer, Refused)
        for owner in ("", request.person)
    }
    found = lookup.accepted(asked)
    for at, request in enumerate(work.requests):
        if place := found.get((request.person, request.op_id)):
            answers[at] = Placed(*place, again=True)


def _write(
    ledgers: Sequence[Ledger],
    heads: dict[str, append.Head],
    drafts: Sequence[append.Draft],
) -> None:
    """Number, chain and store the entries, then bring the projection in line."""
    stored = append.append_many(heads, drafts)
    entries = iter(stored)
    for ledger in ledgers:
        ledger.stored([next(entries) for _ in ledger.drafts])
        overlay = ledger.overlay
        edited = {item: doc for item, doc in overlay.texts.items() if doc.edited}
        if not all(document.reads_alike for document in edited.values()):
            raise IntegrityError("a text does not read alike")
        store.add_items(ledger.item_rows(new=True))
        store.save_items(ledger.item_rows(new=False))
        file_rows.bind(ledger.files)
        store.save_texts(
            [(overlay.row.id, item, doc.epoch, doc.state) for item, doc in edited.items()]
        )
