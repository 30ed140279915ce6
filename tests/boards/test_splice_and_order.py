"""B10: splices and z-order keys, for any text and any key (Hypothesis)."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from boards.order import DIGITS, after, next_keys
from boards.splice import Splice, apply, between, units

TEXTS = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from(["a", "😀", "🧑", "\u200d", "🔬", "ř", "\u0301", "玻", "\n", "\ufffd"]),
    ),
    max_size=40,
)
KEYS = st.text(st.sampled_from(DIGITS), min_size=1, max_size=12)


def in_units(text: str) -> list[bytes]:
    """A text as its UTF-16 code units."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return [raw[i : i + 2] for i in range(0, len(raw), 2)]


@settings(max_examples=400, deadline=None)
@given(TEXTS, TEXTS)
def test_the_splice_between_two_texts_leads_from_one_to_the_other(old: str, new: str) -> None:
    """[V4.7] [B10] `apply` undoes nothing and loses nothing of what `between` found; both ways."""
    there, back = between(old, new), between(new, old)
    assert apply(old, there) == new
    assert apply(new, back) == old
    assert (there.at, units(there.insert)) == (back.at, back.remove)
    assert units(old) - there.remove + units(there.insert) == units(new)


@settings(max_examples=400, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_a_change_in_the_middle_is_no_bigger_than_it_was(start: str, end: str, put: str) -> None:
    """[V4.6] [B10] The splice of an insertion inserts no more than what was inserted."""
    splice = between(start + end, start + put + end)
    assert splice.remove == 0
    assert units(splice.insert) == units(put)


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.integers(0, 90), st.integers(0, 90), TEXTS)
def test_any_splice_is_clamped_and_leaves_text_that_can_be_written_down(
    text: str, at: int, remove: int, insert: str
) -> None:
    """Code unit by code unit as in a browser; half a surrogate pair becomes U+FFFD.

    [V4.2] [V4.3] [B10]
    """
    found = apply(text, Splice(at, remove, insert))
    found.encode()  # no halves
    old = in_units(text)
    at = min(at, len(old))
    begin, rest = old[:at], old[at + remove :]
    expected = [b"".join(part).decode("utf-16-le", "replace") for part in (begin, rest)]
    assert found == expected[0] + insert + expected[1]
    assert units(found) == len(begin) + units(insert) + len(rest)


@settings(max_examples=300, deadline=None)
@given(KEYS)
def test_a_key_after_another_is_above_it(key: str) -> None:
    """[V6.4] Z-order keys are compared as bytes; there is always one above, of allowed symbols."""
    above = after(key)
    assert above.encode() > key.encode()
    assert set(above) <= set(DIGITS)
    assert len(above) <= max(6, len(key) + 6)


@settings(max_examples=50, deadline=None)
@given(st.one_of(st.just(""), KEYS), st.integers(1, 300))
def test_keys_in_a_row_rise(top: str, count: int) -> None:
    """Each of many keys is above the one before it."""
    keys = next_keys(top, count)
    assert len(keys) == count
    assert [top, *keys] == sorted({top, *keys}, key=str.encode)
