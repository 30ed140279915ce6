"""The README says what was measured."""

from __future__ import annotations

import pytest

from . import reach, table

FOUND: reach.Results = {
    "saturation": {
        "targets": {
            "livelab": {"knee": {"delivered_per_s": 750_000}},
            "hocuspocus": {"knee": {"delivered_per_s": 500_000}},
            "tldraw-sqlite": {"knee": {"delivered_per_s": 50_000}},
        }
    },
    "idle": {"targets": {"livelab": {"kb_per_socket": 12.5}}},
}


def test_the_readme_says_what_was_measured() -> None:
    text = table.README.read_text()
    assert table.MARK.search(text)
    assert table.filled(text, table.results()) == text


def test_another_figure_changes_the_text() -> None:
    marked = "before <!-- bench:reached --> old <!-- /bench --> after"
    once = table.filled(marked, FOUND)
    assert once.startswith("before ")
    assert once.endswith(" after")
    assert "| memory of an idle socket | ≤ 30 KB | 12.5 KB | held |" in once
    assert table.filled(once, FOUND) == once
    assert table.filled(once, {}) != once


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("saturated deliveries, Daphne : hocuspocus", "held"),
        ("saturated deliveries, Daphne : tldraw with its SQLite storage", "missed by 25%"),
        ("p99 at 100 people", "not measured"),
    ],
)
def test_a_reach_is_held_or_missed_by_so_much(what: str, said: str) -> None:
    verdicts = {verdict.reach.what: verdict.said for verdict in reach.verdicts(FOUND)}
    assert verdicts[what] == said
