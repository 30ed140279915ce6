"""What every answer carries, and which pages may send anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, JsonResponse

from common.places import nearest

from .errors import ForeignOrigin
from .origins import is_admitted

Handler = Callable[[HttpRequest], HttpResponse]

_POLICY: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "media-src": "'self' blob:",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}
_PERMISSIONS: Final = (
    "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), serial=(), "
    "midi=(), accelerometer=(), gyroscope=(), magnetometer=(), browsing-topics=()"
)
SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class SecurityHeaders:
    """Puts the headers on every answer, errors and files included; and notes where it came from."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.client_address = client_address(request)  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.setdefault("Content-Security-Policy", policy(request))  # a file's own is stricter
        response["Permissions-Policy"] = _PERMISSIONS
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response.setdefault("X-Content-Type-Options", "nosniff")
        response.setdefault("Referrer-Policy", "same-origin")
        response.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.setdefault("X-Frame-Options", "DENY")
        if not request.path.startswith(settings.STATIC_URL):
            response.setdefault("Cache-Control", "no-store")
        return response


class AdmittedOrigin:
    """Refuses whatever another site sends in a visitor's name, before anything is read."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        origin = request.headers.get("Origin")
        if request.method in SAFE_METHODS or origin is None or is_admitted(origin):
            return self.get_response(request)
        refusal = ForeignOrigin()
        return JsonResponse(refusal.as_data(), status=refusal.status)


def policy(request: HttpRequest) -> str:
    """The content security policy. Not every browser counts the socket as `'self'`: it is named."""
    rules = _POLICY | {"connect-src": f"'self'{_socket_origin(request)}"}
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _socket_origin(request: HttpRequest) -> str:
    try:
        host = request.get_host()
    except DisallowedHost:
        return ""
    return f" {'wss' if request.is_secure() else 'ws'}://{host}"


def client_address(request: HttpRequest) -> str:
    """Whose request it is."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    peer = request.META.get("REMOTE_ADDR", "")
    return nearest(peer, forwarded, behind_proxy=settings.HTTPS)
