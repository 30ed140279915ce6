"""B8.1: the quick way of reading frames reads what the library reads, and leaves it the rest."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Frame, Opcode

from livelab.framing import unmasked, whole_texts

TEXTS = st.text(max_size=300) | st.sampled_from(
    ["", "a" * 125, "a" * 126, "ž" * 33_000, "a" * 65_535]
)


def framed(text: str) -> bytes:
    """A text message as a browser sends it."""
    return Frame(Opcode.TEXT, text.encode()).serialize(mask=True)


@given(st.lists(TEXTS, max_size=6), st.integers(0, 400))
def test_whole_text_messages_are_read_as_they_were_sent(texts: list[str], cut: int) -> None:
    """As many as are whole; what is left begins where the first half one does."""
    data = b"".join(map(framed, texts))
    cut = min(cut, len(data))
    read, end = whole_texts(data[: len(data) - cut])
    assert read == texts[: len(read)]
    short = [text for text in texts[: len(read) + 1] if len(text.encode()) <= 65_535]
    if len(short) > len(read):
        assert end + len(framed(texts[len(read)])) > len(data) - cut
    assert end == sum(len(framed(text)) for text in read)


@pytest.mark.parametrize(
    "frame",
    [
        Frame(Opcode.BINARY, b"{}").serialize(mask=True),
        Frame(Opcode.TEXT, b"{", fin=False).serialize(mask=True),
        Frame(Opcode.CONT, b"}").serialize(mask=True),
        Frame(Opcode.PING, b"").serialize(mask=True),
        Frame(Opcode.CLOSE, b"\x03\xe8").serialize(mask=True),
        Frame(Opcode.TEXT, b"{}").serialize(mask=False),
        Frame(Opcode.TEXT, b"\xff\xfe").serialize(mask=True),
        Frame(Opcode.TEXT, b"a" * 65_536).serialize(mask=True),
        b"\xc1\x80\0\0\0\0",
    ],
    ids=lambda frame: frame[:2].hex(),
)
def test_everything_else_is_left_to_the_library(frame: bytes) -> None:
    """After the whole text messages before it."""
    before = framed("{}")
    assert whole_texts(before + frame + before) == (["{}"], len(before))


@given(st.binary(max_size=600), st.binary(min_size=4, max_size=4))
def test_a_mask_taken_off_twice_changes_nothing(payload: bytes, key: bytes) -> None:
    """RFC 6455 §5.3: byte i is XORed with key byte i mod 4."""
    plain = unmasked(payload, key)
    assert plain == bytes(byte ^ key[i % 4] for i, byte in enumerate(payload))
    assert unmasked(plain, key) == payload


def test_a_long_message_is_read_whole() -> None:
    """The longest that the quick way takes."""
    text = os.urandom(30_000).hex()
    assert whole_texts(framed(text)) == ([text], len(framed(text)))
