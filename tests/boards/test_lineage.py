"""Where ideas came from: the pure part, and who may ask."""

from __future__ import annotations

from typing import Any

from asgiref.sync import sync_to_async

from accounts.actions import give_role
from boards.actions import open_board
from boards.kinds import ConnectorItem, Item, NoteItem
from boards.lineage import Descent, Lineage, disciplines
from challenges import queries
from challenges.actions import accept_terms, name_reader, open_challenge, post_challenge
from challenges.models import Brief, Challenge
from common.ids import new_id
from tests.boards.stage import Browser, browser, connector, deleted, done
from tests.support import cast as stage
from tests.support.cast import Cast
from tests.support.socket import note, sit_down

AT = "2026-03-12T09:00:{:02}.000000Z"


def idea(name: str, author: str = "a", **more: Any) -> NoteItem:
    at = AT.format(sum(map(ord, name)) % 60)
    return NoteItem(name, author, at, at, 0, 0, "V", "yellow", name, 0, **more)


def line(source: str, target: str, relation: Any = "builds_on", **more: Any) -> ConnectorItem:
    at = AT.format(0)
    name = f"{source}>{target}"
    return ConnectorItem(name, "a", at, at, source, target, relation, "", 0, **more)


def lineage(start: str, *items: Item) -> Lineage:
    found = Descent(items).of(start)
    assert found is not None
    return found


def ancestors(start: str, *items: Item) -> list[str]:
    return [one.id for one in lineage(start, *items).ancestors]


def ideas(names: str) -> list[Item]:
    return [idea(name) for name in names]


def test_the_nearest_come_first_and_each_once() -> None:
    """[H3.1]"""
    lines = [line("d", "c"), line("d", "b"), line("c", "a"), line("b", "a")]
    assert ancestors("d", *ideas("abcd"), *lines) == ["b", "c", "a"]
    assert ancestors("a", *ideas("abcd"), *lines) == []
    assert len(lineage("d", *ideas("abcd"), *lines).edges) == 4


def test_a_circle_ends_and_nobody_is_her_own_ancestor() -> None:
    """[H3.1]"""
    lines = [line("a", "b"), line("b", "c"), line("c", "a"), line("a", "a")]
    assert ancestors("a", *ideas("abc"), *lines) == ["b", "c"]


def test_only_descent_counts_and_only_what_is_there() -> None:
    """[H3.1]"""
    lines: list[Item] = [
        line("a", "b", "relates_to"),
        line("a", "c", deleted=True),
        line("a", "d"),
        line("a", "nowhere"),
        line("a", "e", "merges"),
        line("a", "f", "contradicts"),
        line("a", "g", "answers"),
    ]
    gone = idea("d", deleted=True)
    assert ancestors("a", *ideas("abcefg"), gone, *lines) == ["e", "f", "g"]


def test_a_copy_stands_for_its_original() -> None:
    """[H3.1]"""
    copies = [idea("x", copied_from="b"), idea("y", copied_from="x"), idea("z", copied_from="gone")]
    lines = [line("c", "y"), line("y", "a"), line("c", "z")]
    items = [*ideas("abc"), *copies, *lines]
    assert ancestors("c", *items) == ["b", "z", "a"]
    assert lineage("y", *items).idea.id == "b"
    assert sorted(one.idea.id for one in Descent(items).all()) == ["a", "b", "c", "z"]


def test_its_own_author_counts_and_who_names_no_discipline_brings_none() -> None:
    """[H3.2]"""
    found = lineage("a", idea("a", "p"), idea("b", "q"), idea("c", "r"), line("a", "b"))
    assert found.authors == ["p", "q"]
    assert disciplines(found, {"p": "maker", "r": "public"}) == ["maker"]


async def asked(reader: Browser, path: str) -> tuple[int, Any]:
    status, answer = await reader.get(path)
    return status, answer.get("code") if isinstance(answer, dict) else answer


async def test_evaluators_facilitators_and_administrators_ask_and_nobody_else(cast: Cast) -> None:
    """[H3.3]"""
    socket = await sit_down(cast.board, cast.technologist)
    mine, other = note("Mine"), note("Other")
    for op in (mine, other, connector(other["id"], mine["id"])):
        await done(socket, op)
    evaluator, administrator = [
        await sync_to_async(stage.person)(cast.lab, role, role)
        for role in ("evaluator", "administrator")
    ]
    paths = (
        f"/api/boards/{cast.board.hex}/items/{other['id']}/lineage",
        f"/api/boards/{cast.board.hex}/lineage",
        f"/api/lineage?lab={cast.lab.hex}",
    )
    for path in paths:
        for person in (evaluator, administrator, cast.facilitator):
            assert (await (await browser(person)).get(path))[0] == 200
        for other_one, expected in (
            (cast.technologist, (403, "role_missing")),
            (cast.visitor, (403, "role_missing")),
            (None, (401, "not_joined")),
        ):
            assert await asked(await browser(other_one), path) == expected
    reader = await browser(evaluator)
    _, told = await reader.get(paths[0])
    assert [one["id"] for one in told["ancestors"]] == [mine["id"]]
    await done(socket, deleted(mine["id"]))
    assert (await reader.get(paths[0]))[1]["ancestors"] == []
    for unknown in (new_id(), mine["id"]):
        path = f"/api/boards/{cast.board.hex}/items/{unknown}/lineage"
        assert await asked(reader, path) == (404, "no_such_item")


async def test_what_is_written_in_silence_has_no_lineage_yet(silent: Cast) -> None:
    """[H3.3] [B9]"""
    socket = await sit_down(silent.board, silent.artist)
    secret = note("Canary heron")
    await done(socket, secret, private=True)
    reader = await browser(silent.facilitator)
    assert await reader.get(f"/api/boards/{silent.board.hex}/lineage") == (200, [])
    path = f"/api/boards/{silent.board.hex}/items/{secret['id']}/lineage"
    assert await asked(reader, path) == (404, "no_such_item")


async def test_of_a_confidential_challenge_only_who_reads_it_asks(cast: Cast) -> None:
    """[H3.3] And who accepted its terms."""
    evaluator = await sync_to_async(stage.person)(cast.lab, "Evaluator", "evaluator")
    secret = await sync_to_async(confidential)(cast)
    reader = await browser(evaluator)
    path, boards = f"/api/boards/{secret.hex}/lineage", "/api/lineage"
    assert await asked(reader, path) == (404, "unknown_board")
    assert [one["id"] for one in (await reader.get(boards))[1]] == [cast.board.hex]
    about = secret.challenge
    await sync_to_async(name_reader)(challenge=about, person=evaluator, by=cast.facilitator)
    assert await asked(reader, path) == (404, "unknown_board")
    said = await sync_to_async(queries.wording)(about, "en")
    await sync_to_async(accept_terms)(
        challenge=about, policy="nda", version=said.version, language="en", by=evaluator
    )
    assert (await reader.get(path))[0] == 200
    assert [one["id"] for one in (await reader.get(boards))[1]] == [cast.board.hex, secret.hex]


def confidential(cast: Cast) -> Any:
    """A board of a challenge that only named people read."""
    about = post_challenge(
        lab=cast.lab,
        slug="secret",
        texts={"en": Brief("Canary quarry", "Canary gravel")},
        ip_policy=Challenge.Terms.NDA,
        by=cast.facilitator,
    )
    open_challenge(challenge=about, by=cast.facilitator)
    return open_board(lab=cast.lab, title="Secret", by=cast.facilitator, challenge=about)


async def test_a_role_of_the_lab_reaches_as_far_as_it_lasts(cast: Cast) -> None:
    """[H3.3]"""
    reader = await browser(cast.visitor)
    path = f"/api/boards/{cast.board.hex}/lineage"
    assert await asked(reader, path) == (403, "role_missing")
    await sync_to_async(give_role)(person=cast.visitor, role="evaluator", by=None)
    assert await reader.get(path) == (200, [])
