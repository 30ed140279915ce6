"""Reads JSON as strictly as it is written down: UTF-8, no NaN, no half characters, no abyss."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

import msgspec
from django.http import HttpRequest
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser


class StrictJSONParser(BaseParser):
    """As Django REST framework's, but no body makes it fail: nesting and lone surrogates did."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any] | HttpRequest,
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """The value; raises ParseError, or RequestDataTooBig before it reads too much."""
        raw = stream.body if isinstance(stream, HttpRequest) else stream.read()
        try:
            return msgspec.json.decode(raw)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            raise ParseError from None
