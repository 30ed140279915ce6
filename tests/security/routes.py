"""Every address of the program, from its own list of addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.urls import get_resolver

METHODS = ("get", "post", "put", "patch", "delete")
OBJECTS = (
    "board",
    "brought",
    "challenge",
    "file",
    "invitation",
    "item",
    "organisation",
    "person",
    "question",
)
EXAMPLES = dict.fromkeys(OBJECTS, "0" * 32)


def routes() -> Iterator[tuple[str, Any]]:
    """Path with example ids → view class, or the function where there is none."""
    for prefix, pattern in _patterns(get_resolver().url_patterns):
        path = "/" + prefix
        for name, value in EXAMPLES.items():
            path = re.sub(rf"\(\?P<{name}>[^)]*\)", value, path)
        yield path.replace("^", "").replace("$", ""), pattern.callback


def _patterns(patterns: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        here = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _patterns(pattern.url_patterns, here)
        else:
            yield here, pattern


def doors() -> list[str]:
    """`METHOD path` of every REST route, the path below /api/ with its names in braces."""
    found = []
    for path, view in _patterns(get_resolver().url_patterns):
        if hasattr(view.callback, "cls"):
            named = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"{\1}", path)
            plain = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", named)
            below = plain.translate({ord(sign): None for sign in "^$"}).removeprefix("api/")
            found += [
                f"{method.upper()} {below}"
                for method in METHODS
                if hasattr(view.callback.cls, method)
            ]
    return sorted(found)


def functions() -> list[str]:
    """The names of what answers without being a REST view."""
    return [view.__name__ for _, view in routes() if not hasattr(view, "cls")]


def api_routes() -> list[str]:
    """The addresses under /api/ that a REST view answers."""
    return sorted(path for path, view in routes() if hasattr(view, "cls"))


def unsafe_routes() -> list[tuple[str, str]]:
    """(method, path) of everything that may change something."""
    return [
        (method, path)
        for path, view in routes()
        for method in METHODS[1:]
        if hasattr(view, "cls") and hasattr(view.cls, method)
    ]
