"""What both servers keep to."""

from __future__ import annotations

REQUESTS_GET_S = 3.0
GOODBYES_GET_S = 2.0
#: who is no member any more gets so long to answer the goodbye; what the kernel still holds for her
#: goes with the connection
CUT_OFF_GETS_S = 0.4
LONGEST_FRAME = 256 * 1024
