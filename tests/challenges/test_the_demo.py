"""The demo: a believable lab in one command, said to be invented, and gone in one command."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from accounts.actions import start_lab
from accounts.models import JoinCode, Lab, Person
from boards.models import Board, BoardItem
from challenges import queries
from challenges.models import Challenge, TermsAccepted
from contributions import guard
from contributions.models import Contribution, Stream
from demo import content
from demo.actions import Demo, make_demo, remove_lab
from demo.layout import PITCH, places
from tests.accounts.browser import Browser

pytestmark = pytest.mark.django_db


def test_it_holds_two_challenges_three_boards_and_twelve_participants() -> None:
    demo = make_demo()
    assert demo.lab.disposable
    assert Person.objects.in_lab(demo.lab).count() == 13
    assert Challenge.objects.in_lab(demo.lab).filter(state="open").count() == 2
    assert [board.title for board in demo.boards][-1] == "Open table"
    kinds = [
        Counter(item["kind"] for item in said_on(board) if "locked" not in item)
        for board in demo.boards
    ]
    assert [each["note"] for each in kinds] == [20, 20, 3]
    ideas = content.day().ideas
    assert sum(each["connector"] for each in kinds) == sum(len(idea.parents) for idea in ideas)
    assert sum(each["comment"] for each in kinds) == len(content.day().comments)


def in_the_day(demo: Demo) -> list[str]:
    """Those who took part; who facilitated only laid the brief on the boards."""
    return [person.hex for person in demo.people.values()]


def said_on(board: Board) -> list[dict[str, Any]]:
    return [json.loads(bytes(item.data)) for item in items_of(board)]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_its_boards_begin_with_their_challenge_and_ideas_lie_beside_it(language: str) -> None:
    demo = make_demo(language)
    for board in demo.boards[:2]:
        items = [item for item in said_on(board) if "x" in item]
        seeds = [item for item in items if "locked" in item]
        ideas = [item for item in items if "locked" not in item]
        [zone] = [item for item in seeds if item["kind"] == "zone"]
        assert board.challenge is not None
        brief = queries.brief(board.challenge, language)
        questions = {item["text"] for item in seeds if item["kind"] == "note"}
        assert questions == set(brief.first_questions)
        assert {item["lang"] for item in seeds} == {language}
        assert all(item["x"] >= zone["x"] + zone["w"] for item in ideas)
        assert all(item["created"] < min(one["created"] for one in ideas) for item in seeds)


def test_everybody_accepted_the_terms_before_writing() -> None:
    demo = make_demo()
    for board in demo.boards[:2]:
        ideas = Contribution.objects.filter(stream=board.stream.id, verb="note_added")
        authors = set(ideas.values_list("actor", flat=True)) - {demo.facilitator.hex}
        given = TermsAccepted.objects.in_lab(demo.lab).filter(challenge=board.challenge)
        assert authors <= {one.person_id.hex for one in given}
        first = ideas.filter(actor__in=authors).order_by("seq").values_list("at", flat=True)[0]
        assert min(f"{one.accepted_at:%Y-%m-%dT%H:%M:%S.%fZ}" for one in given) <= first


def items_of(board: Board) -> list[BoardItem]:
    return list(BoardItem.objects.filter(board=board.hex))


@pytest.mark.parametrize("language", ["en", "nl"])
def test_everything_says_that_it_is_invented(language: str) -> None:
    demo = make_demo(language)
    mark = {"en": "nvented", "nl": "erzonnen"}[language]
    assert mark in demo.lab.controller
    assert "(demo)" in demo.lab.name
    for challenge in Challenge.objects.in_lab(demo.lab):
        assert mark in queries.brief(challenge, language).context
    assert any(mark in text for text in content.OPEN_TABLE_NOTES[language])


def test_organisations_are_marked_and_firms_are_only_possible_partners() -> None:
    day = content.day()
    assert all(one.organisation.endswith("(demo)") for one in day.participants)
    firms = {firm for text in day.challenges for firm in text.texts["en"].possible_partners}
    said = " ".join([str(one) for one in day.participants] + [str(idea.text) for idea in day.ideas])
    assert [firm for firm in firms if firm in said] == []


def test_both_languages_say_as_much() -> None:
    for text in content.day().challenges:
        english, dutch = text.texts["en"], text.texts["nl"]
        for name in english.__struct_fields__:
            one, other = getattr(english, name), getattr(dutch, name)
            assert len(one) == len(other) if isinstance(one, list) else one and other, name


def test_ideas_were_written_when_the_day_says() -> None:
    demo = make_demo()
    at = Contribution.objects.filter(
        verb="note_added", stream=demo.boards[0].stream.id, actor__in=in_the_day(demo)
    )
    assert at.order_by("seq").values_list("at", flat=True)[0] == "2026-03-12T10:52:00.000000Z"
    authors = set(at.values_list("actor", flat=True))
    assert len(authors) > 5


def test_what_builds_on_an_idea_lies_below_it() -> None:
    ideas = [idea for idea in content.day().ideas if idea.challenge == "CH-GLASS"]
    corners = places(ideas)
    assert len(set(corners.values())) == len(ideas)
    assert corners["G03"][0] == corners["G09"][0]
    assert corners["G09"][1] - corners["G03"][1] == PITCH


def test_the_chain_of_a_demo_holds() -> None:
    make_demo()
    call_command("verify_log")


def test_anybody_joins_the_open_table_with_the_code() -> None:
    demo = make_demo()
    browser = Browser()
    answer = browser.join(demo.codes[0].code, label="Visitor").json()
    assert answer["path"] == f"/boards/{demo.boards[-1].hex}"
    assert browser.get(f"/api{answer['path']}").json()["title"] == "Open table"


def test_it_is_made_only_where_there_is_no_lab(capsys: Any) -> None:
    call_command("make_demo", "--if-fresh")
    call_command("make_demo", "--if-fresh")
    assert Lab.objects.count() == 1
    assert JoinCode.objects.across_labs().count() == 3
    assert len(re.findall(r"Join as \w+: \w{8}", capsys.readouterr().out)) == 3


def test_removing_it_leaves_nothing_of_it_and_everything_else(capsys: Any) -> None:
    kept = start_lab(name="Real lab", languages=["nl"])
    demo = make_demo()
    Browser().join(demo.codes[0].code, label="Visitor")
    ids = everything_of(demo.lab)
    call_command("remove_demo")
    printed = capsys.readouterr().out
    assert re.search(r"13|14 rows of accounts_person", printed)
    assert Lab.objects.get() == kept
    assert Stream.objects.filter(lab=kept.hex).exists()
    assert tables_naming(ids) == {"contributions_contribution"}  # that it was removed
    last = Contribution.objects.get(verb="lab_removed")
    assert demo.lab.hex in last.facts
    call_command("verify_log")
    call_command("remove_demo")
    assert "no disposable lab" in capsys.readouterr().out


def everything_of(lab: Lab) -> set[str]:
    """The ids by which a row could name the lab, its boards or its people."""
    people = [person.hex for person in Person.objects.in_lab(lab)]
    return {lab.hex, *people, *(board.hex for board in Board.objects.in_lab(lab))}


def tables_naming(ids: set[str]) -> set[str]:
    """The tables of the whole database that still hold one of these ids."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            text = " ".join(str(value) for row in cursor for value in row).replace("-", "")
            if any(one in text for one in ids):
                found.add(table)
    return found


def test_a_real_lab_cannot_be_removed_so() -> None:
    lab = start_lab(name="Real lab", languages=["nl"])
    with pytest.raises(ValueError, match="disposable"):
        remove_lab(lab=lab)
    assert Lab.objects.filter(pk=lab.pk).exists()


def test_every_table_of_the_program_is_either_removed_or_belongs_to_no_lab() -> None:
    """A new app's tables must be added to `demo/removal.py`, or here with a reason."""
    from django.apps import apps

    from demo import removal

    of_no_lab = {
        "accounts_user",
        "accounts_ratelimit",
        "contributions_forgotten",  # ids of people and operations, kept beyond every lab
        *(table for table in guard.EXEMPT if table.startswith(("django_", "auth_"))),
    }
    lab = start_lab(name="Empty", languages=["en"], disposable=True)
    removed = {rows.model._meta.db_table for rows in removal.rows_of(lab)}
    removed |= {table for table, _ in removal.LOG_TABLES}
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert tables - removed - of_no_lab == {"auth_permission", "django_session"} - of_no_lab
