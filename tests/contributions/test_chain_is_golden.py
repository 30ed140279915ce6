"""The same log has the same hashes on every database, and for whoever computes them anew."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from contributions import append, chain, independent, read, verify
from contributions.append import Draft
from contributions.door import Act, action
from contributions.streams import StreamKey
from tests.contributions.cast import sql

GOLDEN: dict[str, Any] = json.loads(
    (Path(__file__).resolve().parents[1] / "golden" / "chain.json").read_text("utf-8")
)
ENTRIES: list[dict[str, Any]] = GOLDEN["entries"]


def words_of(entry: dict[str, Any]) -> bytes | None:
    return None if entry["words"] is None else base64.b64decode(entry["words"])


@pytest.mark.parametrize("stream", GOLDEN["streams"])
def test_a_stream_begins_at_its_golden_genesis(stream: dict[str, Any]) -> None:
    key = StreamKey(stream["lab"], stream["kind"], stream["object_id"], stream["disposable"])
    assert key.id == stream["stream"]
    assert key.genesis.hex() == stream["genesis"] == independent.genesis(stream).hex()


@pytest.mark.parametrize("words", GOLDEN["words"])
def test_words_have_their_golden_commitment(words: dict[str, str]) -> None:
    salt, text = bytes.fromhex(words["salt"]), base64.b64decode(words["words"])
    assert chain.commitment(salt, text).hex() == words["commitment"]


def test_entries_have_their_golden_hashes() -> None:
    previous = bytes.fromhex(GOLDEN["streams"][0]["genesis"])
    for e in ENTRIES:
        facts, commitment = e["facts"].encode(), bytes.fromhex(e["commitment"])
        assert independent.entry_hash(previous, e).hex() == e["hash"]
        previous = chain.link(
            previous, e["stream"], e["seq"], e["at"], e["actor"], e["op_id"], e["verb"],
            e["context"], facts, commitment,
        )  # fmt: skip
        assert previous.hex() == e["hash"]


def test_moving_a_byte_to_the_next_field_changes_the_hash() -> None:
    fields: list[Any] = [b"p", b"s", 1, b"at", b"actor", b"op", b"verb", b"context", b"facts", b"c"]
    hashes = {chain.link_bytes(*fields)}
    for at, field in enumerate(fields[:-1]):
        follower = fields[at + 1]
        if isinstance(field, bytes) and isinstance(follower, bytes):
            moved = [*fields]
            moved[at], moved[at + 1] = field[:-1], field[-1:] + follower
            hashes.add(chain.link_bytes(*moved))
    assert len(hashes) == 8


@action
def write_golden(act: Act, key: StreamKey) -> None:
    drafts = [
        Draft(
            key.id, e["op_id"], e["at"], e["actor"], e["verb"], e["context"],
            e["facts"].encode(), words_of(e),
        )
        for e in ENTRIES
    ]  # fmt: skip
    append.append_many(append.lock([key]), drafts)


@pytest.mark.django_db(transaction=True)
def test_this_database_keeps_the_golden_log_to_the_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    salts = b"".join(bytes.fromhex(e["salt"] or "00" * chain.SALT_LENGTH) for e in ENTRIES)
    monkeypatch.setattr("os.urandom", lambda length: salts[:length])
    stream = GOLDEN["streams"][0]
    key = StreamKey(stream["lab"], stream["kind"], stream["object_id"])
    write_golden(key)
    stored = read.entries(key.id, 0)
    assert [entry.hash.hex() for entry in stored] == [e["hash"] for e in ENTRIES]
    assert [entry.facts.decode() for entry in stored] == [e["facts"] for e in ENTRIES]
    assert [entry.words for entry in stored] == [words_of(e) for e in ENTRIES]
    assert sql("SELECT count(*) FROM contributions_words") == [(4,)]
    assert verify.verify().findings == []
