"""Where the demo's notes lie: one column for each first idea, what builds on it below. Pure.

They lie beside the brief, which a challenge's board begins with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .content import Idea

PITCH = 16 * (192 + 80)  # a note's width and room for a connector, in 1/16 px
#: to the right of the brief (a test sees to it)
BESIDE = 16 * 960
COLOURS = {
    "ideate_silent": "yellow",
    "build_on": "blue",
    "build_on_rotate": "green",
    "cluster": "purple",
}


def places(ideas: Sequence[Idea]) -> dict[str, tuple[int, int]]:
    """Idea → the corner of its note. What joins several ideas lies under the first of them."""
    columns: dict[str, int] = {}
    filled: Counter[int] = Counter()
    found: dict[str, tuple[int, int]] = {}
    for idea in ideas:
        known = [columns[parent] for parent in idea.parents if parent in columns]
        column = known[0] if known else len(set(columns.values()))
        columns[idea.id] = column
        found[idea.id] = (BESIDE + column * PITCH, filled[column] * PITCH)
        filled[column] += 1
    return found
