"""T1, B10: two people type into one note at once; every character is kept, everywhere alike."""

from __future__ import annotations

import base64
import os
import random

from asgiref.sync import sync_to_async
from pycrdt import Doc, Text

from boards import rebuild, store, texts
from boards.splice import apply
from boards.updates import state_vector
from tests.boards.stage import done, knock, said_so_far
from tests.support.cast import Cast
from tests.support.socket import note
from tests.texts.typist import Typist, splice_of

#: what they mean is the same on both databases, a commit costs more on PostgreSQL
STEPS = 600 if os.environ.get("LIVELAB_DATABASE") else 3_000


async def two_typists(cast: Cast, text: str) -> list[Typist]:
    """The technologist and the artist with the same note open."""
    one, typists = note(text), []
    for person in (cast.technologist, cast.artist):
        socket = await knock(cast.board, person)
        welcome = await socket.join()
        typists.append(Typist(socket, welcome["you"]["y_client"], one["id"], text))
    await done(typists[0].socket, one)
    for typist in typists:
        await said_so_far(typist.socket)
        await typist.open()
        assert typist.text == text
    return typists


async def test_both_ends_and_the_server_have_the_same_text(cast: Cast) -> None:
    """[T1.3] [B10] 3,000 random steps, typed against each other, in every script there is."""
    rng = random.Random(20_260_312)
    typists = await two_typists(cast, "Celé tabule 🪟 skla")
    taken = 0
    while taken < STEPS:
        for typist in typists:  # neither hears the other before she has typed on
            for _ in range(rng.randint(1, 3)):
                steps = rng.randint(1, 6)
                taken += steps
                await typist.send(typist.type(steps, rng))
        if rng.random() < 0.4:
            one = rng.choice(typists)
            await one.hears_of({*one.sent})
    everything = {op_id for typist in typists for op_id in typist.sent}
    for typist in typists:
        await typist.hears_of(everything)
    one, other = typists
    assert one.text == other.text == one.plain == other.plain
    assert len(one.text) > 300
    assert one.entries == other.entries
    (fresh,) = [
        item
        for stream in (await (await knock(cast.board, cast.facilitator)).join())["streams"]
        for item in stream["items"]
    ]
    assert fresh["text"] == one.text
    document = await sync_to_async(store.load_text)(cast.board.hex, one.item)
    assert document is not None
    kept: Doc[Text] = Doc()
    kept.apply_update(document.state)
    assert str(kept.get("t", type=Text)) == one.text
    states = [state_vector(doc.get_state()) for doc in (kept, one.doc, other.doc)]
    assert states == [states[0]] * 3  # which client comes first in the bytes says nothing
    assert not await sync_to_async(rebuild.differs)(board=cast.board.hex)


async def test_every_splice_says_what_its_update_does(cast: Cast) -> None:
    """For each entry: the text after the splice is the document's after the update.

    [T1.2] [B10]
    """
    rng = random.Random(7)
    typists = await two_typists(cast, "玻璃")
    for _ in range(60):
        for typist in typists:
            await typist.send(typist.type(rng.randint(1, 5), rng))
    everything = {op_id for typist in typists for op_id in typist.sent}
    await typists[0].hears_of(everything)
    reader: Doc[Text] = Doc()
    await typists[1].hears_of(everything)
    reader.apply_update(texts.base("玻璃"))
    plain = "玻璃"
    for entry in typists[0].entries:
        reader.apply_update(base64.b64decode(entry["words"]["update"]))
        plain = apply(plain, splice_of(entry))
        assert plain == str(reader.get("t", type=Text))
    assert len(typists[0].entries) == 120


async def test_no_character_is_lost_when_both_only_add(cast: Cast) -> None:
    """[T1.4] A thousand marked characters of each, put in anywhere: all there, once, none else."""
    rng = random.Random(3)
    typists = await two_typists(cast, "")
    expected: list[str] = []
    for number in range(250):
        for mark, typist in zip((0x4E00, 0x1F300), typists, strict=True):
            symbols = [chr(mark + number * 4 + i) for i in range(2)]
            expected += symbols
            text = typist.doc.get("t", type=Text)
            before = typist.doc.get_state()
            for symbol in symbols:
                now = str(text)
                place = len(now[: rng.randint(0, len(now))].encode())
                text.insert(place, symbol)
            await typist.send(typist.doc.get_update(before))
    everything = {op_id for typist in typists for op_id in typist.sent}
    for typist in typists:
        await typist.hears_of(everything)
    assert typists[0].text == typists[1].text
    assert sorted(typists[0].text) == sorted(expected)


async def test_a_text_that_was_never_opened_and_one_that_was_are_the_same(cast: Cast) -> None:
    """Who opens the text in the middle joins in; edits before and after reach her document.

    [T1.5]
    """
    rng = random.Random(11)
    typists = await two_typists(cast, "Skleněná 🏺")
    await typists[0].send(typists[0].type(5, rng))
    await typists[0].hears_of(set(typists[0].sent))
    socket = await knock(cast.board, cast.facilitator)
    welcome = await socket.join()
    late = Typist(socket, welcome["you"]["y_client"], typists[0].item, typists[0].text)
    await late.open()
    assert late.text == typists[0].text
    for typist in (late, *typists):
        await typist.send(typist.type(4, rng))
    everything = {op_id for typist in (late, *typists) for op_id in typist.sent[-1:]}
    for typist in (late, *typists):
        await typist.hears_of(everything)
    assert late.text == typists[0].text == typists[1].text == late.plain
