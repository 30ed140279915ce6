"""An exported log can be verified by somebody who has nothing of ours but a text of 150 lines."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from contributions import independent
from contributions.redact import erase_words
from tests.contributions.cast import BOARD, JAN, LAB_LOG, OTHER_BOARD, move_note, write_note

pytestmark = pytest.mark.django_db(transaction=True)

PROGRAM = Path(independent.__file__)


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """The log of two boards, with one erasure, and an anchor beside it."""
    for turn in range(4):
        write_note(f"glas – é 🧪 {turn}")
        move_note(turn, key=OTHER_BOARD)
    erase_words(log=LAB_LOG, entries={BOARD.id: [2]}, reason="person_asked", actor=JAN)
    call_command("export_log", str(tmp_path / "log.jsonl"))
    call_command("verify_log", "--quiet", "--write-anchor", str(tmp_path / "heads.json"))
    return tmp_path / "log.jsonl"


def verifies(log: Path) -> subprocess.CompletedProcess[str]:
    anchor = log.parent / "heads.json"
    command = [sys.executable, "-I", str(PROGRAM), str(log), "--anchor", str(anchor)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=log.parent)


def lines_of(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()]


def write_lines(log: Path, lines: list[dict[str, Any]]) -> None:
    log.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")


def test_it_uses_nothing_of_ours() -> None:
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(PROGRAM.read_text("utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= set(sys.stdlib_module_names)


def test_an_honest_export_verifies(exported: Path) -> None:
    done = verifies(exported)
    assert (done.returncode, done.stdout) == (0, "3 streams, 0 findings\n")


def test_the_export_is_for_its_owner_alone(exported: Path) -> None:
    assert exported.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        call_command("export_log", str(exported))


CHANGES = {
    "op_id": "f" * 32,
    "at": "2026-03-09T08:00:00.000000Z",
    "actor": JAN,
    "verb": "note_removed",
    "context": "{}",
    "facts": "{}",
    "commitment": "00",
    "hash": "00" * 32,
    "words": "Z2xhcw==",
    "salt": "00" * 16,
    "seq": 9,
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_export_does_not(name: str, exported: Path) -> None:
    lines = lines_of(exported)
    entry = next(line for line in lines if line.get("words"))
    entry[name] = CHANGES[name]
    write_lines(exported, lines)
    assert verifies(exported).returncode == 1


@pytest.mark.parametrize("name", ["lab", "kind", "object_id", "disposable", "head_hash"])
def test_a_stream_of_another_identity_does_not(name: str, exported: Path) -> None:
    lines = lines_of(exported)
    stream = next(line for line in lines if "kind" in line)
    stream[name] = not stream[name] if name == "disposable" else "f" * 64
    write_lines(exported, lines)
    assert verifies(exported).returncode == 1


def test_lost_words_cut_ends_and_lost_streams_do_not(exported: Path) -> None:
    whole = lines_of(exported)
    at = next(n for n, line in enumerate(whole) if line.get("words"))
    for lines in (
        [*whole[:at], whole[at] | {"words": None, "salt": None}, *whole[at + 1 :]],
        whole[:at] + whole[at + 1 :],
        whole[:-1],
        [line for line in whole if line["stream"] != BOARD.id],
        [line for line in whole if "kind" not in line or line["stream"] != BOARD.id],
        [*whole, *whole],
    ):
        write_lines(exported, lines)
        assert verifies(exported).returncode == 1
