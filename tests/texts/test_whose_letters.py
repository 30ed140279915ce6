"""B10, T4: who wrote which letter, over typing, deleting, undo and redo of three people with yjs.

Each of them types letters of an alphabet of her own, so that it can be seen whose a letter is.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pycrdt import Doc, Text

from boards import letters, texts
from boards.letters import History
from boards.splice import units
from tests.texts.forging import anybody
from tests.texts.test_browsers_and_server_mean_the_same import YJS, node

GAMES = 120
#: whose a number is; the base's letters are the first one's too
PEOPLE = {16: "latin", 17: "greek", 18: "emoji"}
ALPHABETS = {"latin": "abcdefghij", "greek": "αβγδεζηθικ", "emoji": "😀😁😂🤣😃😄😅😆😉😊"}


@pytest.fixture(scope="module")
def games() -> Any:
    """What was typed in each game."""
    program = node()
    if program is None or not YJS.exists():
        pytest.fail("needs node and frontend/node_modules: run `make test` once")
    asked = [{"seed": seed, "text": "abcabcabc"} for seed in range(1, GAMES + 1)]
    script = Path(__file__).parent / "hands.mjs"
    run = subprocess.run(
        [program, str(script)], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    return json.loads(run.stdout)


def taken(game: Any) -> tuple[bytes, History]:
    """The document the server has after a game, and what its log tells."""
    state, history = bytes.fromhex(game["base"]), History()
    history.hear(state)
    for packed in game["log"]:
        update = bytes.fromhex(packed)
        state = texts.merge(state, update, anybody).state
        history.hear(update)
    assert set(game["texts"]) == {texts.text_of(state)}
    return state, history


def without(state: bytes, history: History, person: str) -> bytes | None:
    author = letters.author_of(PEOPLE, "latin")
    return letters.without(state, history, author, person)


def test_exactly_her_letters_go(games: Any) -> None:
    """[E3.1] Also those that a colleague's undo brought back; and what hers brought back stays."""
    restored = 0
    for game in games:
        state, history = taken(game)
        restored += sum(old.client != new.client for new, old in history.restored.items())
        for person, alphabet in ALPHABETS.items():
            expected = "".join(letter for letter in texts.text_of(state) if letter not in alphabet)
            rewritten = without(state, history, person)
            assert (texts.text_of(rewritten) if rewritten else "") == expected
    assert restored > GAMES


def test_the_new_document_tells_nothing_of_her(games: Any) -> None:
    """No number of hers is in it, no deleted letter, and who is left is still told apart.

    [E2.4]
    """
    for game in games:
        state, history = taken(game)
        for number, person in PEOPLE.items():
            rewritten = without(state, history, person)
            if rewritten is None:
                continue
            there = letters.clients_in(rewritten)
            assert number not in there
            assert (1 in there) <= (person != "latin")
            assert len(letters.in_order(rewritten)) == units(texts.text_of(rewritten))
            fresh = History()
            fresh.hear(rewritten)
            assert not fresh.deleted
            for other, alphabet in ALPHABETS.items():
                text = texts.text_of(rewritten)
                rest = without(rewritten, fresh, other)
                expected = "".join(letter for letter in text if letter not in alphabet)
                assert (texts.text_of(rest) if rest else "") == expected


def test_others_go_on_in_the_new_document(games: Any) -> None:
    """[E2.3] A browser that goes on under its number is understood."""
    for game in games:
        state, history = taken(game)
        rewritten = without(state, history, "greek") or texts.base("")
        doc: Doc[Text] = Doc(client_id=16)
        doc.apply_update(rewritten)
        before, text = doc.get_state(), doc.get("t", type=Text)
        text.insert(0, "x")
        merged = texts.merge(rewritten, doc.get_update(before), lambda client: client == 16)
        assert merged.text == str(text)
