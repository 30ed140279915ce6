"""Bytes in and out over HTTP, never anything a browser would run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO, Any, Final
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from common.errors import Refusal

from . import images
from .errors import FileTooLarge, ImageTooLarge

#: a browser may keep it, for this person; the same name never means other bytes
KEPT: Final = "private, max-age=86400, immutable"
INERT: Final = "default-src 'none'; frame-ancestors 'none'; sandbox"


class BytesParser(BaseParser):
    """The body as it is: what it claims to be is not asked."""

    too_large: type[Refusal] = ImageTooLarge
    media_type = "*/*"

    def parse(
        self,
        stream: IO[Any] | HttpRequest,
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, bytes]:
        """The bytes, as `body`; raises before it reads too much."""
        data = stream.read(images.MOST_BYTES + 1)
        if len(data) > images.MOST_BYTES:
            raise self.too_large
        return {"body": data}


class FileParser(BytesParser):
    """The same for a picture or a document."""

    too_large = FileTooLarge


class Anything(DefaultContentNegotiation):
    """Files are asked for as what they are, refusals are JSON all the same."""

    def select_renderer(
        self,
        request: Request,
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,
    ) -> tuple[BaseRenderer, str]:
        """The first, whatever the request accepts."""
        first = next(iter(renderers))
        return first, str(first.media_type)


def body(request: Request) -> bytes:
    """What was sent."""
    sent = request.data
    return bytes(sent.get("body", b"")) if isinstance(sent, dict) else b""


def shown(data: bytes, *, kept: str = KEPT) -> HttpResponse:
    """A picture that was made anew, to be seen in a page."""
    return _inert(data, images.MEDIA_TYPE, 'inline; filename="picture.webp"', kept)


def handed_over(data: bytes, media_type: str, name: str, *, kept: str = KEPT) -> HttpResponse:
    """A file to be kept under this name: no browser opens it in a page of ours."""
    plain = name.encode("ascii", "replace").decode().replace("?", "_").translate(_UNQUOTED)
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return _inert(data, media_type, disposition, kept)


_UNQUOTED: Final = str.maketrans('"\\%', "___")


def _inert(data: bytes, media_type: str, disposition: str, kept: str) -> HttpResponse:
    headers = {
        "Cache-Control": kept,
        "Content-Security-Policy": INERT,
        "Content-Disposition": disposition,
        "X-Content-Type-Options": "nosniff",
    }
    answer = HttpResponse(data, content_type=media_type, headers=headers)
    patch_vary_headers(answer, ["Cookie"])
    return answer
