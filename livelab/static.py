"""The built browser application under /static/, served by WhiteNoise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware


class BuiltFrontend(WhiteNoiseMiddleware):  # type: ignore[misc]  # it is untyped
    """WhiteNoise, without a warning where nothing is built yet, and whole files under ASGI."""

    def add_files(self, root: Any, prefix: str | None = None) -> None:
        """Know the files of a folder, if there is one."""
        if Path(root).is_dir():
            super().add_files(root, prefix)

    def add_file_to_dictionary(self, url: str, path: str, stat_cache: Any = None) -> None:
        """Know one file; build tools' own notes (`.vite/`) are nobody's business."""
        if "/." not in url:
            super().add_file_to_dictionary(url, path, stat_cache=stat_cache)

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> HttpResponse:
        """The file as one body: an iterator would be drained in a thread anyhow under ASGI."""
        answer = static_file.get_response(request.method, request.META)
        body = b""
        if answer.file is not None:
            with answer.file as file:
                body = file.read()
        response = HttpResponse(body, status=int(answer.status))
        del response["Content-Type"]
        for name, value in answer.headers:
            response[name] = value
        return response
