"""A phone at the doors of a running lab: HTTP and nothing else, one cookie jar each."""

from __future__ import annotations

import json
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import Any, NamedTuple, Self

PATIENCE_S = 60


class Answer(NamedTuple):
    """What came back."""

    status: int
    data: dict[str, Any]

    @property
    def code(self) -> str:
        """The code of a refusal; '' of anything else."""
        return str(self.data.get("code", "")) if self.status >= 400 else ""


class Phone:
    """One browser; all of them come from this machine, as a class comes from behind one router."""

    def __init__(self, host: str, port: int) -> None:
        self.origin = f"http://{host}:{port}"
        self._line = HTTPConnection(host, port, timeout=PATIENCE_S)
        self._cookies: SimpleCookie = SimpleCookie()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()

    def opens(self, path: str) -> int:
        """Follow an address; the status."""
        return self._ask("GET", path)[0]

    def reads(self, path: str) -> Answer:
        """Ask for data."""
        status, body = self._ask("GET", path)
        return Answer(status, json.loads(body))

    def posts(self, path: str, data: dict[str, Any]) -> Answer:
        """Say something, as our page says it."""
        headers = {
            "Content-Type": "application/json",
            "Origin": self.origin,
            "X-CSRFToken": self._cookies["csrftoken"].value,
        }
        status, body = self._ask("POST", path, json.dumps(data), headers)
        return Answer(status, json.loads(body))

    def looks(self, code: str) -> Answer:
        """Ask what a code leads to."""
        return self.posts("/api/join/look", {"code": code})

    def joins(self, code: str, label: str) -> Answer:
        """Come in."""
        said = {"code": code, "label": label, "language": "en", "consents": ["taking_part"]}
        return self.posts("/api/join", said)

    def _ask(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        cookies = "; ".join(f"{name}={one.value}" for name, one in self._cookies.items())
        sent = {"Cookie": cookies, **(headers or {})}
        self._line.request(method, path, body, sent)
        answer = self._line.getresponse()
        for header in answer.headers.get_all("Set-Cookie", []):
            self._cookies.load(header)
        return answer.status, answer.read()
