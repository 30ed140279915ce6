"""The HTTP skin of a challenge's files: bytes in, bytes out, never anything a browser would run."""

from __future__ import annotations

from urllib.parse import unquote
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from files import documents, filestore, images, serving
from files.errors import NoSuchFile
from files.filestore import Part

from . import actions, queries
from . import serializers as s
from .models import ChallengeFile
from .queries import PICTURE
from .views import NOT_HERS, REFUSED, brought_data, conflict
from .writing_views import written

NAME = OpenApiParameter(
    "X-File-Name", str, OpenApiParameter.HEADER, description="What it is called, percent-encoded."
)
#: longer than any name on a disk, three bytes a letter, each as a code
LONGEST_NAME = 4_096
REFUSED_FILE = {
    413: OpenApiResponse(description="`file_too_large`, `image_too_large`"),
    415: OpenApiResponse(
        description="`file_not_taken`, `document_acts`, `document_unclear`",
    ),
    429: OpenApiResponse(description="`too_much`"),
}


class FilesView(APIView):
    """Files for a challenge."""

    parser_classes = (serving.FileParser,)

    @extend_schema(
        operation_id="challenge_file_bring",
        parameters=[NAME],
        request={"application/octet-stream": OpenApiTypes.BINARY},
        responses={201: s.BroughtOut}
        | REFUSED
        | NOT_HERS
        | REFUSED_FILE
        | conflict("challenge_full", "lab_full", "brief_is_history"),
    )
    def post(self, request: Request, challenge: str) -> Response:
        """Bring a picture (JPEG, PNG, WebP, GIF) or a PDF: the body is its bytes, nothing else.

        It is shown once the draft names it; one that nothing names goes after a day.
        """
        found, person = written(request, challenge)
        name = unquote(request.headers.get("X-File-Name", "")[:LONGEST_NAME], errors="replace")
        made = actions.bring_file(challenge=found, by=person, data=serving.body(request), name=name)
        return Response(brought_data(made), status=201)


class FileView(APIView):
    """A file, for whoever reads the challenge."""

    content_negotiation_class = serving.Anything
    part: Part = "picture"

    @extend_schema(
        operation_id="challenge_file",
        responses={
            (200, images.MEDIA_TYPE): OpenApiTypes.BINARY,
            (200, documents.MEDIA_TYPE): OpenApiTypes.BINARY,
            404: OpenApiResponse(description="`no_such_file`"),
        },
    )
    def get(self, request: Request, challenge: str, brought: str) -> HttpResponse:
        """A picture to be seen, a PDF to be kept; 404 for what is not there or not yours to see."""
        row, person = queries.file_for(request.COOKIES, UUID(challenge), brought)
        if self.part == "preview" and row.kind != PICTURE:
            raise NoSuchFile
        data = filestore.load(row.id, self.part if row.kind == PICTURE else "document")
        if data is None:
            raise NoSuchFile
        kept = serving.KEPT
        if row.challenge.is_confidential and person is not None:
            actions.note_file_opening(file=row, person=person)
            kept = "no-store"
        return _answer(row, data, kept)


class FilePreviewView(FileView):
    """A small version of a picture."""

    part: Part = "preview"

    @extend_schema(
        operation_id="challenge_file_preview",
        responses={
            (200, images.MEDIA_TYPE): OpenApiTypes.BINARY,
            404: OpenApiResponse(description="`no_such_file`"),
        },
    )
    def get(self, request: Request, challenge: str, brought: str) -> HttpResponse:
        """The same, of at most 512 pixels a side."""
        return super().get(request, challenge, brought)


def _answer(row: ChallengeFile, data: bytes, kept: str) -> HttpResponse:
    if row.kind == PICTURE:
        return serving.shown(data, kept=kept)
    return serving.handed_over(data, documents.MEDIA_TYPE, row.name, kept=kept)
