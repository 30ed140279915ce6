"""What goes into the program's own logs: no codes, no query strings, no control characters."""

from __future__ import annotations

import logging
import re
from typing import Any

_CODE_PATH = re.compile(r"(?<!/api)(/(?:join|first|resume)/)[^/\s?\"']+")
_QUERY = re.compile(r"(/[^\s?\"']*)\?[^\s\"']*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")

access_log = logging.getLogger("livelab.access")


def scrub(text: str) -> str:
    """The text without secrets in addresses and without signs that forge lines."""
    return _CONTROL.sub("?", _QUERY.sub(r"\1", _CODE_PATH.sub(r"\1…", text)))


class Scrub(logging.Filter):
    """Scrubs each line as it is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always keeps the line, changed."""
        record.msg, record.args = scrub(record.getMessage()), None
        return True


def log_action(protocol: str, action: str, details: dict[str, Any]) -> None:
    """Daphne's access log: what was asked, how it ended, how long it took; not by whom."""
    if details.get("path") == "/api/health":
        return
    if protocol == "http" and action == "complete":
        access_log.info(
            "%s %s %s %.0f ms",
            details.get("method"),
            details.get("path"),
            details.get("status"),
            1000 * float(details.get("time_taken", 0)),
        )
    elif protocol == "websocket":
        access_log.info("socket %s %s", action, details.get("path"))
