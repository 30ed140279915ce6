"""A document has the same bytes however its edits were grouped: rebuilt, it is what was stored."""

from __future__ import annotations

import random
from collections.abc import Iterator

from pycrdt import Doc, Text

from boards import texts
from boards.edits import NAME
from tests.texts.forging import anybody

SEED = random.SystemRandom().randrange(10**6)
DOCUMENTS, EDITS = 300, 24


class Hand:
    """Somebody who types into her own copy, and hears of others when she likes."""

    def __init__(self, client: int, base: bytes) -> None:
        self.doc: Doc[Text] = Doc(client_id=client)
        self.doc.apply_update(base)
        self.text = self.doc.get(NAME, type=Text)

    def types(self, rng: random.Random) -> bytes:
        """Put in a few letters, or take some out; the update."""
        before, long = self.doc.get_state(), len(str(self.text))
        at = rng.randrange(long + 1)
        if long > 4 and rng.random() < 0.4:
            del self.text[min(at, long - 3) : min(at, long - 3) + rng.randint(1, 3)]
        else:
            self.text.insert(at, "[" + rng.choice("abcd") * rng.randint(1, 4))
        return self.doc.get_update(before)


def edits(rng: random.Random, base: bytes) -> Iterator[bytes]:
    """What three hands type, in the order in which the server takes it."""
    hands = [Hand(client, base) for client in (17, 18, 42)]
    taken: list[bytes] = []
    for _ in range(EDITS):
        hand = rng.choice(hands)
        if rng.random() < 0.5:
            for update in taken:
                hand.doc.apply_update(update)
        taken.append(hand.types(rng))
        yield taken[-1]


def test_a_document_kept_open_is_stored_as_one_that_was_loaded_each_time() -> None:
    """[T1.12] 300 documents of 24 edits of three people."""
    print(f"LIVELAB_SEED={SEED}")
    for number in range(DOCUMENTS):
        rng = random.Random(f"{SEED} {number}")
        each = texts.base(rng.choice(["", "pane"]))
        open_one = texts.Live(each)
        for update in edits(rng, each):
            each = texts.merge(each, update, anybody).state
            texts.merge_into(open_one, update, anybody)
            assert rng.random() < 0.8 or open_one.settled() == (each, True), number
        assert open_one.settled() == (each, True), number
