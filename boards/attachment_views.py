"""The HTTP skin of pictures: bytes in, bytes out, never anything a browser would run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO, Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import queries as accounts

from . import attachments, images, serializers
from .errors import ImageTooLarge
from .filestore import Part
from .views import seat

#: a browser may keep it, for this person; the same name never means other bytes
KEPT: Final = "private, max-age=86400, immutable"
INERT: Final = "default-src 'none'; frame-ancestors 'none'; sandbox"


class BytesParser(BaseParser):
    """The body as it is: what it claims to be is not asked."""

    media_type = "*/*"

    def parse(
        self,
        stream: IO[Any] | HttpRequest,
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, bytes]:
        """The bytes, as `body`; raises ImageTooLarge before it reads too much."""
        data = stream.read(images.MOST_BYTES + 1)
        if len(data) > images.MOST_BYTES:
            raise ImageTooLarge
        return {"body": data}


class Anything(DefaultContentNegotiation):
    """Pictures are asked for as pictures, refusals are JSON all the same."""

    def select_renderer(
        self,
        request: Request,
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,
    ) -> tuple[BaseRenderer, str]:
        """The first, whatever the request accepts."""
        first = next(iter(renderers))
        return first, str(first.media_type)


class Attachments(APIView):
    """Pictures for a board."""

    parser_classes = (BytesParser,)

    @extend_schema(
        request={"application/octet-stream": OpenApiTypes.BINARY},
        responses={201: serializers.AttachmentOut},
    )
    def post(self, request: Request, board: str) -> Response:
        """Upload a picture: the body is its bytes (JPEG, PNG, WebP, GIF), nothing else."""
        here = seat(request, board)
        sent = request.data
        data = sent.get("body", b"") if isinstance(sent, dict) else b""
        made = attachments.receive(board=here.board, by=here.person, data=data)
        return Response({"file": made.id, "width": made.width, "height": made.height}, status=201)


class Picture(APIView):
    """A picture, for whoever may see the item it is bound to."""

    content_negotiation_class = Anything
    part: Part = "picture"

    @extend_schema(responses={(200, images.MEDIA_TYPE): OpenApiTypes.BINARY})
    def get(self, request: Request, file: str) -> HttpResponse:
        """The bytes; the same 404 for what is not there and for what is not yours to see."""
        lab = attachments.lab_of(file)
        person = accounts.person_from_cookies(request.COOKIES, lab) if lab else None
        answer = HttpResponse(
            attachments.read(file, self.part, person),
            content_type=images.MEDIA_TYPE,
            headers={
                "Cache-Control": KEPT,
                "Content-Security-Policy": INERT,
                "Content-Disposition": 'inline; filename="picture.webp"',
            },
        )
        patch_vary_headers(answer, ["Cookie"])
        return answer


class Preview(Picture):
    """A small version of a picture, for whoever may see it."""

    part: Part = "preview"
