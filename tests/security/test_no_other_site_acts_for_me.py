"""What changes something is sent by a page of ours: anonymous joining and log-in included."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from accounts.models import JoinCode, Person
from tests.accounts.browser import HOST, ORIGIN, Browser, code_of

from .routes import unsafe_routes

UNSAFE = unsafe_routes()


def send(method: str, path: str, **headers: str) -> Any:
    client = Client(enforce_csrf_checks=True, headers={"host": HOST})
    client.get("/")
    return client.generic(
        method.upper(), path, b"{}", content_type="application/json", headers=headers
    )


def test_the_list_of_unsafe_routes_is_not_empty() -> None:
    paths = {path for _, path in UNSAFE}
    assert {"/api/join", "/api/join/look", "/api/login", "/api/first", "/api/boards"} <= paths


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "path"), UNSAFE)
def test_without_the_pages_token_it_is_refused(method: str, path: str) -> None:
    for headers in ({}, {"origin": ORIGIN}, {"origin": ORIGIN, "x-csrftoken": "a" * 32}):
        answer = send(method, path, **headers)
        assert answer.status_code == 403
        assert code_of(answer) == "csrf_failed"


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "path"), UNSAFE)
@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:8001", "https://127.0.0.1:8000"]
)
def test_from_another_origin_it_is_refused_even_with_the_token(
    method: str, path: str, origin: str
) -> None:
    client = Client(enforce_csrf_checks=True, headers={"host": HOST})
    client.get("/")
    token = client.cookies["csrftoken"].value
    headers = {"origin": origin, "x-csrftoken": token}
    answer = client.generic(
        method.upper(), path, b"{}", content_type="application/json", headers=headers
    )
    assert code_of(answer) == "foreign_origin"


def test_a_person_of_the_lab_needs_the_token_as_well(door: JoinCode) -> None:
    browser = Browser()
    browser.join(door.code)
    answer = browser.client.post(
        "/api/leave", {}, content_type="application/json", headers={"origin": ORIGIN}
    )
    assert code_of(answer) == "csrf_failed"
    assert browser.get("/api/me").json()["person"] is not None


def test_a_form_of_another_site_is_not_even_read(door: JoinCode) -> None:
    client = Client(enforce_csrf_checks=True, headers={"host": HOST})
    answer = client.post(
        "/api/join", {"code": door.code}, headers={"origin": "http://evil.example"}
    )
    assert code_of(answer) == "foreign_origin"
    assert not Person.objects.across_labs().exists()


def test_forms_are_not_json_whoever_sends_them(door: JoinCode) -> None:
    browser = Browser()
    browser.get("/")
    token = browser.cookies()["csrftoken"]
    answer = browser.client.post(
        "/api/join", {"code": door.code}, headers={"x-csrftoken": token, "origin": ORIGIN}
    )
    assert code_of(answer) == "not_valid"  # nothing of it was read
    assert not Person.objects.across_labs().exists()
