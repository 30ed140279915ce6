"""A person comes in with a code and a name: no account, no e-mail."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from accounts import queries
from accounts.actions import make_join_code, revoke_join_code
from accounts.errors import RoleMissing, RoleNotByCode
from accounts.models import Consent, JoinCode, Lab, Person, Role
from common import clock
from contributions import guard
from contributions.models import Contribution

from .browser import Browser, code_of


def test_the_code_shows_what_is_joined_before_any_name_is_given(door: JoinCode) -> None:
    seen = Browser().post("/api/join/look", {"code": door.code}).json()
    assert seen["lab"]["name"] == "Glass lab"
    assert seen["lab"]["controller"] == "The glass museum."
    assert seen["target"] == {"kind": "lab", "title": "Glass lab", "brief": "", "mode": ""}
    assert seen["me"] is None
    assert [(one["purpose"], one["required"]) for one in seen["consents"]] == [
        ("taking_part", True),
        ("research", False),
        ("photo", False),
    ]


def test_the_texts_come_in_the_visitors_language(door: JoinCode) -> None:
    seen = Browser(language="nl-BE,nl;q=0.9").post("/api/join/look", {"code": door.code}).json()
    assert seen["consents"][0]["text"].startswith("Ik doe mee.")


def test_a_code_is_read_as_people_write_it(door: JoinCode) -> None:
    typed = f" {door.code[:4].lower()}-{door.code[4:].lower()} ".replace("0", "o").replace("1", "l")
    assert Browser().post("/api/join/look", {"code": typed}).status_code == 200


def test_joining_makes_a_person_on_this_device(glass: Lab, door: JoinCode) -> None:
    browser = Browser()
    answer = browser.join(door.code, label="  Rosa \u202e Peeters ", languages=["nl", "fr"])
    assert answer.status_code == 200
    assert answer.json()["path"] == "/"
    person = Person.objects.in_lab(glass).get()
    assert (person.label, person.languages) == ("Rosa Peeters", ["nl", "fr"])
    assert answer.json()["person"] == {
        "id": person.hex,
        "label": "Rosa Peeters",
        "language": "en",
        "roles": ["participant"],
    }
    assert browser.get("/api/me").json()["person"]["id"] == person.hex
    assert browser.get("/api/lab").json()["name"] == "Glass lab"
    assert queries.person_from_cookies(browser.cookies(), glass.hex) == person


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(door: JoinCode) -> None:
    cookie = Browser().join(door.code).cookies["livelab_device"]
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"
    assert len(cookie.value) >= 43  # 256 bits


def test_nobody_joins_without_agreeing(glass: Lab, door: JoinCode) -> None:
    answer = Browser().join(door.code, consents=["research"])
    assert code_of(answer) == "consent_missing"
    assert not Person.objects.in_lab(glass).exists()


@pytest.mark.parametrize("label", ["", "   ", "\u200b\u202e", "...", "\u0300\u0301"])
def test_nobody_joins_without_a_name(glass: Lab, door: JoinCode, label: str) -> None:
    assert code_of(Browser().join(door.code, label=label)) == "label_missing"
    assert not Person.objects.in_lab(glass).exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("label", "x" * 61),
        ("label", 7),
        ("label", None),
        ("label", ["Rosa"]),
        ("language", "tlh"),
        ("languages", ["nl"] * 9),
        ("languages", ["Dutch!"]),
        ("consents", ["everything"]),
        ("discipline", "d" * 61),
        ("organisation", "o" * 121),
        ("role", "facilitator"),
        ("id", "0" * 32),
    ],
)
def test_what_does_not_fit_is_refused_by_name(
    glass: Lab, door: JoinCode, field: str, value: Any
) -> None:
    answer = Browser().join(door.code, **{field: value})
    assert code_of(answer) == "not_valid"
    assert field in {name.split(".")[0] for name in answer.json()["details"]["fields"]}
    assert not Person.objects.in_lab(glass).exists()


def test_a_number_is_no_code(door: JoinCode) -> None:
    assert code_of(Browser().post("/api/join/look", {"code": 12345678})) == "not_valid"


def test_the_second_code_finds_the_same_person(glass: Lab, door: JoinCode) -> None:
    browser = Browser()
    first = browser.join(door.code, label="Rosa").json()
    assert browser.post("/api/join/look", {"code": door.code}).json()["me"]["label"] == "Rosa"
    for label in ("Rosa", ""):
        again = browser.join(door.code, label=label).json()
        assert again["person"] == first["person"]
        assert again["resume_code"] is None
    assert Person.objects.in_lab(glass).count() == 1


def test_somebody_else_at_the_same_tablet_is_somebody_else(glass: Lab, door: JoinCode) -> None:
    browser = Browser()
    rosa = browser.join(door.code, label="Rosa").json()["person"]["id"]
    jan = browser.join(door.code, label="Jan").json()["person"]["id"]
    assert rosa != jan
    assert browser.get("/api/me").json()["person"]["id"] == jan


def test_one_browser_is_somebody_in_each_lab(
    glass: Lab, bicycles: Lab, door: JoinCode, other_door: JoinCode
) -> None:
    browser = Browser()
    rosa = browser.join(door.code, label="Rosa").json()["person"]["id"]
    driver = browser.join(other_door.code, label="Rider").json()["person"]["id"]
    assert browser.get("/api/me").json()["person"]["id"] == driver
    assert browser.get(f"/api/me?lab={glass.hex}").json()["person"]["id"] == rosa
    assert browser.get(f"/api/me?lab={bicycles.hex}").json()["person"]["id"] == driver
    assert browser.get("/api/me?lab=nonsense").json()["person"] is None


def test_a_planted_cookie_is_not_taken_over(glass: Lab, door: JoinCode) -> None:
    victim = Browser()
    victim.client.cookies["livelab_device"] = "a" * 43
    victim.join(door.code)
    assert "a" * 43 not in victim.cookies()["livelab_device"]


def test_expired_and_withdrawn_codes_answer_like_wrong_ones(glass: Lab, door: JoinCode) -> None:
    wrong = Browser().post("/api/join/look", {"code": "ZZZZZZZZ"})
    with time_machine.travel(clock.now() + timedelta(days=3), tick=False):
        expired = Browser().post("/api/join/look", {"code": door.code})
    revoke_join_code(join_code=door, by=None)
    withdrawn = Browser().join(door.code)
    assert [(one.status_code, one.json()) for one in (wrong, expired, withdrawn)] == [
        (404, wrong.json())
    ] * 3
    assert code_of(wrong) == "code_unknown"


def test_only_facilitators_make_codes_and_no_code_makes_an_administrator(
    glass: Lab, facilitator: Person, door: JoinCode
) -> None:
    Browser().join(door.code)
    participant = Person.objects.in_lab(glass).get(label="Rosa")
    wanted: Any = {"lab": glass, "kind": "lab", "target": glass.hex}
    with pytest.raises(RoleMissing):
        make_join_code(**wanted, role="participant", by=participant)
    with pytest.raises(RoleNotByCode):
        make_join_code(**wanted, role="administrator", by=facilitator)
    made = make_join_code(**wanted, role="observer", by=facilitator)
    assert Browser().join(made.code, label="Watcher").json()["person"]["roles"] == ["observer"]


def test_a_second_code_adds_its_role(glass: Lab, facilitator: Person, door: JoinCode) -> None:
    browser = Browser()
    browser.join(door.code)
    more = make_join_code(
        lab=glass, kind="lab", target=glass.hex, role="facilitator", by=facilitator
    )
    answer = browser.join(more.code)
    assert answer.json()["person"]["roles"] == ["facilitator", "participant"]
    assert Role.objects.in_lab(glass).filter(role="participant").count() == 1


def test_the_log_says_who_came_in_and_not_by_what_name(glass: Lab, door: JoinCode) -> None:
    person = Browser().join(door.code).json()["person"]["id"]
    entries = Contribution.objects.filter(actor=person).order_by("seq")
    assert [entry.verb for entry in entries] == [
        "person_joined",
        "consent_given",
        "resume_code_renewed",
        "role_given",
    ]
    assert json.loads(entries[0].facts) == {"person": person, "code": door.hex}
    assert Consent.objects.in_lab(glass).get().version == "2026-1"


def test_what_no_app_claims_cannot_be_joined(glass: Lab, door: JoinCode) -> None:
    door.kind = "gone"  # its app was taken out of the installation
    with guard.lifted("tests"):
        door.save()
    assert code_of(Browser().post("/api/join/look", {"code": door.code})) == "nothing_to_join"
