"""Whatever a file was called, it gets a plain name with the ending of what it is."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from files.names import LONGEST, MOST_BYTES, tidy
from files.serving import handed_over

TOLD = {
    "Grondplan hal 3.PDF": "Grondplan hal 3.pdf",
    "../../etc/passwd": "passwd.pdf",
    "..\\..\\windows\\system32\\calc.exe": "calc.pdf",
    "C:\\Users\\Rosa\\plan.pdf": "plan.pdf",
    "/absolute/plan": "plan.pdf",
    "plan\u202efdp.exe": "planfdp.pdf",
    "plan\u200b\u2066.pdf": "plan.pdf",
    "plan\x00.pdf\r\nSet-Cookie: a=b": "plan.pdf Set-Cookie a=b.pdf",
    "": "file.pdf",
    "...": "file.pdf",
    ".htaccess": "htaccess.pdf",
    "con.pdf": "file con.pdf",
    "LPT1": "file LPT1.pdf",
    "plan.pdf%00.exe": "plan.pdf00.pdf",
    '"; filename="evil.html': "; filename=evil.pdf",
    "<script>alert(1)</script>.pdf": "script.pdf",
    "  two   spaces .pdf": "two spaces.pdf",
    "x" * 300 + ".pdf": "x" * 80 + ".pdf",
    "é" * 300: "é" * 80 + ".pdf",
    "水" * 300: "水" * 53 + ".pdf",
    "e\u0301te\u0301.pdf": "été.pdf",
    "\ud800.pdf": "file.pdf",
}


@pytest.mark.parametrize("sent", TOLD)
def test_a_name_is_made_plain(sent: str) -> None:
    assert tidy(sent, ".pdf") == TOLD[sent]


@given(st.text(max_size=400))
def test_whatever_comes_the_name_is_one_for_every_system(sent: str) -> None:
    name = tidy(sent, ".pdf")
    stem = name.removesuffix(".pdf")
    assert stem
    assert len(stem) <= LONGEST
    assert len(stem.encode()) <= MOST_BYTES
    assert PurePosixPath(name).name == PureWindowsPath(name).name == name
    assert not any(unicodedata.category(mark).startswith("C") for mark in name)
    header = handed_over(b"", "application/pdf", name).headers["Content-Disposition"]
    assert header.isascii()
    assert header.startswith('attachment; filename="')
    assert header.count('"') == 2
    assert "\r" not in header
    assert "\n" not in header
