"""What people call themselves, made safe to show beside others' names. Pure."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 60
_JOINERS = {"\u200d", "\ufe0f"}  # they hold emoji and some scripts together
_STACK = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{3})"
    r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)


def clean(text: str, longest: int = LONGEST) -> str:
    """One line without control signs, direction overrides or towers of accents; may be empty."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    kept = "".join(sign for sign in line if _is_shown(sign))
    cut = _STACK.sub(r"\1", " ".join(kept.split()))[:longest].strip()
    return cut if any(unicodedata.category(sign)[0] in "LNS" for sign in cut) else ""


def _is_shown(sign: str) -> bool:
    """Not a control, format, surrogate, private or unassigned sign, nor a line separator."""
    return sign in _JOINERS or unicodedata.category(sign) not in {
        "Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp",
    }  # fmt: skip
