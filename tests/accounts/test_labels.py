"""What people call themselves is safe to show beside others' names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.labels import LONGEST, clean


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  Rosa   Peeters ", "Rosa Peeters"),
        ("Rosa\nPeeters\tJr", "Rosa Peeters Jr"),
        ("Jan\u0000\u0007", "Jan"),
        ("\u202eretsyalc\u202c", "retsyalc"),
        ("A\u2066b\u2069\u200bc", "Abc"),
        ("Zoë", "Zoë"),
        ("Zoe\u0308", "Zoë"),
        ("李小龍", "李小龍"),
        ("👩‍🔧 Ada", "👩‍🔧 Ada"),
        ("h" + "\u0301" * 30, "h" + "\u0301" * 3),
        ("<b>Bo</b>", "<b>Bo</b>"),
        ("'; DROP TABLE--", "'; DROP TABLE--"),
        ("\u2028\u2029", ""),
        ("—", ""),
    ],
)
def test_each_kind_of_sign(typed: str, shown: str) -> None:
    assert clean(typed) == shown


@given(st.text(max_size=200))
def test_cleaning_is_short_and_changes_nothing_the_second_time(text: str) -> None:
    shown = clean(text)
    assert len(shown) <= LONGEST
    assert clean(shown) == shown
    assert not {"\n", "\r", "\u202e", "\u2066", "\x00"} & set(shown)
