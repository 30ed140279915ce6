"""The storm is worth something: an error that escapes the handler of a frame is found by it."""

from __future__ import annotations

from .planted import BUGS, found
from .test_malformed_frames import SEED


def test_an_error_that_escapes_is_found() -> None:
    """Somebody on the board is hung up on, or somebody who joins; whoever comes first.

    The others: `python3 scripts/dev.py soak frames`.
    """
    print(f"LIVELAB_SEED={SEED}")
    what = found(BUGS[0], SEED, frames=600, openings=0)
    assert what.startswith(("a socket was lost", "joining: nothing"))
