"""Logs as a lab writes them: boards, private streams, rehearsals, erasures; nothing is amiss."""

from __future__ import annotations

import random
from typing import NamedTuple

from common.clock import now, stamp
from common.ids import new_id
from contributions import read, scan
from contributions.append import Draft, append_many, context_text, lock
from contributions.door import Act, action
from contributions.redact import erase_words
from contributions.streams import StreamKey
from contributions.verify import Report
from contributions.walk import Anchored
from tests.contributions.cast import FEMKE, JAN, ROSA
from tests.contributions.tampering import Kept, Log

WORDS = (
    None,
    b"",
    b"{}",
    b'{"text":"glass"}',
    '{"text":"Střípky skla – 🧪 玻璃"}'.encode(),
    b'{"text":"%s"}' % (b"pane " * 200),
)
FACTS = (b"{}", b'{"id":"%s","x":-3}' % (b"c" * 32), '{"ž":"é"}'.encode())


class HonestLog(NamedTuple):
    """What belongs to one lab, and heads that were written down on the way."""

    lab: str
    anchor: dict[str, Anchored]


def write_log(dice: random.Random, number: int) -> HonestLog:
    """Write the log of a lab, in three goes, with an anchor after the first."""
    lab = f"{number:032x}"
    keys = _streams(lab, dice)
    _write(keys, dice)
    heads = read.heads(key.id for key in keys if not key.disposable)
    anchor = {name: Anchored(head.seq, bytes(head.hash)) for name, head in heads.items()}
    if dice.random() < 0.7:
        _erase(lab, keys, dice)
    _write(keys, dice)
    return HonestLog(lab, anchor)


def _streams(lab: str, dice: random.Random) -> list[StreamKey]:
    kinds = ("board", "own", "vote")
    keys = [StreamKey(lab, dice.choice(kinds), new_id()) for _ in range(dice.randint(1, 3))]
    if dice.random() < 0.2:
        keys.append(StreamKey(lab, "board", new_id(), disposable=True))
    return keys


@action
def _write(act: Act, keys: list[StreamKey], dice: random.Random) -> None:
    drafts = [
        Draft(
            stream=dice.choice(keys).id,
            op_id=new_id(),
            at=stamp(now()),
            actor=dice.choice((ROSA, FEMKE, JAN)),
            verb=dice.choice(("test_noted", "test_moved")),
            context=context_text({"lab": keys[0].lab} if dice.random() < 0.8 else {}),
            facts=dice.choice(FACTS),
            words=dice.choice(WORDS),
        )
        for _ in range(dice.randint(2, 20))
    ]
    append_many(lock(keys), drafts)


def _erase(lab: str, keys: list[StreamKey], dice: random.Random) -> None:
    entries = {key.id: dice.sample(range(1, 25), 8) for key in keys}
    log = StreamKey(lab, "lab", lab)
    erase_words(log=log, entries=entries, reason="person_asked", actor=JAN)


def read_log() -> Log:
    """The whole log of the database, in memory."""
    return [
        Kept(stream, [row._replace(erased=bool(row.erased)) for row in rows])
        for stream, rows in scan.streams()
    ]


def anchor_of(report: Report) -> dict[str, Anchored]:
    """The heads a report saw, as an anchor holds them."""
    return {head.stream: Anchored(head.seq, head.hash) for head in report.lasting}
