"""Who finds and reads a challenge, asks about it, and says that she would like to work on it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from accounts.models import Lab, Person
from challenges.privacy import collect
from contributions.models import Contribution
from tests.accounts.browser import Browser, code_of

from .test_writing import guest, owner, published, somebody, write

__all__ = ["guest", "owner"]

CANARY = "canarybird"


def titles(browser: Browser, query: str = "") -> list[str]:
    return [one["title"] for one in browser.get(f"/api/challenges{query}").json()]


def test_the_catalogue_is_searched_and_filtered(owner: Browser, guest: Browser) -> None:
    published(owner, "Whole panes", sector="glass", materials=["Bicycle inner tubes"])
    closed = published(owner, "The ten-year commuter", sector="cycling")
    owner.post(f"{closed}/state", {"state": "closed"})
    assert titles(guest) == ["The ten-year commuter", "Whole panes"]
    assert titles(guest, "?words=INNER%20tubes") == ["Whole panes"]
    assert titles(guest, "?words=tubes%20crane") == []
    assert titles(guest, "?sector=Cycling") == ["The ten-year commuter"]
    assert titles(guest, "?state=closed") == ["The ten-year commuter"]
    assert titles(guest, "?language=nl") == []
    assert len(titles(guest, "?language=en&words=&sector=")) == 2
    assert code_of(guest.get("/api/challenges?state=lost")) == "not_valid"


def test_a_public_one_is_read_without_coming_in(
    bicycles: Lab, owner: Browser, guest: Browser
) -> None:
    path = published(owner, audience="public")
    read = Browser().get(path).json()
    assert (read["title"], read["may_join_in"], read["may_write"]) == ("Whole panes", False, False)
    stranger = somebody(bicycles, "participant")
    assert stranger.get(path).status_code == 200
    assert titles(stranger) == []
    for tail, body in (("/questions", {"text": "?"}), ("/interest", {"interested": True})):
        assert code_of(Browser().post(path + tail, body)) == "not_joined"
        assert code_of(stranger.post(path + tail, body)) == "not_joined"
    assert code_of(Browser().get(f"{path}/questions")) == "not_joined"
    assert guest.get(path).json()["may_join_in"]


def test_one_for_named_people_is_for_them_only(glass: Lab, owner: Browser, guest: Browser) -> None:
    path = published(owner, audience="named")
    friend = somebody(glass, "participant", label="The sorter")
    assert [titles(one) for one in (guest, friend)] == [[], []]
    listed = {one["label"]: one for one in owner.get(f"{path}/readers").json()}
    named = owner.post(f"{path}/readers", {"person": listed["The sorter"]["id"], "named": True})
    assert [one["label"] for one in named.json() if one["named"]] == ["The sorter"]
    assert titles(friend) == ["Whole panes"]
    assert code_of(guest.get(path)) == "unknown_challenge"
    owner.post(f"{path}/readers", {"person": listed["The sorter"]["id"], "named": False})
    assert code_of(friend.get(path)) == "unknown_challenge"


def test_nobody_of_another_lab_is_named(bicycles: Lab, owner: Browser) -> None:
    path = published(owner, audience="named")
    somebody(bicycles, "participant")
    stranger = Person.objects.in_lab(bicycles).get()
    answer = owner.post(f"{path}/readers", {"person": stranger.hex, "named": True})
    assert code_of(answer) == "unknown_challenge"


def test_a_confidential_one_is_nowhere_but_with_its_people(
    glass: Lab, bicycles: Lab, owner: Browser, guest: Browser
) -> None:
    path = published(
        owner,
        f"{CANARY} title",
        problem=f"{CANARY} problem",
        ip_policy="nda",
        audience="public",
        sector=f"{CANARY}s",
    )
    owner.post(f"{path}/questions", {"text": f"{CANARY} question?"})
    public = published(owner, "Whole panes")
    others = [guest, somebody(glass, "observer"), somebody(bicycles, "facilitator"), Browser()]
    for other in others:
        for said in told(other, path):
            assert CANARY not in said
        assert titles_if_in(other, "?words=canarybird") == []
    assert guest.get(public).json()["questions"] == 0
    facilitator = somebody(glass, "facilitator")
    (line,) = facilitator.get("/api/challenges?words=canarybird").json()
    assert (line["title"], line["problem"]) == (f"{CANARY} title", "")
    assert titles(facilitator, "?words=problem") == []


def titles_if_in(browser: Browser, query: str) -> list[str]:
    answer = browser.get(f"/api/challenges{query}")
    return [one["title"] for one in answer.json()] if answer.status_code == 200 else []


def told(browser: Browser, path: str) -> list[str]:
    """Everything a browser is told when it tries all doors of a challenge."""
    tails = ("", "/draft", "/questions", "/versions", "/readers", "?language=nl")
    answers = [browser.get(path + tail) for tail in tails]
    answers += [browser.get("/api/challenges"), browser.get("/api/me"), browser.get("/api/boards")]
    answers += [
        browser.post(path + tail, body)
        for tail, body in (
            ("/questions", {"text": "?"}),
            ("/interest", {"interested": True}),
            ("/publish", {"revision": 1}),
            ("/state", {"state": "closed"}),
        )
    ]
    for answer in answers[: len(tails)] + answers[len(tails) + 3 :]:
        assert code_of(answer) in ("unknown_challenge", "not_joined")
    return [answer.content.decode() for answer in answers]


def test_each_opening_of_a_confidential_one_is_logged(glass: Lab, owner: Browser) -> None:
    path = published(owner, ip_policy="nda")
    before = openings()
    friend = somebody(glass, "participant", label="The sorter")
    (reader,) = [one for one in owner.get(f"{path}/readers").json() if one["label"] == "The sorter"]
    owner.post(f"{path}/readers", {"person": reader["id"], "named": True})
    assert friend.get(path).json()["ip_policy"] == "nda"
    friend.get(path)
    assert openings()[len(before) :] == [reader["id"], reader["id"]]
    open_one = published(owner, "Whole panes")
    friend.get(open_one)
    assert len(openings()) == len(before) + 2


def openings() -> list[str]:
    return [
        json.loads(one.facts)["person"]
        for one in Contribution.objects.filter(verb="brief_opened").order_by("seq")
    ]


@pytest.mark.parametrize(("terms", "audience"), [("nda", "lab"), ("open", "named")])
def test_a_board_tells_the_brief_only_to_whom_it_is_for(
    glass: Lab, owner: Browser, terms: str, audience: str
) -> None:
    path = published(owner, problem=CANARY, ip_policy=terms, audience=audience)
    facilitator = somebody(glass, "facilitator")
    about = {"title": "Panes", "mode": "open", "challenge": path.rpartition("/")[2]}
    board = facilitator.post("/api/boards", about).json()["id"]
    code = facilitator.post(f"/api/boards/{board}/code").json()["code"]
    newcomer = Browser()
    assert CANARY not in newcomer.post("/api/join/look", {"code": code}).content.decode()
    assert newcomer.join(code, label="The sorter").status_code == 200
    if terms == "nda":
        assert code_of(newcomer.get(f"/api/boards/{board}")) == "terms_first"
        asked = newcomer.get(f"/api/boards/{board}/terms").json()
        assert CANARY not in str(asked)
        shown = {name: asked[name] for name in ("policy", "version", "language")}
        assert newcomer.post(f"/api/boards/{board}/terms", shown).status_code == 200
    assert newcomer.get(f"/api/boards/{board}").json()["challenge"] is None
    (reader,) = [one for one in owner.get(f"{path}/readers").json() if one["label"] == "The sorter"]
    owner.post(f"{path}/readers", {"person": reader["id"], "named": True})
    assert newcomer.get(f"/api/boards/{board}").json()["challenge"]["problem"] == CANARY
    assert (reader["id"] in openings()) is (terms == "nda")


def test_a_question_and_its_answer_are_seen_by_every_team(
    glass: Lab, owner: Browser, guest: Browser
) -> None:
    path = published(owner)
    asked = guest.post(f"{path}/questions", {"text": "Who pays for the extra minutes?"})
    assert (asked.status_code, asked.json()["answer"]) == (201, "")
    answer = f"{path}/questions/{asked.json()['id']}/answer"
    assert code_of(guest.post(answer, {"text": "Me"})) == "role_missing"
    assert code_of(owner.post(answer, {"text": " "})) == "not_valid"
    assert owner.post(answer, {"text": "The contractor."}).status_code == 200
    (seen,) = somebody(glass, "participant").get(f"{path}/questions").json()
    assert (seen["answer"], seen["asked_by"], seen["answered_by"]) == (
        "The contractor.", "participant", "owner",
    )  # fmt: skip
    assert guest.get(path).json()["questions"] == 1
    elsewhere = published(owner, "Another")
    wrong = f"{elsewhere}/questions/{asked.json()['id']}/answer"
    assert code_of(owner.post(wrong, {"text": "x"})) == "unknown_question"


def test_interest_is_counted_once_for_each_person(owner: Browser, guest: Browser) -> None:
    path = published(owner)
    for _ in range(2):
        said = guest.post(f"{path}/interest", {"interested": True}).json()
        assert (said["interested"], said["is_interested"]) == (1, True)
    assert owner.get("/api/challenges").json()[0]["interested"] == 1
    assert not owner.get(path).json()["is_interested"]
    for _ in range(2):
        said = guest.post(f"{path}/interest", {"interested": False}).json()
        assert (said["interested"], said["is_interested"]) == (0, False)
    owner.post(f"{path}/state", {"state": "closed"})
    assert code_of(guest.post(f"{path}/interest", {"interested": True})) == "not_under_way"


def test_she_may_ask_what_is_kept_of_her(glass: Lab, owner: Browser, guest: Browser) -> None:
    path = published(owner)
    guest.post(f"{path}/interest", {"interested": True})
    asked = guest.post(f"{path}/questions", {"text": "Which panes?"}).json()
    owner.post(f"{path}/questions/{asked['id']}/answer", {"text": "Old ones."})
    people: dict[str, Any] = {one.label: collect(one) for one in Person.objects.in_lab(glass)}
    assert [one["text"] for one in people["participant"]["questions"]] == ["Which panes?"]
    assert len(people["participant"]["interests"]) == 1
    assert [one["text"] for one in people["owner"]["answers"]] == ["Old ones."]
    assert len(people["owner"]["challenges"]) == 1


def test_the_reader_sees_her_language_first(glass: Lab, owner: Browser) -> None:
    path = published(owner)
    texts = {
        "en": {"title": "Whole panes", "problem": "Broken."},
        "nl": {"title": "Hele ruiten", "problem": "Stuk."},
    }
    saved = write(owner, path, texts=texts).json()
    owner.post(f"{path}/publish", {"revision": saved["revision"]})
    read = somebody(glass, "participant", "nl").get(path).json()
    assert (read["title"], sorted(read["languages"])) == ("Hele ruiten", ["en", "nl"])
