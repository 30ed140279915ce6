"""Tools of the machine that some tests cannot do without.

`make test` installs what it may. What is missing then fails, with a sentence that says what to
install: a promise nobody looked at must not look kept. Only where a tool cannot be had at all
(another system than Linux) its test skips, and not in CI.
"""

from __future__ import annotations

import sys

import pytest

from scripts.devlib.console import in_ci

linux_only = pytest.mark.skipif(
    sys.platform != "linux" and not in_ci(), reason="stands on calls that only Linux has"
)
