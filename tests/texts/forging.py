"""Updates nobody's browser makes: put together from parts, or honest ones spoiled."""

from __future__ import annotations

import random
from collections.abc import Iterator

from pycrdt import Doc, Text

from boards import texts
from boards.splice import units
from boards.updates import Place, Run, Span, Update, number, read, state_vector, write

#: the sender's number in these tests, and a colleague's
MINE, HERS = 16, 17
STARTS = ["", "Whole panes", "a😀b", "玻璃😀😀", "Žluťoučký kůň"]
WORDS = ["a", "bc", "😀", "é", "d😀e", "玻璃"]


def clocks(state: bytes) -> dict[int, int]:
    """How far each client's units are in a document."""
    doc: Doc[Text] = Doc()
    doc.apply_update(state)
    return state_vector(doc.get_state())


def block(client: int, clock: int, *structs: bytes, deleted: bytes = b"\x00") -> bytes:
    """An update of raw structs of one client."""
    head = number(1) + number(len(structs)) + number(client) + number(clock)
    return head + b"".join(structs) + deleted


def string(text: str) -> bytes:
    """A text as updates carry it."""
    encoded = text.encode()
    return number(len(encoded)) + encoded


def in_root(kind: int, content: bytes, root: str = "t") -> bytes:
    """A struct of some kind of content right in a root type."""
    return bytes([kind]) + number(1) + string(root) + content


def strange_contents(rng: random.Random) -> Iterator[bytes]:
    """Every kind of content a text does not have, each as yjs would write it, and unknown kinds."""
    word = rng.choice(WORDS)
    yield bytes([0]) + number(rng.randint(1, 9))  # collected: would swallow what is put beside it
    yield in_root(2, number(1) + string(f'"{word}"'))  # JSON
    yield in_root(3, number(3) + rng.randbytes(3))  # binary
    yield in_root(5, string('{"src":"x"}'))  # embed
    yield in_root(6, string("bold") + string("true"))  # format
    for nested in range(7):  # array, map, text, xml …
        yield in_root(7, number(nested) + (string("p") if nested in (3, 5) else b""))
    yield in_root(8, number(1) + b"\x77" + string(word))  # any
    yield in_root(9, string("guid") + b"\x76\x00")  # document
    for unknown in range(11, 32):
        yield in_root(unknown, number(1))
    yield bytes([4 | 0x20]) + number(1) + string("t") + string("key") + string(word)  # map entry
    yield bytes([4]) + number(0) + number(HERS) + number(0) + string(word)  # inside something
    yield in_root(4, string(word), root=rng.choice(["", "T", "u", "text", "t\x00"]))
    yield in_root(4, b"\x02\xff\xfe")  # no UTF-8
    yield in_root(4, string(""))
    yield in_root(1, number(0))


def any_place(rng: random.Random, known: dict[int, int]) -> Place | None:
    """A unit of the document, or none."""
    places = [Place(client, rng.randrange(clock)) for client, clock in known.items() if clock]
    return rng.choice(places) if places and rng.random() < 0.8 else None


def wild(rng: random.Random, state: bytes) -> Update:
    """An update of the sender's that obeys the form and puts and deletes wherever it likes."""
    known = clocks(state)
    clock, runs = known.get(MINE, 0), []
    for _ in range(rng.choice([0, 1, 1, 2, 3])):
        left, right = any_place(rng, known), any_place(rng, known)
        text = rng.choice(WORDS) if rng.random() < 0.9 else None
        length = units(text) if text else rng.randint(1, 3)
        root = None if left or right else "t"
        runs.append(Run(Place(MINE, clock), length, text, left, right, root))
        clock += length
    places = sorted(p for p in (any_place(rng, known) for _ in range(rng.randint(0, 2))) if p)
    return Update(runs, [Span(place, rng.randint(1, 3)) for place in places])


def typed(state: bytes, client: int, rng: random.Random) -> bytes:
    """An honest edit."""
    doc: Doc[Text] = Doc(client_id=client)
    doc.apply_update(state)
    before, text = doc.get_state(), doc.get("t", type=Text)
    now = str(text)
    text.insert(len(now[: rng.randint(0, len(now))].encode()), rng.choice(WORDS))
    return bytes(doc.get_update(before))


def a_document(rng: random.Random) -> bytes:
    """A note that both have written in, parts of it taken out again."""
    state = texts.base(rng.choice(STARTS))
    for _ in range(rng.randint(1, 6)):
        state = texts.merge(state, typed(state, rng.choice([MINE, HERS]), rng), anybody).state
    doc: Doc[Text] = Doc(client_id=HERS)
    doc.apply_update(state)
    text = doc.get("t", type=Text)
    if rng.random() < 0.5:
        del text[0 : len(str(text)[0].encode())]
    return bytes(doc.get_update())


def anybody(client: int) -> bool:
    """Whoever's number it is."""
    return True


def of_mine(client: int) -> bool:
    """Only the sender's number."""
    return client == MINE


def rewritten(data: bytes, change: Run) -> bytes:
    """The update with its first run replaced."""
    update = read(data)
    return write(update._replace(runs=[change, *update.runs[1:]]))
