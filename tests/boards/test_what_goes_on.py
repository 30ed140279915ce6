"""Somebody's first page: what goes on now, what waits for her, what happened lately."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Lab, Person
from boards import here, home, service
from boards.models import Lease
from common import clock
from common.ids import random_id
from tests.accounts.browser import Browser, code_of
from tests.boards.stage import idle
from tests.challenges.test_writing import begun, guest, owner, published, somebody, write
from tests.support.cast import Cast, assemble, open_board
from tests.support.socket import sit_down

__all__ = ["guest", "owner"]


def home_of(browser: Browser) -> dict[str, Any]:
    answer = browser.get("/api/home")
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


def waits(browser: Browser) -> list[tuple[str, str, int]]:
    """What waits: what it is, about which challenge, how often."""
    told = home_of(browser)
    titles = {one["id"]: one["title"] for one in told["challenges"]}
    return [(one["what"], titles[one["challenge"]], one["count"]) for one in told["waiting"]]


def test_who_is_nobody_here_sees_nothing(glass: Lab) -> None:
    assert code_of(Browser().get("/api/home")) == "not_joined"


def test_an_owner_is_told_what_she_has_to_do_next(owner: Browser, guest: Browser) -> None:
    begun(owner, "Bicycles for ten years")
    path = published(owner, "Whole panes")
    assert waits(owner) == [("publish", "Bicycles for ten years", 1)]
    assert waits(guest) == [("read", "Whole panes", 1)]
    for text in ("Who pays?", "Which panes?"):
        guest.post(f"{path}/questions", {"text": text})
    write(owner, path, problem="Panes end between the rubble.")
    assert waits(owner) == [
        ("answer", "Whole panes", 2),
        ("publish_changes", "Whole panes", 1),
        ("publish", "Bicycles for ten years", 1),
    ]
    first = guest.get(f"{path}/questions").json()[0]["id"]
    owner.post(f"{path}/questions/{first}/answer", {"text": "The contractor."})
    assert waits(owner)[0] == ("answer", "Whole panes", 1)
    assert [one["what"] for one in home_of(guest)["lately"]] == ["answered", "published"]
    owner.post(f"{path}/state", {"state": "closed"})
    assert ("decide", "Whole panes", 1) in waits(owner)
    assert waits(guest) == []


def test_a_draft_is_nobodys_but_its_writers(glass: Lab, owner: Browser, guest: Browser) -> None:
    begun(owner, "Bicycles for ten years")
    assert home_of(guest) == {"boards": [], "challenges": [], "waiting": [], "lately": []}
    assert waits(somebody(glass, "facilitator")) == [("publish", "Bicycles for ten years", 1)]


@pytest.mark.parametrize("fields", [{"audience": "named"}, {"ip_policy": "nda"}])
def test_what_is_for_named_people_leaves_no_trace_with_others(
    glass: Lab, bicycles: Lab, owner: Browser, guest: Browser, fields: dict[str, str]
) -> None:
    path = published(owner, "Canarybird", **fields)
    friend = somebody(glass, "participant", label="The sorter")
    listed = {one["label"]: one for one in owner.get(f"{path}/readers").json()}
    owner.post(f"{path}/readers", {"person": listed["The sorter"]["id"], "named": True})
    asked = friend.post(f"{path}/questions", {"text": "Who pays?"}).json()["id"]
    owner.post(f"{path}/questions/{asked}/answer", {"text": "The contractor."})
    nothing: dict[str, list[Any]] = {"boards": [], "challenges": [], "waiting": [], "lately": []}
    assert home_of(guest) == nothing
    assert home_of(somebody(bicycles, "facilitator")) == nothing
    assert waits(friend) == [("read", "Canarybird", 1)]
    assert len(home_of(friend)["lately"]) == 2


def test_titles_are_in_the_readers_language(glass: Lab, owner: Browser) -> None:
    texts = {
        "en": {"title": "Whole panes", "problem": "Broken."},
        "nl": {"title": "Hele ruiten", "problem": "Stuk."},
    }
    published(owner, texts=texts)
    reader = somebody(glass, "participant", language="nl")
    shown = home_of(reader)["challenges"]
    assert [(one["title"], one["language"]) for one in shown] == [("Hele ruiten", "nl")]


@pytest.mark.django_db(transaction=True)
def test_people_are_counted_on_ones_own_boards_only_and_while_they_are_there() -> None:
    cast = assemble()
    other = open_board(cast.lab, cast.facilitator, [cast.artist])
    now = clock.now()
    here.write(random_id(), {cast.board.hex: 2, other.hex: 1}, now)
    here.write(random_id(), {cast.board.hex: 1}, now)
    assert on_now(cast.facilitator) == {cast.board.hex: 3, other.hex: 1}
    assert on_now(cast.technologist) == {cast.board.hex: 3}
    assert on_now(cast.visitor) == {}
    assert on_now(cast.stranger) == {}
    assert here.people_on([cast.board.hex], now + here.LASTS + timedelta(seconds=1)) == {}
    here.write(random_id(), {}, now + here.LASTS + timedelta(seconds=1))
    assert Lease.objects.count() == 0


def on_now(person: Person) -> dict[str, int]:
    boards = home.home(person, "en", clock.now())["boards"]
    return {board["id"]: board["here"] for board in boards if board["here"]}


def test_a_process_tells_what_changed_and_what_is_about_to_run_out() -> None:
    teller, now = here.Teller("p"), clock.now()
    assert not teller.has_news({}, now)
    assert teller.has_news({"b": 1}, now)
    teller.told({"b": 1}, now)
    assert not teller.has_news({"b": 1}, now + here.RENEW / 2)
    assert teller.has_news({"b": 1}, now + here.RENEW)
    assert teller.has_news({"b": 2}, now)
    assert teller.has_news({}, now)
    teller.told({}, now)
    assert not teller.has_news({}, now + here.LASTS)


async def test_who_sits_down_is_counted_once_and_who_goes_is_not(cast: Cast) -> None:
    first = await sit_down(cast.board, cast.technologist)
    second = await sit_down(cast.board, cast.technologist)
    third = await sit_down(cast.board, cast.artist)
    assert await written() == {cast.board.hex: 2}
    for socket in (first, second):
        await socket.leave()
    assert await written() == {cast.board.hex: 1}
    assert not third.closed
    await service.drain()
    assert await sync_to_async(Lease.objects.count)() == 0


async def written() -> dict[str, int]:
    """What the process told, when all that was under way is done."""
    service.telling_who_is_here(service.hub())()
    await idle()
    return await sync_to_async(lambda: dict(Lease.objects.values_list("board", "people")))()


@pytest.mark.django_db(transaction=True)
def test_it_costs_the_same_however_much_goes_on() -> None:
    cast = assemble()
    costs_of_one = costs(cast.facilitator)
    for _ in range(9):
        open_board(cast.lab, cast.facilitator, [cast.technologist])
    assert costs(cast.facilitator) == costs_of_one <= 12


def costs(person: Person) -> int:
    with CaptureQueriesContext(connection) as asked:
        home.home(person, "en", clock.now())
    return len(asked)
