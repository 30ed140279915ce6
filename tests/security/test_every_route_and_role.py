"""S5: every REST route × method × role × whose object, declared in `doors/routes.txt` and tried.

Routes come from the program's own list of addresses: one without its line fails here. How to add
one: `doors/__init__.py`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import pytest
from django.db import transaction
from django.http import SimpleCookie
from django.test import Client, override_settings

from contributions.models import Contribution
from files import pace
from tests.accounts.browser import HOST, ORIGIN

from .doors import table, world
from .doors.bodies import BEFORE, BODIES
from .doors.table import ALLOWED, Row
from .doors.world import NAMED, ROLES, Things, World
from .guarded import assert_guarded, assert_inert
from .routes import doors, functions

#: (the stage itself stands for the whole module)
pytestmark = pytest.mark.django_db

TABLE = table.read("routes.txt")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
#: these belong to the lab: that a team names another team's is all right
OF_THE_LAB = ("lab", "person", "organisation", "invitation")
#: what brought files are handed out as
FILES = ("image/webp", "application/pdf")
TOKEN = "t" * 32


@pytest.fixture(scope="module")
def stage(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Both labs, made once, on a disk of their own; nothing of them stays."""
    quick = "django.contrib.auth.hashers.MD5PasswordHasher"
    home = tmp_path_factory.mktemp("doors")
    around = transaction.atomic()
    around._from_testcase = True  # type: ignore[attr-defined]  # as the tests' own
    with (
        django_db_blocker.unblock(),
        override_settings(HOME=home, PASSWORD_HASHERS=[quick]),
        around,
    ):
        yield world.build()
        transaction.set_rollback(True)


class Answer(NamedTuple):
    """All there is to an answer that anybody could tell two refusals apart by."""

    status: int
    body: bytes
    kind: str
    #: did the log grow?
    wrote: bool

    @property
    def code(self) -> str:
        return str(json.loads(self.body)["code"]) if self.status >= 400 else ""


def ask(stage: World, role: str, row: Row, things: Things) -> Answer:
    """What this role gets at this door; whatever it did is undone."""
    pace.forget()
    before = transaction.savepoint()
    try:
        if prepare := BEFORE.get(row.door):
            prepare(stage, things)
        entries = Contribution.objects.count()
        answer = send(stage.cookies[role], row, things)
        (assert_inert if is_file(answer) else assert_guarded)(answer)
        wrote = Contribution.objects.count() != entries
    finally:
        transaction.savepoint_rollback(before)
    return Answer(answer.status_code, answer.content, answer.headers.get("Content-Type", ""), wrote)


def is_file(answer: Any) -> bool:
    """Is it something that somebody brought?"""
    return answer.status_code == 200 and answer.headers["Content-Type"] in FILES


def send(cookies: dict[str, str], row: Row, things: Things) -> Any:
    """Ask as a page of ours does."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False, headers={"host": HOST})
    client.cookies = SimpleCookie(cookies | {"csrftoken": TOKEN})
    path = "/api/" + row.path.format(**things.ids())
    body = BODIES.get(row.door, lambda _: {})(things)
    raw = isinstance(body, bytes)
    return client.generic(
        row.method,
        path,
        body if raw else json.dumps(body),
        content_type="image/png" if raw else "application/json",
        headers={"x-csrftoken": TOKEN, "origin": ORIGIN},
    )


# -- nothing is left out


def test_every_route_has_its_line() -> None:
    """All of them and no others, each with what a page sends there."""
    assert {row.door for row in TABLE.rows} == set(doors())
    unsafe = {row.door for row in TABLE.rows if row.method != "GET"}
    assert unsafe == set(BODIES)
    assert len({row.name for row in TABLE.rows}) == len(TABLE.rows)


def test_what_names_an_object_says_what_of_another_teams_and_of_none() -> None:
    for row in TABLE.rows:
        assert row.names_objects == bool(named(row)), row.name


def test_beside_the_routes_there_are_health_the_unknown_and_the_page() -> None:
    assert sorted(functions()) == ["api_unknown", "health_view", "page"]


def named(row: Row) -> list[str]:
    """The kinds of objects it names: in its path, in what is asked, in what is sent."""
    seen = re.findall(r"{(\w+)}", row.path)
    body = BODIES.get(row.door)
    if body:
        marks: dict[str, Any] = {name: f"<{name}>" for name in NAMED}
        sent = repr(body(Things(**marks)))
        seen += [name for name in NAMED if f"<{name}>" in sent]
    return seen


# -- every cell


@pytest.mark.parametrize("row", TABLE.rows, ids=lambda row: row.name)
def test_every_role_is_answered_as_declared(stage: World, row: Row) -> None:
    """Ours, another team's, another lab's, none at all, and all mixtures of them."""
    for place, role in enumerate(ROLES):
        meet(stage, role, row, stage.ours, row.ours[place])
        if not row.names_objects:
            continue
        meet(stage, role, row, stage.theirs, row.theirs[place])
        none = meet(stage, role, row, stage.none, row.none[place])
        foreign = meet(stage, role, row, stage.foreign, of_another_lab(row, place))
        if not row.foreign and foreign.status >= 400:
            assert foreign == none, (role, "can tell that the other lab has it")
        theirs = ask(stage, role, row, stage.theirs)
        if theirs.status >= 400 and theirs.code == none.code:
            assert theirs == none, (role, "can tell that the other team has it")
        for name, other, strange in mixtures(stage, row):
            as_none = ask(
                stage, role, row, replace(stage.ours, **{name: getattr(stage.none, name)})
            )
            found = ask(stage, role, row, strange)
            assert found == as_none, (role, name, other.mark)
            assert found.status >= 400, (role, name, other.mark, found)


def of_another_lab(row: Row, place: int) -> str:
    """Answered as none at all, but to its own host."""
    if row.foreign:
        return row.foreign[place]
    return row.ours[ROLES.index("A")] if ROLES[place] in "SH" else row.none[place]


def meet(stage: World, role: str, row: Row, things: Things, letter: str) -> Answer:
    """It is answered by this letter; a refusal leaves no trace, and tells nothing of anybody's."""
    answer = ask(stage, role, row, things)
    where = (role, things.mark or "none", answer)
    if letter == ALLOWED:
        assert answer.status < 300, where
    else:
        status, code = TABLE.letters[letter]
        assert (answer.status, answer.code) == (status, code), where
        assert not answer.wrote, where
    shown = things.mark if letter == ALLOWED else ""
    for other in (stage.ours, stage.theirs, stage.foreign):
        if other.mark != shown and not may_see(role, other, stage):
            assert_tells_nothing(answer, other, things, where)
    return answer


def may_see(role: str, things: Things, stage: World) -> bool:
    """Whoever may see it somewhere; the cells say where."""
    if things is stage.foreign:
        return role in "SH"
    return role not in "NGS" if things is stage.ours else role in "TQFA"


def assert_tells_nothing(answer: Answer, of: Things, asked: Things, where: Any) -> None:
    """No word of it, and none of its ids but those that were asked with."""
    assert of.mark.encode() not in answer.body, where
    known = set(asked.ids().values())
    hidden = {name: one for name, one in of.ids().items() if name not in OF_THE_LAB}
    told = [
        name for name, one in hidden.items() if one not in known and one.encode() in answer.body
    ]
    assert told == [], where


def mixtures(stage: World, row: Row) -> Iterator[tuple[str, Things, Things]]:
    """Ours, with one of the ids that hang on the first belonging elsewhere."""
    for name in named(row)[1:]:
        for other in (stage.theirs, stage.foreign):
            if other is stage.foreign or name not in OF_THE_LAB:
                yield name, other, replace(stage.ours, **{name: getattr(other, name)})


# -- other methods


@pytest.mark.parametrize("path", sorted({row.door.partition(" ")[2] for row in TABLE.rows}))
def test_no_route_does_anything_else(stage: World, path: str) -> None:
    """Every other method is refused, for everybody; HEAD and OPTIONS tell nothing more."""
    has = {row.method for row in TABLE.rows if row.door.endswith(f" {path}")}
    for role in "NPA":
        for method in set(METHODS) - has:
            answer = ask(stage, role, Row(method, path, ""), stage.ours)
            assert (answer.status, answer.code) == (405, "method_not_allowed"), (role, method)
        options = [
            ask(stage, role, Row("OPTIONS", path, ""), things)
            for things in (stage.ours, stage.theirs, stage.foreign, stage.none)
        ]
        assert len(set(options)) == 1, role
        head = ask(stage, role, Row("HEAD", path, ""), stage.foreign)
        assert head.body == b""
        if "GET" in has:
            assert head.status == ask(stage, role, Row("GET", path, ""), stage.foreign).status
