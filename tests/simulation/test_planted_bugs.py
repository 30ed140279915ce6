"""The net catches fish: each bug planted into the shipped sources is found within 200 seeds.

The sources as they are pass the same seeds (`test_everybody_agrees`).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from .planted import BUGS, Bug, copy, hunt

SEEDS = 200


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_planted_bug_is_found(bug: Bug, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Some seed shows it."""
    tree = tmp_path / "tree"
    copy(tree)
    bug.plant(tree)
    found = hunt(tree, tmp_path / "home", SEEDS)
    assert found["failures"], f"{SEEDS} seeds did not show it"
    first = found["failures"][0]
    with capsys.disabled():
        print(f"\n{bug.name}: caught by seed {first['seed']} of {SEEDS}, {found['seconds']} s")
