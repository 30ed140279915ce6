"""Every refusal over HTTP has one form: `{"code", "message"[, "details"]}`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.response import Response

from accounts.errors import NotValid
from common.errors import Refusal


class NotFound(Refusal):
    code = "not_found"
    sentence = _("There is nothing at this address.")
    status = 404


class NotReadable(Refusal):
    code = "not_readable"
    sentence = _("The server could not read what was sent.")


class NotPermitted(Refusal):
    code = "not_permitted"
    sentence = _("This is not allowed.")
    status = 403


class MethodNotAllowed(Refusal):
    code = "method_not_allowed"
    sentence = _("This address does not do that.")
    status = 405


class NotAcceptable(Refusal):
    code = "not_acceptable"
    sentence = _("The server answers in JSON only.")
    status = 406


class TooBig(Refusal):
    code = "too_big"
    sentence = _("This is more than the server takes at once.")
    status = 413


class MediaType(Refusal):
    code = "media_type"
    sentence = _("Send JSON.")
    status = 415


class ForeignOrigin(Refusal):
    code = "foreign_origin"
    sentence = _("This page may not talk to this lab. Open the lab's own address.")
    status = 403


class BadRequest(Refusal):
    code = "bad_request"
    sentence = _("The server did not understand this.")


class ServerFault(Refusal):
    code = "server_fault"
    sentence = _("Something went wrong on our side. Nothing of yours was changed.")
    status = 500


_KNOWN: list[tuple[type[Exception], type[Refusal]]] = [
    (Http404, NotFound),
    (exceptions.NotFound, NotFound),
    (PermissionDenied, NotPermitted),
    (exceptions.ParseError, NotReadable),
    (exceptions.NotAuthenticated, NotPermitted),
    (exceptions.AuthenticationFailed, NotPermitted),
    (exceptions.PermissionDenied, NotPermitted),
    (exceptions.MethodNotAllowed, MethodNotAllowed),
    (exceptions.NotAcceptable, NotAcceptable),
    (exceptions.UnsupportedMediaType, MediaType),
    (RequestDataTooBig, TooBig),
]


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Django REST framework's hook. None lets what nobody foresaw become a server fault."""
    refusal = as_refusal(error)
    if refusal is None:
        return None
    response = Response(refusal.as_data(), status=refusal.status)
    if refusal.status == 405:
        response["Allow"] = ", ".join(context["view"].allowed_methods)
    return response


def as_refusal(error: Exception) -> Refusal | None:
    """The refusal that an exception amounts to."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, exceptions.ValidationError):
        return NotValid(fields=dict(_fields(error.detail)))
    for kind, refusal in _KNOWN:
        if isinstance(error, kind):
            return refusal()
    return BadRequest() if isinstance(error, exceptions.APIException) else None


def _fields(detail: Any, at: str = "") -> Iterator[tuple[str, list[str]]]:
    """Path of the field → what is wrong with it; never what was sent."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            yield from _fields(inner, f"{at}.{name}" if at else str(name))
    elif isinstance(detail, list) and any(isinstance(one, (dict, list)) for one in detail):
        for number, inner in enumerate(detail):
            yield from _fields(inner, f"{at}.{number}" if at else str(number))
    else:
        yield at or "all", [str(one) for one in detail]
