"""B10: the cases in tests/cases/boards hold in Python; the browser's tests run the same files."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from boards import access, facts, ops, splice
from boards import wire as w
from boards.fold import fold, read
from boards.ops import Sender
from common.wire import encode
from tests.boards.stage import snapshot
from tests.support.socket import Frame

CASES = Path(__file__).parent.parent / "cases" / "boards"
ME = Sender("", "participant", access.WRITING, silent=False)


def cases(name: str) -> Any:
    """The cases of one file, each under its own name."""
    found: list[Frame] = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    assert len({case["name"] for case in found}) == len(found)
    return pytest.mark.parametrize("case", found, ids=lambda case: case["name"])


def test_every_file_is_run() -> None:
    """A new file of cases needs a test here, or one of its own as traces and pages have."""
    here, elsewhere = {"describe", "fold", "hash", "splice"}, {"traces", "pages"}
    assert {path.stem for path in CASES.glob("*.json")} == here | elsewhere


@cases("splice")
def test_splice(case: Frame) -> None:
    """Offsets are UTF-16 code units; what lies outside the text is clamped.

    [V4.1] [V4.2] [V4.3] [B10]
    """
    said = case["splice"]
    assert splice.apply(case["text"], splice.Splice(**said)) == case["after"]


@cases("fold")
def test_fold(case: Frame) -> None:
    """What an entry makes of the items.

    [V1.1] [V1.2] [V1.3] [V1.4] [V2.1] [V2.2] [V2.3] [V2.4] [V2.5] [V3.1] [V3.2] [V3.3] [V4.1]
    [V1.5] [V1.6] [V1.7] [V1.8] [V2.6] [V2.7] [V2.8] [V3.4] [V3.5] [V3.6] [V3.7] [V3.8] [V3.9]
    [V4.4] [V4.5] [V5.1] [V5.2] [V5.3] [V5.4] [V5.5] [B10]
    """
    entry, items = case["entry"], snapshot(case["before"])
    words = None if entry["words"] is None else encode(entry["words"])
    happening = read(
        entry["verb"], entry["seq"], entry["at"], entry["actor"], encode(entry["facts"]), words
    )
    for item_id, item in fold(items, happening):
        items.pop(item_id, None) if item is None else items.update({item_id: item})
    assert sorted(items) == sorted(item["id"] for item in case["after"])
    for item in case["after"]:
        assert encode(items[item["id"]]) == encode(item)  # the order of the fields too


@cases("describe")
def test_describe(case: Frame) -> None:
    """The entry that an operation becomes (its number and what erasure left of it aside).

    [V6.1] [B2.1]
    """
    op = msgspec.json.decode(encode(case["op"]), type=w.Operation)
    entry = case["entry"]
    if isinstance(op, w.Reveal) or (isinstance(op, w.EditText) and "splice" not in case):
        return  # what they become depends on more than the operation

    sender = ME._replace(person=case["me"])
    effect = ops.effect(op, sender, False, snapshot_of(case), {}, Told(case))
    assert effect.verb == entry["verb"]
    assert encode(effect.facts) == encode(entry["facts"])
    assert (effect.words and encode(effect.words)) == (entry["words"] and encode(entry["words"]))


@cases("hash")
def test_hash(case: Frame) -> None:
    """[V6.2] [B10] The same items have the same bytes, hence the same hash."""
    items = sorted(snapshot(case["items"]).values(), key=lambda item: item.id)
    assert hashlib.sha256(encode(items)).hexdigest() == case["sha256"]


class Told:
    """The ground of an operation, as its case tells it."""

    def __init__(self, case: Frame) -> None:
        self.case = case

    def edit(self, item: w.Item, op: w.EditText) -> facts.EditWords:
        at = self.case["splice"]
        return facts.EditWords(op.update, at["at"], at["remove"], at["insert"])

    def bind(self, op: w.AddImage) -> str:
        return str(self.case["entry"]["words"]["digest"])

    def number_of(self, op_id: str, *, private: bool) -> int:
        return 0

    def all_hers(self, numbers: set[int], *, private: bool) -> bool:
        return True


def snapshot_of(case: Frame) -> dict[str, w.Item]:
    """The items that are there before the operation: those the case lists, else notes of hers."""
    at, me = "2026-03-12T08:00:00.000000Z", case["me"]
    op = msgspec.json.decode(encode(case["op"]), type=w.Operation)
    new = isinstance(op, w.ADDING)
    found: dict[str, w.Item] = {
        item_id: w.NoteItem(item_id, me, at, at, 0, 0, "V", "yellow", "", 0)
        for item_id in ([] if new else ops.named(op))
    }
    return found | snapshot(case.get("before", []))
