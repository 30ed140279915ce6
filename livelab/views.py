"""The one page, the health answer, and what is said when nothing fits."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from accounts.errors import CsrfFailed
from common.errors import Refusal

from . import errors, health
from .frontend import built


@require_safe
@ensure_csrf_cookie
def page(request: HttpRequest) -> HttpResponse:
    """The browser application, whatever the address: it finds its own way from there."""
    context = {"built": built(), "language": get_language() or "en"}
    return render(request, "livelab/page.html", context)


@require_safe
def health_view(request: HttpRequest) -> JsonResponse:
    """Is the server able to do its work? 200, or 503 naming what is not well."""
    found = health.look()
    return JsonResponse(found, status=200 if found["ok"] else 503)


def api_unknown(request: HttpRequest) -> JsonResponse:
    """Nothing under /api/ has this address."""
    return _answer(errors.NotFound())


def csrf_failure(request: HttpRequest, reason: str = "") -> JsonResponse:
    """A form without the page's token."""
    return _answer(CsrfFailed())


def bad_request(request: HttpRequest, exception: Exception) -> JsonResponse:
    """Django's 400: a host or a body it refuses to read."""
    return _answer(errors.as_refusal(exception) or errors.BadRequest())


def not_permitted(request: HttpRequest, exception: Exception) -> JsonResponse:
    """Django's 403."""
    return _answer(errors.NotPermitted())


def not_found(request: HttpRequest, exception: Exception) -> JsonResponse:
    """Django's 404."""
    return _answer(errors.NotFound())


def server_fault(request: HttpRequest) -> JsonResponse:
    """Django's 500; what happened stands in the server's log."""
    return _answer(errors.ServerFault())


def _answer(refusal: Refusal) -> JsonResponse:
    return JsonResponse(refusal.as_data(), status=refusal.status)
