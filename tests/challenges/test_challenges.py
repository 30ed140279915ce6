"""A challenge is posted, opened, and read by who may read it, in her language."""

from __future__ import annotations

import json

import pytest

from accounts.actions import Newcomer, enrol, make_join_code, start_lab
from accounts.errors import OtherLab, RoleMissing
from accounts.models import Lab, Person
from challenges import queries
from challenges.actions import open_challenge, post_challenge
from challenges.briefs import Brief
from challenges.errors import BriefIncomplete, ChallengeNotOpen, SlugTaken, UnknownChallenge
from challenges.models import Challenge
from challenges.privacy import collect
from contributions.models import Contribution, Words
from tests.accounts.browser import Browser, code_of

ENGLISH = Brief("Whole panes", "Panes are broken on site.", users=["glass sorter"])
DUTCH = Brief("Hele ruiten", "Ruiten worden stukgeslagen.", users=["glassorteerder"])


@pytest.fixture
def glass(db: None) -> Lab:
    return start_lab(name="Glass lab", languages=["en", "nl"])


@pytest.fixture
def owner(glass: Lab) -> Person:
    return enrol(lab=glass, who=Newcomer("The producer"), role="owner")


def post(glass: Lab, owner: Person | None, slug: str = "panes", terms: str = "open") -> Challenge:
    texts = {"en": ENGLISH, "nl": DUTCH}
    return post_challenge(
        lab=glass, slug=slug, texts=texts, ip_policy=terms, by=owner, owner=owner, sector="glass"
    )


def participant(lab: Lab, language: str = "en") -> Browser:
    code = make_join_code(lab=lab, kind="lab", target=lab.hex, role="participant", by=None)
    browser = Browser(language=language)
    assert browser.join(code.code).status_code == 200
    return browser


def test_posting_and_opening_is_in_the_log(glass: Lab, owner: Person) -> None:
    challenge = post(glass, owner)
    open_challenge(challenge=challenge, by=owner)
    entries = Contribution.objects.filter(verb__startswith="challenge_").order_by("seq")
    posted, published, opened = entries
    assert json.loads(posted.facts) == {
        "challenge": challenge.hex,
        "owner": owner.hex,
        "ip_policy": "open",
    }
    assert json.loads(opened.facts) == {"challenge": challenge.hex}
    assert json.loads(published.facts)["version"] == 1
    words = Words.objects.get(stream=posted.stream, seq=posted.seq)
    assert json.loads(bytes(words.bytes))["texts"]["nl"]["title"] == "Hele ruiten"
    assert (posted.actor, opened.actor) == (owner.actor, owner.actor)


def test_participants_read_it_once_it_is_open(glass: Lab, owner: Person) -> None:
    challenge = post(glass, owner)
    reader = participant(glass)
    assert reader.get("/api/challenges").json() == []
    assert code_of(reader.get(f"/api/challenges/{challenge.hex}")) == "unknown_challenge"
    open_challenge(challenge=challenge, by=owner)
    (line,) = reader.get("/api/challenges").json()
    assert (line["title"], line["language"], line["state"]) == ("Whole panes", "en", "open")
    whole = reader.get(f"/api/challenges/{challenge.hex}").json()
    assert whole["users"] == ["glass sorter"]
    assert whole["ip_policy"] == "open"


def test_it_comes_in_the_readers_language(glass: Lab, owner: Person) -> None:
    challenge = post(glass, owner)
    open_challenge(challenge=challenge, by=owner)
    whole = participant(glass, "nl").get(f"/api/challenges/{challenge.hex}").json()
    assert (whole["language"], whole["title"]) == ("nl", "Hele ruiten")
    assert queries.brief(challenge, "fr").title == "Whole panes"


def test_confidential_ones_are_in_no_list(glass: Lab, owner: Person) -> None:
    challenge = post(glass, owner, terms="nda")
    open_challenge(challenge=challenge, by=owner)
    reader = participant(glass)
    assert reader.get("/api/challenges").json() == []
    assert code_of(reader.get(f"/api/challenges/{challenge.hex}")) == "unknown_challenge"
    assert queries.readable(owner) == [challenge]


def test_another_lab_does_not_know_of_it(glass: Lab, owner: Person) -> None:
    challenge = post(glass, owner)
    open_challenge(challenge=challenge, by=owner)
    other = start_lab(name="Bicycle lab", languages=["nl"])
    stranger = participant(other)
    assert stranger.get("/api/challenges").json() == []
    assert code_of(stranger.get(f"/api/challenges/{challenge.hex}")) == "unknown_challenge"
    assert code_of(Browser().get(f"/api/challenges/{challenge.hex}")) == "not_joined"
    engineer = enrol(lab=other, who=Newcomer("Frame engineer"), role="owner")
    with pytest.raises(OtherLab):
        open_challenge(challenge=challenge, by=engineer)
    with pytest.raises(UnknownChallenge):
        queries.readable_one(engineer, challenge.pk)


def test_what_is_refused(glass: Lab, owner: Person) -> None:
    challenge = post(glass, owner)
    with pytest.raises(SlugTaken):
        post(glass, owner)
    with pytest.raises(BriefIncomplete):
        post_challenge(lab=glass, slug="x", texts={"en": Brief("", "")}, ip_policy="open", by=owner)
    visitor = enrol(lab=glass, who=Newcomer("Visitor"), role="participant")
    with pytest.raises(RoleMissing):
        post(glass, visitor, "mine")
    with pytest.raises(RoleMissing):
        open_challenge(challenge=challenge, by=visitor)
    open_challenge(challenge=challenge, by=owner)
    with pytest.raises(ChallengeNotOpen):
        open_challenge(challenge=challenge, by=owner)


def test_an_owner_may_ask_what_is_hers(glass: Lab, owner: Person) -> None:
    challenge = post(glass, owner)
    assert [one["id"] for one in collect(owner)["challenges"]] == [challenge.hex]
