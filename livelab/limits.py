"""What both servers keep to."""

from __future__ import annotations

REQUESTS_GET_S = 3.0
GOODBYES_GET_S = 2.0
LONGEST_FRAME = 256 * 1024
