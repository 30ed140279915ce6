"""B10: the histories that the browser's store folds are those the shipped server makes.

`LIVELAB_WRITE_CASES=1 pytest tests/boards/test_traces.py` writes them anew.
"""

from __future__ import annotations

import json
import os
from collections import Counter

import pytest

from boards import facts
from tests.boards.test_shared_cases import CASES
from tests.boards.traces import SEEDS, Playwright, dumped, states
from tests.support.socket import Frame

FILE = CASES / "traces.json"


@pytest.mark.django_db(transaction=True)
def test_the_traces_are_current() -> None:
    """[B10] The same seeds make the same histories, byte for byte, on every database."""
    made: list[Frame] = []
    answers: Counter[str] = Counter()
    for seed in SEEDS:
        playwright = Playwright(seed)
        made += playwright.history()
        answers.update(playwright.answers)
    if os.environ.get("LIVELAB_WRITE_CASES"):
        FILE.write_text(dumped(made), encoding="utf-8")
    assert FILE.read_text(encoding="utf-8") == dumped(made), "write them anew: see above"
    assert set(answers) <= {
        "entry", "item_gone", "locked", "no_colour", "not_allowed", "overtaken", "wrong_kind",
    }  # fmt: skip
    assert answers["entry"] > 130


def traces() -> list[Frame]:
    found: list[Frame] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("trace", traces(), ids=lambda trace: trace["name"])
def test_python_folds_every_welcome_into_every_later_state(trace: Frame) -> None:
    """[B10] From each welcome on, entry by entry, for each stream of each access class."""
    roles = {reader["role"] for reader in trace["readers"]}
    assert roles == {"participant", "facilitator", "observer"}
    compared = 0
    for stream in trace["streams"]:
        known = stream["states"]
        assert known == states(stream["entries"])
        for welcome in stream["welcomes"]:
            start, since = welcome["seq"], welcome["agrees_from"]
            found = states(stream["entries"][start:], welcome["items"])
            assert found[since - start :] == known[since:]
            compared += len(known[since:])
    assert compared > 20


def test_the_traces_hold_every_verb_of_items_and_what_erasures_leave_of_it() -> None:
    """[B10] [E4] And both streams are erased in; few of the welcomes agree from the start only."""
    found: Counter[str] = Counter()
    for trace in traces():
        for stream in trace["streams"]:
            for entry in stream["entries"]:
                gone = entry["words"] is None and facts.SHAPES[entry["verb"]][1] is not None
                found[f"{entry['verb']} {stream['kind']}{' erased' if gone else ''}"] += 1
    seen = {name.split()[0] for name in found}
    assert seen >= set(facts.SHAPES) - {"file_uploaded", "files_removed"}
    for name in ("note_added own", "note_added board", "text_edited board", "text_edited own"):
        assert found[f"{name} erased"], name
    assert found["items_revealed board erased"]
    assert found["texts_rewritten own erased"]
    assert found["texts_rewritten board"]
