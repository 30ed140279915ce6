"""Who asks, over HTTP; and that it is really a page of ours that asks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, CSRFCheck
from rest_framework.request import Request

from .errors import CsrfFailed
from .models import User


class DeviceOrSession(BaseAuthentication):
    """The log-in of the session. Checks the CSRF token of every unsafe request, anonymous ones too.

    Django REST framework's own session class checks it only once somebody is logged in, which
    leaves log-in and joining open to other sites. Who the caller is in a lab, device cookies
    included, is asked of `queries.person_from_cookies`.
    """

    def authenticate(self, request: Request) -> tuple[User, None] | None:
        """The logged-in user, or None; raises CsrfFailed."""
        django_request = request._request
        check = CSRFCheck(_unused)
        check.process_request(django_request)
        if check.process_view(django_request, None, (), {}):  # type: ignore[arg-type]
            raise CsrfFailed
        user = getattr(django_request, "user", None)
        return (user, None) if isinstance(user, User) and user.is_active else None


def _unused(request: HttpRequest) -> HttpResponse:
    """The check never calls on."""
    raise NotImplementedError


class DeviceOrSessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the API description names it."""

    target_class = "accounts.authentication.DeviceOrSession"
    name = "deviceOrSession"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """A cookie, whichever of the two."""
        return {"type": "apiKey", "in": "cookie", "name": "livelab_device"}
