"""Why a lab is not backed up or restored."""

from __future__ import annotations


class Refused(Exception):
    """Nothing was changed; the sentence says why."""
