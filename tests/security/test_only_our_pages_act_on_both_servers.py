"""S1, S2: on the wire, on Daphne and on Uvicorn, whoever's cookies are sent: foreign pages get 403.

The origins are those of `test_only_our_pages_open_sockets`, with the server's own port for 8000.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.frames.raw import HOST, Raw
from tests.kill.conftest import own_database
from tests.kill.server import Place, Server

from .test_only_our_pages_open_sockets import FOREIGN, SMUGGLED

__all__ = ["own_database"]

#: who the victim is: a guest of another board, somebody on this one, the lab's administrator
VICTIMS = "TPA"
#: an HTTP parser takes blanks off a value and ends it at a line break: on the wire these are ours
OURS_ON_THE_WIRE = {"blank before", "blank after", "tab after", "line break"}
ORIGINS = {name: sent for name, sent in FOREIGN.items() if name not in OURS_ON_THE_WIRE}
#: no origins at all: a server's own parser may find fault with them before we do
MALFORMED = {
    "empty", "suffix", "vertical tab", "next line", "null byte", "two, both ours",
    "two, ours first", "two, ours last", "a list", "two ports", "no scheme", "no host",
    "latin letters",
}  # fmt: skip
REFUSED = {b"400", b"403"}
TOKEN = "t" * 32


@dataclass
class Lab:
    """A server with both labs on it."""

    server: Server
    board: str
    mark: str
    cookies: dict[str, dict[str, str]]

    async def ask(self, lines: list[bytes], body: bytes = b"") -> bytes:
        """All that comes back to a request of exactly these lines, up to the end of its head."""
        raw = await Raw.dial(self.server.port)
        port = str(self.server.port).encode()
        head = b"\r\n".join(line.replace(b"8000", port) for line in lines)
        await raw.write(head + b"\r\n\r\n" + body)
        said = await raw.reader.read(65_536)
        raw.writer.close()
        return said

    def opens(self, who: str, extra: list[bytes]) -> list[bytes]:
        """The handshake of a socket on the board."""
        return [
            f"GET /ws/boards/{self.board} HTTP/1.1".encode(),
            *self.common(who),
            b"Upgrade: websocket",
            b"Connection: Upgrade",
            b"Sec-WebSocket-Version: 13",
            b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            *extra,
        ]

    def posts(self, who: str, extra: list[bytes], token: bool = True) -> list[bytes]:
        """A request for the board's join code, which facilitators may make."""
        return [
            f"POST /api/boards/{self.board}/code HTTP/1.1".encode(),
            *self.common(who),
            b"Content-Type: application/json",
            b"Content-Length: 2",
            *([b"X-CSRFToken: " + TOKEN.encode()] if token else []),
            *extra,
        ]

    def common(self, who: str) -> list[bytes]:
        sent = self.cookies[who] | {"csrftoken": TOKEN}
        cookies = "; ".join(f"{name}={value}" for name, value in sent.items())
        return [f"Host: {HOST}:8000".encode(), f"Cookie: {cookies}".encode()]


@pytest_asyncio.fixture(params=["daphne", "uvicorn"])
async def lab(
    request: pytest.FixtureRequest, tmp_path: Path, own_database: str
) -> AsyncIterator[Lab]:
    """One server after the other."""
    server = Server(Place(tmp_path, own_database, server=request.param))
    made: Any = await server.place.run("tests.security.doors.served")
    await server.start()
    try:
        yield Lab(server, **made)
    finally:
        await server.stop()


def status(said: bytes) -> bytes:
    return said.split(b" ", 2)[1] if said.startswith(b"HTTP/1.1 ") else b""


def origins(sent: list[bytes]) -> list[bytes]:
    return [b"Origin: " + value for value in sent]


async def test_foreign_pages_get_403_before_any_board_data(lab: Lab) -> None:
    """Each origin × each victim × opening a socket and asking for the join code."""
    assert len(ORIGINS) + len(SMUGGLED) >= 40
    ours = [b"Origin: http://127.0.0.1:8000"]
    for who in VICTIMS:
        for name, sent in ORIGINS.items():
            for lines in (
                lab.opens(who, origins(sent)),
                lab.posts(who, origins(sent), token=bool(sent)),
            ):
                refused(lab, await lab.ask(lines, b"{}"), (who, name), parser_may=name in MALFORMED)
        for name, (header, value) in SMUGGLED.items():
            evil = [b"Origin: http://evil.example", header + b": " + value]
            refused(lab, await lab.ask(lab.opens(who, evil)), (who, name))
            refused(lab, await lab.ask(lab.posts(who, evil), b"{}"), (who, name))
        assert status(await lab.ask(lab.opens(who, ours))) == b"101"
        allowed = status(await lab.ask(lab.posts(who, ours), b"{}"))
        assert allowed == (b"200" if who == "A" else b"403")
    assert "Traceback" not in lab.server.log()


def refused(lab: Lab, said: bytes, what: Any, *, parser_may: bool = True) -> None:
    """403 and nothing of the board; it is the page that is refused, not the person."""
    assert status(said) in (REFUSED if parser_may else {b"403"}), (what, said[:300])
    assert lab.mark.encode() not in said, what
    assert b"not_member" not in said, what
    assert b"not_allowed" not in said, what


#: requests that are answered before or beside the application
ODD = {
    "the page": [b"GET / HTTP/1.1", b"Host: 127.0.0.1:8000"],
    "no such file": [b"GET /static/none.js HTTP/1.1", b"Host: 127.0.0.1:8000"],
    "no such address": [b"GET /api/none HTTP/1.1", b"Host: 127.0.0.1:8000"],
    "a socket's address": [b"GET /ws/boards/x HTTP/1.1", b"Host: 127.0.0.1:8000"],
    "another method": [b"DELETE / HTTP/1.1", b"Host: 127.0.0.1:8000"],
    "no method": [b"<SCRIPT> / HTTP/1.1", b"Host: 127.0.0.1:8000"],
    "trace": [b"TRACE / HTTP/1.1", b"Host: 127.0.0.1:8000"],
    "another host": [b"GET / HTTP/1.1", b"Host: evil.example"],
    "a host that is markup": [b"GET / HTTP/1.1", b"Host: <svg/onload=x>"],
    "no host": [b"GET / HTTP/1.1"],
    "an address that is markup": [b"GET /<svg/onload=x> HTTP/1.1", b"Host: 127.0.0.1:8000"],
    "an address that is no text": [b"GET /\xff\xfe%ff HTTP/1.1", b"Host: 127.0.0.1:8000"],
    "a header that is none": [b"GET / HTTP/1.1", b"Host: 127.0.0.1:8000", b"x\x0by: 1"],
    "a value that is none": [b"GET / HTTP/1.1", b"Host: 127.0.0.1:8000", b"x: a\0b"],
    "a length that is none": [b"POST / HTTP/1.1", b"Host: 127.0.0.1:8000", b"Content-Length: -1"],
    "a protocol that is none": [
        b"GET / HTTP/1.1", b"Host: 127.0.0.1:8000", b"Sec-WebSocket-Protocol: \xe9",
    ],
    "another version": [b"GET / HTTP/9.9", b"Host: 127.0.0.1:8000"],
    "no HTTP": [b"<svg/onload=x>"],
    "much too long": [b"GET / HTTP/1.1", b"Host: 127.0.0.1:8000", b"x: " + b"a" * 100_000],
}  # fmt: skip


async def test_what_the_server_itself_says_is_guarded_or_plain(lab: Lab) -> None:
    """No page comes without the headers that guard ours, and nothing that was sent comes back."""
    for name, lines in ODD.items():
        said = await lab.ask([*lines, b"Connection: close"])
        head, _, body = said.partition(b"\r\n\r\n")
        headers = dict(
            line.lower().split(b":", 1) for line in head.split(b"\r\n")[1:] if b":" in line
        )
        is_page = b"<" in body and b"text/plain" not in headers.get(b"content-type", b"")
        if is_page or b"html" in headers.get(b"content-type", b""):
            policy = headers[b"content-security-policy"]
            assert b"frame-ancestors 'none'" in policy, name
            assert b"unsafe" not in policy, name
            assert headers[b"x-content-type-options"].strip() == b"nosniff", name
        assert b"onload" not in body, name
        assert b"<script>" not in body.lower(), name
