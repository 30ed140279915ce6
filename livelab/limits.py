"""What both servers keep to."""

from __future__ import annotations

REQUESTS_GET_S = 3.0
GOODBYES_GET_S = 2.0
#: who is no member any more gets so long to answer the goodbye; what the kernel still holds for her
#: goes with the connection
CUT_OFF_GETS_S = 0.4
#: a board refuses what is over 256 KiB by name; what is longer than this is not even read
LONGEST_FRAME = 1024 * 1024

#: frames that one message may come in
FRAGMENTS = 256
#: pings, pongs and the like: so many a second, for so many seconds at once
CONTROL_FRAMES, CONTROL_SECONDS = 20.0, 5.0
#: a request whose head is not here after so long is given up, and so is one without its body
HEAD_S, BODY_S = 10.0, 120.0
#: a connection that says nothing, between two requests or inside one
IDLE_S = 15.0
#: how long the other side may take to answer a close frame
CLOSING_S = 1.0
