"""Whatever is refused is refused in one form: a stable code and one sentence, in two languages."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework import exceptions

from accounts.models import JoinCode
from common.errors import REFUSALS
from livelab.errors import as_refusal
from tests.accounts.browser import HOST, ORIGIN, Browser, code_of

from .routes import api_routes, unsafe_routes

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_every_refusal_says_one_thing_in_both_languages(code: str) -> None:
    refusal = REFUSALS[code]
    assert 400 <= refusal.status <= 503
    with translation.override("en"):
        english = str(refusal.sentence)
    with translation.override("nl"):
        dutch = str(refusal.sentence)
    assert english
    assert dutch
    assert english != dutch
    assert english.endswith((".", "}"))


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Http404(), "not_found"),
        (PermissionDenied(), "not_permitted"),
        (RequestDataTooBig(), "too_big"),
        (exceptions.ParseError(), "not_readable"),
        (exceptions.NotAuthenticated(), "not_permitted"),
        (exceptions.MethodNotAllowed("PUT"), "method_not_allowed"),
        (exceptions.UnsupportedMediaType("x"), "media_type"),
        (exceptions.NotAcceptable(), "not_acceptable"),
        (exceptions.APIException(), "bad_request"),
    ],
)
def test_what_the_frameworks_refuse_has_a_code(error: Exception, code: str) -> None:
    refusal = as_refusal(error)
    assert refusal is not None
    assert refusal.code == code


def test_nested_faults_name_their_field() -> None:
    error = exceptions.ValidationError({"a": [{"b": ["wrong"]}, {}], "c": ["worse"]})
    refusal = as_refusal(error)
    assert refusal is not None
    assert refusal.details == {"fields": {"a.0.b": ["wrong"], "c": ["worse"]}}


@pytest.mark.django_db
@pytest.mark.parametrize("path", api_routes())
def test_what_a_stranger_asks_is_answered_or_refused_in_form(path: str) -> None:
    for method in ("get", "put", "patch", "delete"):
        browser = Browser()
        answer = getattr(browser.client, method)(path)
        if answer.status_code >= 400:
            code_of(answer)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b"{", "application/json", "not_readable"),
        (b"\xff\xfe", "application/json", "not_readable"),
        (b"[" * 100_000, "application/json", "not_readable"),
        (b"NaN", "application/json", "not_readable"),
        (b'{"code": "\\ud800"}', "application/json", "not_readable"),
        (b'{"code": 1e999}', "application/json", "not_readable"),
        (b"[]", "application/json", "not_valid"),
        (b'"x"', "application/json", "not_valid"),
        (b"x", "text/plain", "media_type"),
        (b"x", "application/json; charset=bz2_codec", "not_readable"),
        (b"{}" + b" " * 300_000, "application/json", "too_big"),
    ],
)
def test_bodies_that_nobody_reads(body: bytes, kind: str, code: str) -> None:
    browser = Browser()
    browser.get("/")
    headers = {"x-csrftoken": browser.cookies()["csrftoken"], "origin": ORIGIN, "host": HOST}
    answer = browser.client.generic(
        "POST", "/api/join/look", body, content_type=kind, headers=headers
    )
    assert code_of(answer) == code


@pytest.mark.parametrize(("method", "path"), unsafe_routes())
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=ANY_JSON)
def test_no_body_makes_the_server_fail(method: str, path: str, body: Any, door: JoinCode) -> None:
    browser = Browser()
    if isinstance(body, dict):
        body = {"code": door.code} | body
    browser.get("/")
    headers = {"x-csrftoken": browser.cookies()["csrftoken"], "origin": ORIGIN}
    answer = getattr(browser.client, method)(
        path, body, content_type="application/json", headers=headers
    )
    assert answer.status_code < 500
