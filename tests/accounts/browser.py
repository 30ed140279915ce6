"""A browser as the tests use one: it keeps cookies, sends the page's CSRF token and its origin."""

from __future__ import annotations

from typing import Any

from django.test import Client

HOST = "127.0.0.1:8000"
ORIGIN = f"http://{HOST}"


class Browser:
    """One browser at one address."""

    def __init__(self, address: str = "192.0.2.10", language: str = "en") -> None:
        self.client = Client(
            enforce_csrf_checks=True,
            raise_request_exception=False,
            headers={"host": HOST, "accept-language": language},
            REMOTE_ADDR=address,
        )

    def get(self, path: str) -> Any:
        return self.client.get(path)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        """Post JSON as our page does."""
        if "csrftoken" not in self.client.cookies:
            self.client.get("/")
        token = self.client.cookies["csrftoken"].value
        sent = {"x-csrftoken": token, "origin": ORIGIN} | headers
        return self.client.post(
            path, {} if body is None else body, content_type="application/json", headers=sent
        )

    def cookies(self) -> dict[str, str]:
        """What a socket of this browser would send."""
        return {name: cookie.value for name, cookie in self.client.cookies.items()}

    def join(self, code: str, label: str = "Rosa", **said: Any) -> Any:
        """Come in with a code."""
        body = {"code": code, "label": label, "language": "en", "consents": ["taking_part"]}
        return self.post("/api/join", body | said)


def code_of(answer: Any) -> str:
    """The code of a refusal."""
    data = answer.json()
    assert set(data) <= {"code", "message", "details"}, data
    assert data["message"]
    return str(data["code"])
