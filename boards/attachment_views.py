"""The HTTP skin of pictures: bytes in, bytes out, never anything a browser would run."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import queries as accounts
from files import images, serving
from files.filestore import Part

from . import attachments, serializers
from .views import seat


class Attachments(APIView):
    """Pictures for a board."""

    parser_classes = (serving.BytesParser,)

    @extend_schema(
        request={"application/octet-stream": OpenApiTypes.BINARY},
        responses={201: serializers.AttachmentOut},
    )
    def post(self, request: Request, board: str) -> Response:
        """Upload a picture: the body is its bytes (JPEG, PNG, WebP, GIF), nothing else."""
        here = seat(request, board)
        data = serving.body(request)
        made = attachments.receive(board=here.board, by=here.person, data=data)
        return Response({"file": made.id, "width": made.width, "height": made.height}, status=201)


class Picture(APIView):
    """A picture, for whoever may see the item it is bound to."""

    content_negotiation_class = serving.Anything
    part: Part = "picture"

    @extend_schema(responses={(200, images.MEDIA_TYPE): OpenApiTypes.BINARY})
    def get(self, request: Request, file: str) -> HttpResponse:
        """The bytes; the same 404 for what is not there and for what is not yours to see."""
        lab = attachments.lab_of(file)
        person = accounts.person_from_cookies(request.COOKIES, lab) if lab else None
        return serving.shown(attachments.read(file, self.part, person))


class Preview(Picture):
    """A small version of a picture, for whoever may see it."""

    part: Part = "preview"
