"""An administrator looks after the lab's people; facilitators read; nobody else sees the list."""

from __future__ import annotations

from typing import Any

import pytest

from accounts import finding
from accounts.actions import (
    Newcomer,
    enrol,
    make_first_link,
    make_join_code,
    remove_person,
    withdraw_consent,
)
from accounts.models import Lab, Person, User
from contributions.models import Contribution

from .browser import Browser, code_of
from .test_the_first_administrator import PASSWORD, claim


def host_of(lab: Lab) -> Browser:
    """The administrator, logged in."""
    browser = Browser()
    said = {"email": f"host-{lab.slug}@glass.example"}
    assert claim(make_first_link(lab=lab), browser, **said).status_code == 200
    return browser


def guest_of(lab: Lab, label: str = "Rosa", role: str = "participant", **said: Any) -> Browser:
    code = make_join_code(lab=lab, kind="lab", target=lab.hex, role=role, by=None)
    browser = Browser()
    assert browser.join(code.code, label=label, **said).status_code == 200
    return browser


def path_of(label: str) -> str:
    return f"/api/people/{Person.objects.across_labs().get(label=label).hex}"


def names(browser: Browser, query: str = "") -> list[str]:
    return [one["label"] for one in browser.get(f"/api/people{query}").json()["people"]]


@pytest.fixture
def host(glass: Lab) -> Browser:
    return host_of(glass)


def test_the_list_is_searched_and_filtered(glass: Lab, host: Browser) -> None:
    guest_of(glass, "Élodie", discipline="maker", organisation="Repair café")
    guest_of(glass, "Bram", role="owner", discipline="technical")
    assert names(host) == ["Bram", "Élodie", "Host"]
    assert names(host, "?words=elod") == ["Élodie"]
    assert names(host, "?words=CAFE%20repair") == ["Élodie"]
    assert names(host, "?role=owner") == ["Bram"]
    assert names(host, "?discipline=maker") == ["Élodie"]
    assert names(host, "?organisation=Repair%20caf%C3%A9") == ["Élodie"]
    assert names(host, "?stay=gone") == []
    answer = host.get("/api/people?words=nobody").json()
    assert (answer["total"], answer["people"]) == (0, [])
    assert answer["disciplines"] == ["maker", "technical"]
    assert code_of(host.get("/api/people?role=emperor")) == "not_valid"
    assert code_of(host.get("/api/people?page=0")) == "not_valid"
    assert code_of(host.get("/api/people?colour=red")) == "not_valid"


def test_many_people_come_in_pages(glass: Lab, host: Browser) -> None:
    for number in range(finding.PAGE + 5):
        enrol(lab=glass, who=Newcomer(f"Guest {number:03}"), role="participant")
    first = host.get("/api/people").json()
    assert (first["total"], len(first["people"])) == (finding.PAGE + 6, finding.PAGE)
    second = names(host, "?page=2")
    assert second[-1] == "Host"
    assert not set(second) & {one["label"] for one in first["people"]}
    assert names(host, "?page=9") == []


def test_a_role_is_given_and_ended_and_both_are_remembered(glass: Lab, host: Browser) -> None:
    rosa = guest_of(glass)
    path = path_of("Rosa")
    given = host.post(f"{path}/roles", {"role": "facilitator", "held": True}).json()
    assert given["person"]["roles"] == ["facilitator", "participant"]
    assert rosa.get("/api/people").status_code == 200
    ended = host.post(f"{path}/roles", {"role": "facilitator", "held": False}).json()
    assert ended["person"]["roles"] == ["participant"]
    held = {one["role"]: one["ended_at"] is None for one in ended["roles_held"]}
    assert held == {"facilitator": False, "participant": True}
    assert code_of(rosa.get("/api/people")) == "role_missing"
    verbs = list(Contribution.objects.values_list("verb", flat=True))
    assert verbs.count("role_ended") == 1


def test_somebody_is_called_something_else(glass: Lab, host: Browser) -> None:
    rosa = guest_of(glass)
    path = path_of("Rosa")
    assert host.post(f"{path}/name", {"label": " Glass \u202eartist "}).status_code == 200
    assert rosa.get("/api/me").json()["person"]["label"] == "Glass artist"
    assert code_of(host.post(f"{path}/name", {"label": "\u200b"})) == "not_valid"


def test_a_stay_is_ended_and_begun_again(glass: Lab, host: Browser) -> None:
    rosa = guest_of(glass)
    host.post(f"{path_of('Rosa')}/roles", {"role": "owner", "held": True})
    path = path_of("Rosa")
    gone = host.post(f"{path}/stay", {"here": False}).json()
    assert gone["person"]["left_at"] is not None
    assert gone["person"]["roles"] == []
    assert rosa.get("/api/me").json()["person"] is None
    assert (names(host), names(host, "?stay=gone")) == (["Host"], ["Rosa"])
    for tail, body in (("/roles", {"role": "owner", "held": True}), ("/code", {})):
        assert code_of(host.post(f"{path}{tail}", body)) == "gone_from_lab"
    again = host.post(f"{path}/stay", {"here": True}).json()
    assert again["person"]["roles"] == ["participant"]
    assert rosa.get("/api/me").json()["person"] is None
    code = host.post(f"{path}/code").json()["resume_code"]
    assert Browser().post("/api/resume", {"code": code}).json()["person"]["label"] == "Rosa"


def test_who_took_back_her_consent_is_not_brought_back(glass: Lab, host: Browser) -> None:
    guest_of(glass)
    person = Person.objects.across_labs().get(label="Rosa")
    withdraw_consent(person=person, purpose="taking_part")
    answer = host.post(f"{path_of('Rosa')}/stay", {"here": True})
    assert code_of(answer) == "consent_taken_back"


def test_a_login_that_came_in_anew_is_not_brought_back_beside_itself(
    glass: Lab, host: Browser
) -> None:
    second = Browser()
    said = {"email": "second@glass.example", "label": "Second"}
    claim(make_first_link(lab=glass), second, **said)
    path = path_of("Second")
    remove_person(person=Person.objects.across_labs().get(label="Second"), by=None)
    claim(make_first_link(lab=glass), second, **(said | {"label": "Second again"}))
    assert code_of(host.post(f"{path}/stay", {"here": True})) == "in_already"


def test_the_last_administrator_neither_goes_nor_ends_her_role(host: Browser) -> None:
    path = path_of("Host")
    assert code_of(host.post(f"{path}/stay", {"here": False})) == "last_administrator"
    ending = {"role": "administrator", "held": False}
    assert code_of(host.post(f"{path}/roles", ending)) == "last_administrator"
    dutch = Browser(language="nl")
    dutch.client.cookies = host.client.cookies
    answer = dutch.post(f"{path}/stay", {"here": False})
    assert answer.json()["message"].startswith("Een lab heeft een beheerder nodig")


def test_all_devices_of_a_guest_end(glass: Lab, host: Browser) -> None:
    door = make_join_code(lab=glass, kind="lab", target=glass.hex, role="participant", by=None)
    rosa = Browser()
    code = rosa.join(door.code).json()["resume_code"]
    path = path_of("Rosa")
    assert len(host.get(path).json()["devices"]) == 1
    assert host.post(f"{path}/devices/end").json()["devices"] == []
    assert rosa.get("/api/me").json()["person"] is None
    assert code_of(Browser().post("/api/resume", {"code": code})) == "code_unknown"


def test_a_log_in_is_signed_out_everywhere_and_may_sign_in_again(host: Browser) -> None:
    elsewhere = Browser()
    said = {"name": User.objects.get().name, "password": PASSWORD}
    elsewhere.post("/api/login", said)
    assert host.post(f"{path_of('Host')}/devices/end").status_code == 200
    for browser in (host, elsewhere):
        assert browser.get("/api/me").json()["person"] is None
        assert browser.get("/api/me").json()["user"] is None
    assert elsewhere.post("/api/login", said).status_code == 200


def test_a_facilitator_reads_but_not_which_devices(glass: Lab, host: Browser) -> None:
    leader = guest_of(glass, "Leader", "facilitator")
    guest_of(glass)
    page = leader.get(path_of("Rosa")).json()
    assert (page["devices"], page["may_change"]) == ([], False)
    assert len(host.get(path_of("Rosa")).json()["devices"]) == 1
