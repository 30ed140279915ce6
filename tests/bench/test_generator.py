"""The instrument is proved first: what it counts is what happened, and what is lost it notices."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.support.tools import linux_only

from .crowd import complete
from .generator import Generator, build
from .lab import Lab

pytestmark = linux_only

PEOPLE, RATE, WINDOW_S = 6, 60.0, 1.0
SEED = random.SystemRandom().randrange(1, 10**6)


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    """A real server with guests who came in by their code."""
    print(f"seed {SEED}")
    build()
    with Lab() as served:
        yield served


def written(lab: Lab, run: int, form: str, **planted: int) -> tuple[dict, dict]:
    """A second of writing, and what the generator said when everybody had left."""
    seats = lab.seats(PEOPLE)
    with Generator(lab.way(form), lab.port, seats, lab.pids, run, SEED, planted) as generator:
        generator.enter(PEOPLE)
        found = generator.write(RATE, 0.2, WINDOW_S, drain_s=2.0 if planted else 20.0)
        last = generator.ask("close")
    known = last["acks_ever"] + last["set_up"]
    lab.runs[run] = known, last["sent_ever"] + last["set_up"]
    return found, last


def notes(lab: Lab) -> list[dict]:
    """The items as the server keeps them."""
    with closing(sqlite3.connect(f"file:{lab.database}?mode=ro", uri=True)) as database:
        return [json.loads(row[0]) for row in database.execute("SELECT data FROM boards_boarditem")]


@pytest.mark.parametrize(("run", "form"), [(1, "edit_text"), (2, "add_note")])
def test_each_operation_is_decoded_by_each_other_once(lab: Lab, run: int, form: str) -> None:
    found, _ = written(lab, run, form)
    assert found["operations"] == RATE * WINDOW_S
    assert found["deliveries"] == found["operations"] * (PEOPLE - 1)
    assert found["latency"]["count"] == found["deliveries"]
    assert found["acks"] == found["operations"]
    assert complete(found), found["complaint"]
    assert 0 < found["latency"]["p50"] <= found["latency"]["p99"] <= found["latency"]["max"]


def test_a_lost_frame_is_noticed(lab: Lab) -> None:
    found, _ = written(lab, 3, "edit_text", drop_every=50)
    assert found["dropped"] > 0
    assert found["missing"] + found["out_of_order"] > 0
    assert found["deliveries"] < found["wanted"]
    assert not complete(found)


def test_a_frame_that_comes_twice_is_noticed(lab: Lab) -> None:
    found, _ = written(lab, 4, "edit_text", repeat_every=50)
    assert found["twice"] > 0
    assert found["out_of_order"] > 0
    assert found["deliveries"] == found["wanted"]
    assert not complete(found)


def test_the_edits_mean_what_the_generator_meant(lab: Lab) -> None:
    """The server merged each update; the plain text it came to is the author's last one."""
    found, _ = written(lab, 6, "edit_text")
    last = found["all_operations"] // PEOPLE - 1
    texts = [
        item["text"] for item in notes(lab) if item["id"].startswith(f"{0x019A00000000 + 6:012x}")
    ]
    heads = {f"{last:08x}"[::-1] + f"{author:04x}" for author in range(PEOPLE)}
    assert {text[:12] for text in texts} == heads
    assert {len(text) for text in texts} == {72}


def test_rows_are_acknowledgements(lab: Lab) -> None:
    """The last of the file: all that was written is in the log, once, and the log is whole."""
    written(lab, 5, "edit_text")
    proof = lab.proof()
    assert proof["verified"], proof["verify_log"]
    assert proof["rows"] == proof["acknowledged"] + proof["unanswered"]
    assert proof["rows"] > RATE * WINDOW_S
