"""A socket is opened from a page of ours or not at all: 403 before any of our code reads it."""

from __future__ import annotations

from typing import Any

import pytest
from channels.testing import WebsocketCommunicator

from livelab import origins
from livelab.asgi import application

OURS = b"http://127.0.0.1:8000"
HOST = (b"host", b"127.0.0.1:8000")
BOARD = "/ws/boards/" + "0" * 32

FOREIGN = {
    "no origin": [],
    "empty": [b""],
    "null": [b"null"],
    "another site": [b"http://evil.example"],
    "another site, same port": [b"http://evil.example:8000"],
    "another port": [b"http://127.0.0.1:8001"],
    "no port": [b"http://127.0.0.1"],
    "https for http": [b"https://127.0.0.1:8000"],
    "ws scheme": [b"ws://127.0.0.1:8000"],
    "file": [b"file://"],
    "extension": [b"chrome-extension://abcdefgh"],
    "subdomain": [b"http://a.localhost:8000"],
    "suffix": [b"http://127.0.0.1:8000.evil.example"],
    "prefix": [b"http://evil-127.0.0.1:8000"],
    "user part": [b"http://127.0.0.1:8000@evil.example"],
    "path": [b"http://127.0.0.1:8000/"],
    "query": [b"http://127.0.0.1:8000?x"],
    "upper case": [b"HTTP://127.0.0.1:8000"],
    "blank before": [b" http://127.0.0.1:8000"],
    "blank after": [b"http://127.0.0.1:8000 "],
    "tab after": [b"http://127.0.0.1:8000\t"],
    "vertical tab": [b"http://127.0.0.1:8000\x0b"],
    "next line": [b"http://127.0.0.1:8000\x85"],
    "null byte": [b"http://127.0.0.1:8000\x00"],
    "line break": [b"http://127.0.0.1:8000\r\nx: y"],
    "two, both ours": [OURS, OURS],
    "two, ours first": [OURS, b"http://evil.example"],
    "two, ours last": [b"http://evil.example", OURS],
    "a list": [OURS + b",http://evil.example"],
    "decimal address": [b"http://2130706433:8000"],
    "other loopback": [b"http://127.0.0.2:8000"],
    "ipv6 loopback": [b"http://[::1]:8000"],
    "ipv6 that means ours": [b"http://[::ffff:127.0.0.1]:8000"],
    "dot behind": [b"http://127.0.0.1.:8000"],
    "dot behind a name": [b"http://localhost.:8000"],
    "user before": [b"http://evil@127.0.0.1:8000"],
    "hexadecimal address": [b"http://0x7f000001:8000"],
    "short address": [b"http://127.1:8000"],
    "zero before the port": [b"http://127.0.0.1:08000"],
    "two ports": [b"http://127.0.0.1:8000:80"],
    "backslash": [b"http://127.0.0.1:8000\\@evil.example"],
    "percent": [b"http://127.0.0.1%3A8000"],
    "no scheme": [b"127.0.0.1:8000"],
    "no host": [b"http://"],
    "name in upper case": [b"http://LOCALHOST:8000"],
    "latin letters": ["http://127.0.0.1:8000é".encode("latin-1")],
}

SMUGGLED = {
    "underscore": (b"x_forwarded_for", b"127.0.0.1"),
    "origin in disguise": (b"origin_", OURS),
    "blank in a name": (b"origin ", OURS),
    "vertical tab in a name": (b"\x0borigin", OURS),
    "line break in a value": (b"x-note", b"a\r\norigin: http://127.0.0.1:8000"),
    "second host": (b"host", b"evil.example"),
    "second cookie header": (b"cookie", b"b=2"),
    "empty name": (b"", b"x"),
}


async def connects(headers: list[tuple[bytes, bytes]], path: str = BOARD) -> bool:
    socket: Any = WebsocketCommunicator(application, path, headers)
    accepted, _ = await socket.connect()
    if accepted:
        await socket.disconnect()
    return bool(accepted)


@pytest.mark.parametrize("sent", FOREIGN.values(), ids=FOREIGN)
async def test_foreign_pages_are_refused(sent: list[bytes]) -> None:
    assert not await connects([HOST, *((b"origin", value) for value in sent)])


@pytest.mark.parametrize("extra", SMUGGLED.values(), ids=SMUGGLED)
async def test_headers_in_disguise_are_refused(extra: tuple[bytes, bytes]) -> None:
    assert not await connects([HOST, (b"origin", OURS), (b"cookie", b"a=1"), extra])


async def welcome(scope: Any, receive: Any, send: Any) -> None:
    """What stands behind the guard: accepts whoever comes through."""
    await receive()
    await send({"type": "websocket.accept"})
    await receive()


@pytest.mark.parametrize("origin", [OURS, b"http://localhost:8000"])
async def test_our_own_pages_connect(origin: bytes) -> None:
    socket: Any = WebsocketCommunicator(
        origins.OriginGuard(welcome),
        BOARD,
        [HOST, (b"origin", origin), (b"cookie", b"a=1"), (b"user-agent", b"x")],
    )
    assert (await socket.connect())[0]
    await socket.disconnect()


async def test_a_wildcard_of_hosts_opens_nothing(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    assert not await connects([HOST, (b"origin", b"http://evil.example")])
    assert not await connects([HOST])


@pytest.mark.parametrize("path", ["/ws/", "/ws/boards/x", "/ws/boards/" + "0" * 33, "/api/me", "/"])
async def test_sockets_elsewhere_are_refused(path: str) -> None:
    assert not await connects([HOST, (b"origin", OURS)], path)


def test_admitting_replaces_what_was_admitted(settings: Any) -> None:
    settings.LIVELAB_ORIGINS = settings.LIVELAB_ORIGINS
    settings.CSRF_TRUSTED_ORIGINS = settings.CSRF_TRUSTED_ORIGINS
    settings.ALLOWED_HOSTS = settings.ALLOWED_HOSTS
    origins.admit(["http://192.168.7.7:8001"])
    assert origins.is_admitted("http://192.168.7.7:8001")
    assert not origins.is_admitted("http://127.0.0.1:8000")
    assert "192.168.7.7" in settings.ALLOWED_HOSTS
    assert settings.CSRF_TRUSTED_ORIGINS == ["http://192.168.7.7:8001"]


@pytest.mark.parametrize(
    "text",
    [
        "*",
        "http://*",
        "http://*.example",
        "lab.example",
        "http://Lab.example",
        "http://a/b",
        "null",
    ],
)
def test_what_is_no_exact_origin_cannot_be_admitted(text: str) -> None:
    with pytest.raises(origins.BadOrigin):
        origins.parse_origins(text)
