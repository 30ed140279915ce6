"""What a person said about challenges goes when she asks, as far as she asks."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from accounts.actions import lab_stream
from accounts.models import Lab, Person
from challenges import actions, privacy, queries
from challenges.briefs import Brief, Content
from challenges.models import Interest, NamedPerson, Question, TermsAccepted
from contributions import privacy as log
from contributions.models import Contribution
from tests.support import cast as stage

pytestmark = pytest.mark.django_db

#: what she wrote; of it nothing may be left in any row
CANARIES = ("Canary kestrel", "Canary plover", "Canary heron", "Canary wren")
PUBLISHED = "Canary sandpiper"


@pytest.fixture
def she(glass: Lab) -> Person:
    """An owner who said all there is to say, about her own challenges and another's."""
    she = stage.person(glass, "Owner", "owner")
    other = stage.person(glass, "Other owner", "owner")
    asked, answered, unpublished, draft = CANARIES
    published = opened(glass, she, PUBLISHED)
    theirs = opened(glass, other, "Whole panes")
    changed = Content({"en": Brief(PUBLISHED, unpublished)})
    actions.save_brief(challenge=published, content=changed, revision=published.revision, by=she)
    actions.begin_challenge(lab=glass, title=draft, language="en", by=she)
    actions.ask_question(challenge=theirs, text=asked, by=she)
    question = actions.ask_question(challenge=published, text="Who pays?", by=other)
    actions.answer_question(question=question, text=answered, by=she)
    actions.show_interest(challenge=theirs, by=she)
    actions.name_reader(challenge=theirs, person=she, by=other)
    said = queries.wording(theirs, "nl")._asdict()
    said.pop("lines")
    actions.accept_terms(challenge=theirs, by=she, **said)
    return she


def opened(lab: Lab, by: Person, title: str) -> Any:
    made = actions.begin_challenge(lab=lab, title=title, language="en", by=by)
    content = Content({"en": Brief(title, "Panes are broken.")})
    saved = actions.save_brief(challenge=made, content=content, revision=1, by=by)
    return actions.publish(challenge=saved, revision=saved.revision, by=by)


def left() -> set[str]:
    """Those of her words that stand in any row of the database."""
    said: set[str] = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = [bytes(v) if isinstance(v, memoryview) else v for row in cursor for v in row]
            text = " ".join(map(str, rows))
            said.update(one for one in (*CANARIES, PUBLISHED) if one in text)
    return said


def erase(person: Person, level: Any) -> int:
    log.erase(lab_stream(person.lab), person.hex, level, person.hex)
    return privacy.erase(person, level)


def about(person: Person) -> list[int]:
    lab = person.lab
    kinds = (Interest, NamedPerson, TermsAccepted)
    return [kind.objects.in_lab(lab).filter(person=person).count() for kind in kinds]


def test_to_unlink_changes_nothing_here(she: Person) -> None:
    assert erase(she, "unlink") == 0
    assert left() == {*CANARIES, PUBLISHED}
    assert about(she) == [1, 1, 1]


def test_to_blank_takes_what_she_wrote_and_leaves_what_was_published(she: Person) -> None:
    assert erase(she, "blank") == 4
    assert left() == {PUBLISHED}
    assert about(she) == [1, 1, 1]
    rows = Question.objects.in_lab(she.lab).order_by("asked_at")
    assert [(one.text, one.answer) for one in rows] == [("", ""), ("Who pays?", "")]


def test_to_remove_takes_what_shows_that_she_was_there(she: Person) -> None:
    assert erase(she, "remove") == 7
    assert left() == {PUBLISHED}
    assert about(she) == [0, 0, 0]
    assert privacy.collect(she)["terms_accepted"] == []


@pytest.mark.parametrize("level", ["blank", "remove"])
def test_asking_twice_changes_nothing_more(she: Person, level: Any) -> None:
    erase(she, level)
    before = Contribution.objects.count()
    assert privacy.erase(she, level) == 0
    assert Contribution.objects.count() == before
    [entry] = Contribution.objects.filter(verb="said_forgotten")
    assert not any(one in entry.facts for one in CANARIES)


def test_what_she_agreed_to_is_told_to_her(she: Person) -> None:
    [one] = privacy.collect(she)["terms_accepted"]
    assert (one["policy"], one["version"], one["language"]) == ("open", "2026-1", "nl")
    assert one["ended_at"] is None
