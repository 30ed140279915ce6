"""The device cookie: one secret for each lab this browser is a person in, newest first.

A new secret is made at every join (never one the browser brought along), so nobody can plant a
cookie and inherit the person who joins with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.conf import settings
from django.http import HttpResponse
from django.utils.crypto import salted_hmac

from common.ids import token_hash

AGE_S: Final = 180 * 24 * 3600
MOST: Final = 8
RESUME_CODE_LENGTH: Final = 12
_SEPARATOR: Final = "."


def secrets_in(cookies: Mapping[str, str]) -> list[str]:
    """The secrets of a browser, newest first."""
    value = cookies.get(settings.DEVICE_COOKIE_NAME, "")
    return [secret for secret in value.split(_SEPARATOR) if 40 <= len(secret) <= 60][:MOST]


def hashes_in(cookies: Mapping[str, str]) -> list[str]:
    """What is stored of them."""
    return [token_hash(secret) for secret in secrets_in(cookies)]


def set_secrets(response: HttpResponse, secrets: list[str]) -> None:
    """Give the browser exactly these; none takes the cookie away."""
    if not secrets:
        response.delete_cookie(settings.DEVICE_COOKIE_NAME, samesite="Lax")
        return
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        _SEPARATOR.join(secrets[:MOST]),
        max_age=AGE_S,
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
    )


def resume_hashes(code: str) -> list[str]:
    """How a resume code may be stored: under the present key and those before it.

    Sixty bits are few against somebody who holds the database, so the hash needs the key as well.
    """
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [
        salted_hmac("accounts.resume", code, secret=key, algorithm="sha256").hexdigest()
        for key in keys
    ]
