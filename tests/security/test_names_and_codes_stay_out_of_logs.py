"""Names, addresses, codes and secrets stand in no log: neither the lab's nor the program's."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.db import connection

from accounts.actions import make_first_link, remove_person, rename
from accounts.models import JoinCode, Lab, Person
from livelab.logs import Scrub, log_action, scrub
from tests.accounts.browser import Browser

NAME = "Canary-Rosalinde"
EMAIL = "canary-host@glass.example"
PASSWORD = "canary putty and quartz sand"


def everything_in_the_log() -> str:
    """All bytes of the log's tables."""
    with connection.cursor() as cursor:
        found = []
        for table in ("stream", "contribution", "words", "erasure"):
            cursor.execute(f"SELECT * FROM contributions_{table}")
            found += [bytes(v) if isinstance(v, memoryview) else v for r in cursor for v in r]
    return "\n".join(v.decode("latin-1") if isinstance(v, bytes) else str(v) for v in found)


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> Any:
    caplog.set_level(logging.DEBUG)
    caplog.handler.addFilter(Scrub())
    return lambda: caplog.text


def test_a_whole_stay_leaves_no_name_and_no_code(
    glass: Lab, door: JoinCode, administrator: Person, said: Any
) -> None:
    browser, elsewhere, host = Browser(), Browser(), Browser()
    resume_code = browser.join(door.code, label=NAME, organisation=NAME).json()["resume_code"]
    browser.get(f"/join/{door.code}")
    browser.post("/api/join/look", {"code": door.code})
    browser.join("ZZZZZZZZ")
    elsewhere.post("/api/resume", {"code": resume_code})
    link = make_first_link(lab=glass)
    host.post(
        "/api/first", {"token": link, "email": EMAIL, "password": PASSWORD, "label": f"{NAME} II"}
    )
    host.post("/api/logout")
    host.post("/api/login", {"name": EMAIL, "password": "canary wrong"})
    person = Person.objects.in_lab(glass).get(label=NAME)
    rename(person=person, label=f"{NAME}-renamed", by=person)
    remove_person(person=person, by=administrator)
    secrets = [
        "canary",
        door.code,
        resume_code,
        resume_code.replace("-", ""),
        link,
        *browser.cookies().values(),
        *elsewhere.cookies().values(),
    ]
    logs = (everything_in_the_log() + said()).lower()
    assert "person_joined" in logs
    assert [secret for secret in secrets if secret.lower() in logs] == []


def test_errors_do_not_repeat_what_was_sent(door: JoinCode) -> None:
    answer = Browser().join(door.code, label=NAME * 10, language=NAME, consents=[NAME])
    assert NAME not in answer.json()["message"]
    assert NAME not in str(answer.json()["details"]["fields"]["label"])


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Not Found: /join/ABCD1234", "Not Found: /join/…"),
        ("/first/s3cr3t?x=1", "/first/…"),
        ("GET /api/boards?lab=0123", "GET /api/boards"),
        ("POST /api/join/look 200", "POST /api/join/look 200"),
        ("name\r\n2026 INFO forged", "name??2026 INFO forged"),
        ("\x1b[31mred\x9b", "?[31mred?"),
    ],
)
def test_lines_are_scrubbed(line: str, kept: str) -> None:
    assert scrub(line) == kept


def test_the_access_log_names_no_visitor(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="livelab.access")
    caplog.handler.addFilter(Scrub())
    details = {"method": "GET", "path": "/join/ABCD1234", "status": 200, "client": "192.0.2.9:1"}
    log_action("http", "complete", details | {"time_taken": 0.01, "size": 1})
    log_action("http", "complete", details | {"path": "/api/health"})
    log_action("websocket", "connected", {"path": "/ws/boards/1", "client": "192.0.2.9:1"})
    assert [record.getMessage() for record in caplog.records] == [
        "GET /join/… 200 10 ms",
        "socket connected /ws/boards/1",
    ]
