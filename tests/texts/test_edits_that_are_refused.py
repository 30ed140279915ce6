"""T2–T5: forged numbers, missing parts, another epoch, too long; and nothing of them stays."""

from __future__ import annotations

import base64
import logging
import random
from typing import Any

import pytest
from pycrdt import Doc, Text, get_update

from boards import texts
from boards.ops import Refused
from tests.boards.stage import done, everything, knock, open_board
from tests.support.cast import Cast
from tests.support.socket import Frame, note
from tests.texts.test_two_people_type_into_one_note import two_typists
from tests.texts.typist import Typist


async def answer(typist: Typist, update: bytes, epoch: int = 0) -> Frame:
    """What becomes of an edit."""
    return await typist.socket.settled(await typist.send(update, epoch))


def edit(typist: Typist, client: int, text: str = "x") -> bytes:
    """An update of what this browser has, made under this number."""
    doc: Doc[Text] = Doc(client_id=client)
    doc.apply_update(typist.doc.get_update())
    before = doc.get_state()
    doc.get("t", type=Text).insert(0, text)
    return bytes(doc.get_update(before))


def letters(typist: Typist, *parts: str) -> list[bytes]:
    """One update for each part typed at the end, made under her own number."""
    updates = []
    for part in parts:
        before = typist.doc.get_state()
        text = typist.doc.get("t", type=Text)
        text.insert(len(str(text).encode()), part)
        updates.append(bytes(typist.doc.get_update(before)))
    return updates


async def refused(cast: Cast, typist: Typist, cases: list[tuple[bytes, str]]) -> None:
    """Each of these updates is refused so, and leaves no trace."""
    before = await everything(cast.board, [cast.technologist, cast.artist])
    for update, code in cases:
        said = await answer(typist, update)
        assert (said["t"], said.get("code")) == ("refused", code), update.hex()
    assert await everything(cast.board, [cast.technologist, cast.artist]) == before


async def test_numbers_of_others_are_forged(cast: Cast) -> None:
    """Somebody else's, one lent on another board, one of nobody, the base's, two at once.

    [T2.1]
    """
    mine, hers = await two_typists(cast, "Whole panes")
    other = await open_board(cast.lab, cast.facilitator, [cast.technologist])
    for _ in range(4):
        socket = await knock(other, cast.technologist)
        elsewhere = (await socket.join())["you"]["y_client"]
    both: Doc[Text] = Doc(client_id=mine.doc.client_id)
    both.apply_update(mine.doc.get_update())
    state = both.get_state()
    both.get("t", type=Text).insert(0, "mine")
    both.apply_update(edit(hers, hers.doc.client_id, "hers"))
    forged = [edit(mine, n) for n in (hers.doc.client_id, elsewhere, 999_999, 1, 2, 2**53 - 1)]
    forged += [both.get_update(state), mine.doc.get_update(), b"", b"\x01", b"\xff" * 12, b"\x05"]
    forged += [edit(mine, mine.doc.client_id)[:-3], b"\x01\x01" + b"\x80" * 12]
    await refused(
        cast, mine, [(update, "text_forged") for update in forged if update != b"\x00\x00"]
    )
    assert (await answer(mine, edit(mine, mine.doc.client_id)))["t"] == "entry"


async def test_a_number_lent_to_her_earlier_is_hers(cast: Cast) -> None:
    """[T2.13] What she typed in a tab that is closed now comes with that tab's number."""
    mine, _ = await two_typists(cast, "Whole panes")
    again = await knock(cast.board, cast.technologist)
    fresh = (await again.join())["you"]["y_client"]
    assert fresh != mine.doc.client_id
    later = Typist(again, fresh, mine.item, "Whole panes")
    later.doc.apply_update(mine.doc.get_update())
    assert (await answer(later, edit(later, mine.doc.client_id)))["t"] == "entry"


async def test_what_builds_on_something_missing_waits_for_it(cast: Cast) -> None:
    """`text_gap` for letters and for deletions; with its predecessors the same is accepted.

    [T3.1]
    """
    mine, hers = await two_typists(cast, "Whole panes")
    first, second, third = letters(mine, "one", "two", "three")
    before = mine.doc.get_state()
    del mine.doc.get("t", type=Text)[len("Whole panes") :]
    deletion = bytes(mine.doc.get_update(before))
    unseen = edit(hers, hers.doc.client_id, "never sent")
    await refused(cast, mine, [(second, "text_gap"), (third, "text_gap"), (deletion, "text_gap")])
    assert (await answer(mine, first))["words"]["insert"] == "one"
    await refused(cast, mine, [(third, "text_gap"), (deletion, "text_gap")])
    for update in (second, third):
        assert (await answer(mine, update))["t"] == "entry"
    assert (await answer(mine, deletion))["words"]["remove"] == len("onetwothree")
    mine.doc.apply_update(unseen)
    known = mine.doc.get_state()
    mine.doc.get("t", type=Text).insert(5, "!")
    among_unseen = bytes(mine.doc.get_update(known))
    await refused(cast, mine, [(among_unseen, "text_gap")])
    assert (await answer(hers, unseen))["t"] == "entry"
    assert (await answer(mine, among_unseen))["words"]["insert"] == "!"


async def test_nobody_can_be_kept_from_writing_by_what_waits_for_her(cast: Cast) -> None:
    """An update half of which hangs on letters a colleague is yet to type is not kept.

    [T3.2] [T2]
    """
    mine, hers = await two_typists(cast, "Whole panes")
    coming = edit(hers, hers.doc.client_id, "hers")
    trap: Doc[Text] = Doc(client_id=mine.doc.client_id)
    trap.apply_update(mine.doc.get_update())
    start = trap.get_state()
    text = trap.get("t", type=Text)
    text.insert(len(str(text)), "placed ")
    trap.apply_update(coming)
    text.insert(str(text).index("hers") + 2, "waits")
    update = get_update(trap.get_update(), _with(start, coming, mine))
    await refused(cast, mine, [(update, "text_gap")])
    assert (await answer(hers, coming))["words"]["insert"] == "hers"
    assert (await answer(mine, update))["t"] == "entry"


def _with(state: bytes, coming: bytes, typist: Typist) -> bytes:
    """The state vector of who knows what was there and the colleague's letters."""
    doc: Doc[Text] = Doc()
    doc.apply_update(typist.doc.get_update())
    doc.apply_update(coming)
    assert doc.get_state() != state
    return bytes(doc.get_state())


async def test_an_update_that_came_already_changes_nothing(cast: Cast) -> None:
    """[T3.3] Sent again under a new op_id it is an entry with an empty splice."""
    mine, _ = await two_typists(cast, "Whole panes")
    (update,) = letters(mine, "one")
    await answer(mine, update)
    again = await answer(mine, update)
    assert (again["t"], again["words"]["remove"], again["words"]["insert"]) == ("entry", 0, "")
    assert again["words"]["update"] == base64.b64encode(update).decode()


async def test_another_epoch_is_refused(cast: Cast) -> None:
    """[T4.1] `text_epoch`, whatever the update; also for a text that nobody has edited yet."""
    mine, _ = await two_typists(cast, "Whole panes")
    update = edit(mine, mine.doc.client_id)
    before = await everything(cast.board, [cast.technologist])
    for epoch in (1, 7, 2**53 - 1):
        assert (await answer(mine, update, epoch))["code"] == "text_epoch"
    assert await everything(cast.board, [cast.technologist]) == before
    assert (await answer(mine, update, 0))["t"] == "entry"


async def test_a_text_holds_4000_units_and_no_more(cast: Cast) -> None:
    """Counted as browsers count: an emoji is two. What is full can still be shortened.

    [T5.1] [T5.2]
    """
    mine, _ = await two_typists(cast, "x" * 3_996)
    typed = mine.doc.get_update()
    await refused(
        cast,
        mine,
        [(edit(mine, mine.doc.client_id, t), "text_too_long") for t in ("12345", "😀😀a")],
    )
    mine.doc = Doc(client_id=mine.doc.client_id)
    mine.doc.apply_update(typed)
    (fits,) = letters(mine, "😀😀")
    assert (await answer(mine, fits))["t"] == "entry"
    await refused(cast, mine, [(edit(mine, (await _fresh(cast, mine)), "a"), "text_too_long")])
    before = mine.doc.get_state()
    del mine.doc.get("t", type=Text)[0:100]
    assert (await answer(mine, mine.doc.get_update(before)))["words"]["remove"] == 100


async def _fresh(cast: Cast, typist: Typist) -> int:
    """Another number lent to the technologist."""
    socket = await knock(cast.board, cast.technologist)
    number: int = (await socket.join())["you"]["y_client"]
    return number


async def test_only_texts_she_sees_are_opened_or_edited(silent: Cast) -> None:
    """A colleague's private note is as if it were not there, for reading and for writing.

    [B9.5]
    """
    socket = await knock(silent.board, silent.technologist)
    await socket.join()
    one = note("Private")
    await done(socket, one, private=True)
    artist = await knock(silent.board, silent.artist)
    number = (await artist.join())["you"]["y_client"]
    answers = []
    for item in (one["id"], "f" * 32):
        await artist.send(t="open_text", item=item)
        answers.append(await artist.until("refused"))
        typist = Typist(artist, number, item)
        said = await answer(typist, edit(typist, number))
        answers.append(said | {"op_id": None})
    assert answers[:2] == answers[2:]
    assert {frame["code"] for frame in answers} == {"no_such_item"}


def test_mangled_updates_are_refused_or_mean_the_same_to_everybody(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """[T2.8] [B8.1] 4,000 updates mangled by seed: a refusal, or one text for all who load it."""
    rng, base = random.Random(5), texts.base("Hello world")
    doc: Doc[Any] = Doc(client_id=20)
    doc.apply_update(base)
    text, updates = doc.get("t", type=Text), []
    for change in (
        lambda: text.insert(3, "abc"),
        lambda: text.insert(0, "čau"),
        lambda: text.clear(),
    ):
        before = doc.get_state()
        change()
        updates.append(doc.get_update(before))
    kept = 0
    for _ in range(4_000):
        mangled = mangle(rng.choice(updates), rng)
        try:
            merged = texts.merge(base, mangled, lambda client: True)
        except Refused:
            continue
        kept += 1
        loaded: Doc[Text] = Doc()
        loaded.apply_update(merged.state)
        assert str(loaded.get("t", type=Text)) == merged.text
    assert 20 < kept < 1_000
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def mangle(update: bytes, rng: random.Random) -> bytes:
    """Some bytes changed, put in, taken out, or added at the end."""
    data = bytearray(update)
    for _ in range(rng.randint(1, 4)):
        place, kind = rng.randrange(len(data) + 1), rng.random()
        if kind < 0.3:
            data.insert(place, rng.randrange(256))
        elif kind < 0.45:
            data += rng.randbytes(rng.randint(1, 9))
        elif data[place : place + 1]:
            data[place : place + 1] = rng.randbytes(1) if kind < 0.8 else b""
    return bytes(data)
