"""The exact origins whose pages may talk to this server, and the guard of the sockets.

An origin is scheme, host and port, compared as written. Host patterns are not enough: they accept
any scheme and port, and a wildcard accepts every site there is, even none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from asgiref.typing import ASGI3Application, ASGIReceiveCallable, ASGISendCallable, Scope
from django.conf import settings

from common.places import nearest, place_of

_ORIGIN = re.compile(r"(https?)://(\[[0-9a-f:]+\]|[a-z0-9.-]+)(?::([0-9]{1,5}))?")
#: What an HTTP token may hold, less the underscore, which some servers read as a dash.
_NAME = re.compile(rb"[A-Za-z0-9!#$%&'*+.^`|~-]+")
_SMUGGLED = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f\x85]")
_LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]


class BadOrigin(Exception):
    """LIVELAB_ORIGINS holds something that is not `scheme://host[:port]` in lower case."""


def parse_origins(text: str) -> list[str]:
    """The origins of a list with commas, in order and without repetition."""
    origins = [part.strip() for part in text.split(",") if part.strip()]
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise BadOrigin(f"{origin!r} is no origin; write scheme://host:port in lower case")
    return list(dict.fromkeys(origins))


def hosts_of(origins: Iterable[str]) -> list[str]:
    """The host names of the origins, and this machine's own (health checks ask there)."""
    found = [match[2] for origin in origins if (match := _ORIGIN.fullmatch(origin))]
    return list(dict.fromkeys([*found, *_LOOPBACK]))


def admit(origins: Iterable[str]) -> None:
    """Admit exactly these from now on. Called by `serve` before it builds the application."""
    settings.LIVELAB_ORIGINS = parse_origins(",".join(origins))
    settings.CSRF_TRUSTED_ORIGINS = list(settings.LIVELAB_ORIGINS)
    settings.ALLOWED_HOSTS = hosts_of(settings.LIVELAB_ORIGINS)


def is_admitted(origin: str) -> bool:
    """Is this one of our own pages?"""
    return origin in settings.LIVELAB_ORIGINS


class OriginGuard:
    """Lets a socket through only from a page of ours; others get 403 before anything is read.

    Notes in the scope whence it comes (`place`).
    """

    def __init__(self, inner: ASGI3Application) -> None:
        self.inner = inner

    async def __call__(
        self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        if may_connect(scope["headers"]):  # type: ignore[typeddict-item]  # only sockets come here
            scope["place"] = _place(scope)  # type: ignore[typeddict-unknown-key]  # for the boards
            await self.inner(scope, receive, send)
        else:
            await refuse(scope, receive, send)


def may_connect(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    """Exactly one admitted Origin, one Host, at most one Cookie, and no header in disguise."""
    found: dict[bytes, list[bytes]] = {}
    for name, value in headers:
        if not _NAME.fullmatch(name) or _SMUGGLED.search(value):
            return False
        found.setdefault(name.lower(), []).append(value)
    origins = found.get(b"origin", [])
    if len(origins) != 1 or len(found.get(b"host", [])) != 1 or len(found.get(b"cookie", [])) > 1:
        return False
    return is_admitted(origins[0].decode("latin-1"))


def _place(scope: Any) -> str:
    """Where a socket comes from."""
    forwarded = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
    said = forwarded[-1].decode("latin-1") if forwarded else ""
    peer = (scope.get("client") or [""])[0]
    return place_of(nearest(peer, said, behind_proxy=settings.HTTPS))


async def refuse(scope: Any, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """Close a socket that was never accepted: the browser sees HTTP 403."""
    await receive()
    await send({"type": "websocket.close", "code": 4003, "reason": None})
