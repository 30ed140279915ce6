"""Verifies an exported log. Standard library only, and nothing of the program that wrote it.

    python3 independent.py log.jsonl [--anchor heads.json]

Written against the description, not the code: SHA-256 over a version tag, the lengths of all
fields (32-bit, big-endian), then the fields. Numbers are 64-bit, big-endian; text is UTF-8.

    genesis     livelab/stream/1   lengths of id, lab, kind, object_id, disposable; those fields
    commitment  livelab/words/1    lengths of salt, words; those fields
    entry       livelab/entry/1    seq, lengths of previous hash, stream, at, actor, op_id, verb,
                                   context, facts, commitment; those fields

Prints one line per finding; exit code 1 if there are any.
"""

import base64
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

TEXTS = ("at", "actor", "op_id", "verb", "context", "facts")


def digest(tag: str, fields: list[bytes], number: int | None = None) -> bytes:
    """The hash over a tag, maybe a number, the lengths and the fields."""
    hashed = hashlib.sha256(tag.encode("ascii"))
    if number is not None:
        hashed.update(number.to_bytes(8, "big"))
    for field in fields:
        hashed.update(len(field).to_bytes(4, "big"))
    for field in fields:
        hashed.update(field)
    return hashed.digest()


def genesis(stream: dict[str, Any]) -> bytes:
    """The hash before a stream's first entry."""
    names = ("stream", "lab", "kind", "object_id")
    fields = [stream[name].encode("utf-8") for name in names]
    return digest("livelab/stream/1", [*fields, bytes([stream["disposable"]])])


def entry_hash(previous: bytes, entry: dict[str, Any]) -> bytes:
    """The hash an entry must have, built on the one before."""
    texts = [entry[name].encode("utf-8") for name in TEXTS]
    fields = [
        previous,
        entry["stream"].encode("utf-8"),
        *texts,
        bytes.fromhex(entry["commitment"]),
    ]
    return digest("livelab/entry/1", fields, entry["seq"])


def words_wrong(entry: dict[str, Any]) -> str:
    """What is wrong with an entry's words, or nothing."""
    if entry["words"] is None:
        lost = entry["commitment"] and not entry["erased"]
        return "its words are missing and were not erased" if lost else ""
    fields = [bytes.fromhex(entry["salt"] or ""), base64.b64decode(entry["words"])]
    if digest("livelab/words/1", fields).hex() != entry["commitment"]:
        return "its words are not those that were committed to"
    return ""


class Reader:
    """Follows the chains through a file; `heads` and `findings` are the result."""

    def __init__(self, anchor: dict[str, dict[str, Any]]) -> None:
        self.anchor = dict(anchor)
        self.claimed: dict[str, tuple[int, str]] = {}
        self.heads: dict[str, tuple[int, str]] = {}
        self.findings: list[str] = []

    def stream(self, line: dict[str, Any]) -> None:
        """A stream begins."""
        name = line["stream"]
        if name in self.heads:
            self.findings.append(f"{name}: the stream stands here twice")
        self.claimed[name] = (line["head_seq"], line["head_hash"])
        self._moved(name, 0, genesis(line).hex())

    def entry(self, line: dict[str, Any]) -> None:
        """The next entry of a stream."""
        name, seq = line["stream"], line["seq"]
        if name not in self.heads:
            self.findings.append(f"{name} {seq}: no such stream")
            return
        before, previous = self.heads[name]
        if seq != before + 1:
            self.findings.append(f"{name} {seq}: follows {before}")
        elif entry_hash(bytes.fromhex(previous), line).hex() != line["hash"]:
            self.findings.append(f"{name} {seq}: it is not what its hash was made of")
        if wrong := words_wrong(line):
            self.findings.append(f"{name} {seq}: {wrong}")
        self._moved(name, seq, line["hash"])

    def end(self) -> None:
        """The file is over: are the heads where they should be?"""
        for name, head in self.heads.items():
            if self.claimed[name] != head:
                self.findings.append(f"{name}: the head should be {self.claimed[name][0]}")
        for name, anchored in self.anchor.items():
            self.findings.append(f"{name}: number {anchored['seq']} of the anchor is gone")

    def _moved(self, name: str, seq: int, digest_hex: str) -> None:
        self.heads[name] = (seq, digest_hex)
        anchored = self.anchor.get(name)
        if anchored and anchored["seq"] == seq:
            del self.anchor[name]
            if anchored["hash"] != digest_hex:
                self.findings.append(f"{name} {seq}: the chain is not the anchored one")


def verify(lines: Iterable[str], anchor: dict[str, dict[str, Any]]) -> Reader:
    """Follow every line."""
    reader = Reader(anchor)
    for line in lines:
        data = json.loads(line)
        reader.entry(data) if "seq" in data else reader.stream(data)
    reader.end()
    return reader


def read_lines(path: str) -> Iterator[str]:
    """The lines of the file."""
    with Path(path).open(encoding="utf-8", newline="\n") as file:
        yield from file


def main(arguments: list[str]) -> int:
    """The command line."""
    anchor = {}
    if "--anchor" in arguments:
        at = arguments.index("--anchor")
        anchor = json.loads(Path(arguments[at + 1]).read_text("utf-8"))["heads"]
        del arguments[at : at + 2]
    reader = verify(read_lines(arguments[0]), anchor)
    for finding in reader.findings:
        print(finding)  # noqa: T201 - this is a program
    print(f"{len(reader.heads)} streams, {len(reader.findings)} findings")  # noqa: T201
    return 1 if reader.findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
