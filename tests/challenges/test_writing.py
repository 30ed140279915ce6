"""A challenge is written, published, moved on and answered: by whom, when, and what is kept."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.actions import Newcomer, enrol, make_join_code, start_lab
from accounts.errors import OtherLab, RoleMissing
from accounts.models import Lab, Person
from challenges import actions, states
from challenges.briefs import Brief, Content, Criterion, changes, missing, tidy
from challenges.errors import BriefChanged, BriefIncomplete, NothingToPublish, StateNotNext
from challenges.models import Challenge
from contributions.models import Contribution
from tests.accounts.browser import ORIGIN, Browser, code_of


@pytest.fixture
def owner(glass: Lab) -> Browser:
    return somebody(glass, "owner")


@pytest.fixture
def guest(glass: Lab) -> Browser:
    return somebody(glass, "participant")


def somebody(lab: Lab, role: str, language: str = "en", label: str = "") -> Browser:
    code = make_join_code(lab=lab, kind="lab", target=lab.hex, role=role, by=None)
    browser = Browser(language=language)
    assert browser.join(code.code, label=label or role).status_code == 200
    return browser


def patch(browser: Browser, path: str, body: Any) -> Any:
    headers = {"x-csrftoken": browser.client.cookies["csrftoken"].value, "origin": ORIGIN}
    return browser.client.patch(path, body, content_type="application/json", headers=headers)


def begun(owner: Browser, title: str = "Whole panes") -> str:
    answer = owner.post("/api/challenges", {"title": title, "language": "en"})
    assert answer.status_code == 201, answer.content
    return f"/api/challenges/{answer.json()['id']}"


def write(owner: Browser, path: str, **fields: Any) -> Any:
    """Save these fields of the English brief, or of the whole where the content has them."""
    draft = owner.get(f"{path}/draft").json()
    content = draft["content"]
    for name, value in fields.items():
        place = content if name in content else content["texts"]["en"]
        place[name] = value
    return patch(owner, f"{path}/draft", {"revision": draft["revision"], "content": content})


def published(owner: Browser, title: str = "Whole panes", **fields: Any) -> str:
    path = begun(owner, title)
    saved = write(owner, path, **({"problem": "Panes are broken on site."} | fields))
    answer = owner.post(f"{path}/publish", {"revision": saved.json()["revision"]})
    assert answer.status_code == 200, answer.content
    return path


def test_it_begins_with_a_title_and_is_published_when_it_says_the_problem(
    owner: Browser, guest: Browser
) -> None:
    path = begun(owner)
    draft = owner.get(f"{path}/draft").json()
    assert (draft["state"], draft["missing"], draft["version"]) == ("draft", ["problem.en"], 0)
    refused = owner.post(f"{path}/publish", {"revision": draft["revision"]})
    assert code_of(refused) == "brief_incomplete"
    saved = write(owner, path, problem="Panes are broken.", constraints=["No crane ", "", "Safe"])
    assert saved.json()["missing"] == []
    assert code_of(guest.get(path)) == "unknown_challenge"
    done = owner.post(f"{path}/publish", {"revision": saved.json()["revision"]}).json()
    assert (done["state"], done["version"], done["changed"]) == ("open", 1, False)
    read = guest.get(path).json()
    assert (read["title"], read["constraints"]) == ("Whole panes", ["No crane", "Safe"])
    assert (read["may_write"], read["may_join_in"]) == (False, True)


def test_a_language_that_was_begun_has_to_be_complete(owner: Browser) -> None:
    path = begun(owner)
    texts = {
        "en": {"title": "Whole panes", "problem": "Broken."},
        "nl": {"title": "", "problem": "Stuk."},
    }
    saved = write(owner, path, texts=texts).json()
    assert saved["missing"] == ["title.nl"]
    refused = owner.post(f"{path}/publish", {"revision": saved["revision"]})
    assert code_of(refused) == "brief_incomplete"


def test_changes_are_read_once_they_are_published_and_every_version_is_kept(
    owner: Browser, guest: Browser
) -> None:
    path = published(owner)
    saved = write(owner, path, problem="Panes are broken and mixed.").json()
    assert saved["changed"]
    assert guest.get(path).json()["problem"] == "Panes are broken on site."
    owner.post(f"{path}/publish", {"revision": saved["revision"]})
    assert guest.get(path).json()["problem"] == "Panes are broken and mixed."
    second, first = owner.get(f"{path}/versions").json()
    assert (second["number"], second["changed"], second["by"]) == (2, ["problem.en"], "owner")
    assert first["content"]["texts"]["en"]["problem"] == "Panes are broken on site."
    again = owner.get(f"{path}/draft").json()
    refused = owner.post(f"{path}/publish", {"revision": again["revision"]})
    assert code_of(refused) == "nothing_to_publish"


def test_who_writes_upon_an_older_revision_is_told_and_loses_nothing(
    glass: Lab, owner: Browser
) -> None:
    path = begun(owner)
    helper = somebody(glass, "facilitator")
    old = owner.get(f"{path}/draft").json()
    newer = write(helper, path, context="Since the 19th century.").json()
    old["content"]["texts"]["en"]["problem"] = "Mine"
    said = {"revision": old["revision"], "content": old["content"]}
    refused = patch(owner, f"{path}/draft", said)
    assert (refused.status_code, code_of(refused)) == (409, "brief_changed")
    assert refused.json()["details"] == {"revision": newer["revision"]}
    kept = owner.get(f"{path}/draft").json()["content"]["texts"]["en"]
    assert (kept["context"], kept["problem"]) == ("Since the 19th century.", "")


def test_saving_says_which_fields_and_keeps_their_words_apart(owner: Browser) -> None:
    path = begun(owner)
    write(owner, path, problem="A canary in the mine", sector="glass")
    entry = Contribution.objects.get(verb="brief_edited")
    assert '"fields":["problem.en","sector"]' in entry.facts
    assert "canary" not in entry.facts
    write(owner, path, problem="A canary in the mine")
    assert Contribution.objects.filter(verb="brief_edited").count() == 1


def test_criteria_are_entered_once_and_read_in_each_language(glass: Lab, owner: Browser) -> None:
    names = {"en": "Can be tried in eight weeks", "nl": "Te proberen in acht weken"}
    path = published(owner, criteria=[{"id": "a" * 32, "names": names}])
    assert owner.get(path).json()["criteria"] == [names["en"]]
    texts = owner.get(f"{path}/draft").json()["content"]["texts"]
    both = texts | {"nl": texts["en"] | {"title": "Hele ruiten"}}
    saved = write(owner, path, texts=both).json()
    owner.post(f"{path}/publish", {"revision": saved["revision"]})
    dutch = somebody(glass, "participant", "nl")
    assert dutch.get(path).json()["criteria"] == [names["nl"]]
    assert dutch.get(f"{path}?language=en").json()["title"] == "Whole panes"


@pytest.mark.parametrize(
    "fields",
    [
        {"texts": {}},
        {"texts": {"fr": {"title": "x", "problem": "y"}}},
        {"texts": {"en": {"title": 5, "problem": "y"}}},
        {"texts": {"en": {"title": "x" * 161, "problem": "y"}}},
        {"texts": {"en": {"title": "x", "problem": "y", "users": ["x"] * 41}}},
        {"texts": {"en": {"title": "x", "problem": "y", "price": "z"}}},
        {"ip_policy": "mine"},
        {"audience": "everybody"},
        {"criteria": [{"id": "1", "names": {}}]},
        {"sector": "\x00"},
    ],
)
def test_what_has_another_form_is_not_saved(owner: Browser, fields: Any) -> None:
    path = begun(owner)
    assert code_of(write(owner, path, **fields)) == "not_valid"


def test_states_are_walked_in_order_and_the_answer_ends_it(owner: Browser, guest: Browser) -> None:
    path = published(owner)

    def move(state: str) -> Any:
        return owner.post(f"{path}/state", {"state": state})

    assert code_of(owner.post(f"{path}/decision", {"texts": {"en": "Yes"}})) == "state_not_next"
    assert move("in_session").json()["next"] == ["open", "closed"]
    assert code_of(move("answered")) == "state_not_next"
    assert move("closed").json()["state"] == "closed"
    assert code_of(guest.post(f"{path}/questions", {"text": "Late?"})) == "not_under_way"
    assert code_of(owner.post(f"{path}/decision", {"texts": {"en": " "}})) == "brief_incomplete"
    said = {"texts": {"en": "We try the kit.", "nl": "We proberen de kit."}}
    assert owner.post(f"{path}/decision", said).json()["state"] == "answered"
    assert guest.get(path).json()["decision"] == "We try the kit."
    assert code_of(move("open")) == "state_not_next"
    assert code_of(write(owner, path, problem="Another one")) == "brief_is_history"


def test_a_state_leads_only_where_the_table_says() -> None:
    assert set(states.NEXT) == set(Challenge.State.values)
    assert {then for after in states.NEXT.values() for then in after} <= set(states.NEXT)
    ways = {
        (now, then) for now in states.NEXT for then in states.NEXT if states.may_become(now, then)
    }
    assert len(ways) == 7
    assert not any(then == "draft" for _, then in ways)
    assert not states.may_be_edited("answered")


WRITING = [
    ("get", "/draft", None),
    ("patch", "/draft", {"revision": 1, "content": {}}),
    ("post", "/publish", {"revision": 1}),
    ("post", "/state", {"state": "closed"}),
    ("post", "/decision", {"texts": {"en": "x"}}),
    ("get", "/versions", None),
    ("get", "/readers", None),
    ("post", "/readers", {"person": "0" * 32, "named": True}),
]


@pytest.mark.parametrize(("method", "tail", "body"), WRITING)
def test_only_its_owner_and_facilitators_write_it(
    glass: Lab, bicycles: Lab, owner: Browser, method: str, tail: str, body: Any
) -> None:
    path = published(owner)
    for role in ("participant", "observer", "evaluator", "owner"):
        other = somebody(glass, role)
        assert code_of(asked(other, method, path + tail, body)) == "role_missing", role
    assert code_of(asked(Browser(), method, path + tail, body)) == "not_joined"
    stranger = somebody(bicycles, "facilitator")
    assert code_of(asked(stranger, method, path + tail, body)) == "unknown_challenge"
    assert code_of(asked(owner, method, "/api/challenges/" + "0" * 32 + tail, body)) == (
        "unknown_challenge"
    )
    helper = asked(somebody(glass, "facilitator"), method, path + tail, body)
    assert helper.status_code == 200 or code_of(helper) != "role_missing"


def asked(browser: Browser, method: str, path: str, body: Any) -> Any:
    if method == "get":
        return browser.get(path)
    browser.get("/")
    return patch(browser, path, body) if method == "patch" else browser.post(path, body)


@pytest.mark.parametrize("role", ["participant", "observer", "evaluator"])
def test_who_brings_no_challenges_begins_none(glass: Lab, role: str) -> None:
    other = somebody(glass, role)
    answer = other.post("/api/challenges", {"title": "Mine", "language": "en"})
    assert code_of(answer) == "role_missing"


def test_actions_ask_for_rights_themselves(glass: Lab, bicycles: Lab) -> None:
    bringer = enrol(lab=glass, who=Newcomer("The producer"), role="owner")
    visitor = enrol(lab=glass, who=Newcomer("Visitor"), role="participant")
    stranger = enrol(lab=bicycles, who=Newcomer("Stranger"), role="administrator")
    one = actions.begin_challenge(lab=glass, title="Panes", language="en", by=bringer)
    content = Content({"en": Brief("Panes", "Broken")})
    for person, refusal in ((visitor, RoleMissing), (stranger, OtherLab)):
        refused_everything(one, content, person, refusal)
    with pytest.raises(BriefChanged):
        actions.save_brief(challenge=one, content=content, revision=9, by=bringer)
    with pytest.raises(BriefIncomplete):
        actions.publish(challenge=one, revision=1, by=bringer)
    saved = actions.save_brief(challenge=one, content=content, revision=1, by=bringer)
    done = actions.publish(challenge=one, revision=saved.revision, by=bringer)
    with pytest.raises(NothingToPublish):
        actions.publish(challenge=one, revision=done.revision, by=bringer)
    with pytest.raises(StateNotNext):
        actions.move_challenge(challenge=one, state="answered", by=bringer)


def refused_everything(
    one: Challenge, content: Content, by: Person, refusal: type[Exception]
) -> None:
    for attempt in (
        lambda: actions.save_brief(challenge=one, content=content, revision=1, by=by),
        lambda: actions.publish(challenge=one, revision=1, by=by),
        lambda: actions.move_challenge(challenge=one, state="closed", by=by),
        lambda: actions.answer_challenge(challenge=one, texts={"en": "x"}, by=by),
        lambda: actions.name_reader(challenge=one, person=by, by=by),
        lambda: actions.unname_reader(challenge=one, person=by, by=by),
    ):
        with pytest.raises(refusal):
            attempt()


def test_what_is_published_is_tidy_and_differences_are_told_by_field() -> None:
    rough = Content(
        {"en": Brief(" Panes ", "Broken\n", users=[" sorter", ""]), "nl": Brief("", " ")},
        criteria=[Criterion("a" * 32, {"en": " Safe "}), Criterion("b" * 32, {"en": " "})],
    )
    neat = tidy(rough)
    assert neat.texts == {"en": Brief("Panes", "Broken", users=["sorter"])}
    assert [one.names for one in neat.criteria] == [{"en": "Safe"}]
    assert missing(rough) == []
    assert missing(Content({"nl": Brief("", "")})) == ["title.nl", "problem.nl"]
    assert changes(neat, neat) == {}
    assert changes(neat, Content({"en": Brief("Panes", "Whole")})) == {
        f"criterion.en.{'a' * 32}": "",
        "problem.en": "Whole",
        "users.en": [],
    }


def test_labs_may_have_challenges_of_one_name(glass: Lab) -> None:
    other = start_lab(name="Second", languages=["en"])
    for lab in (glass, glass, other):
        bringer = enrol(lab=lab, who=Newcomer("Somebody"), role="owner")
        actions.begin_challenge(lab=lab, title="Panes", language="en", by=bringer)
    assert Challenge.objects.across_labs().count() == 3
