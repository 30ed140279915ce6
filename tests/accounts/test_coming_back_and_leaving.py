"""A guest comes back on another device, and can leave one."""

from datetime import timedelta

import pytest
import time_machine

from accounts import actions, channel, queries
from accounts.errors import LastAdministrator, RoleMissing
from accounts.models import DeviceToken, JoinCode, Lab, Person, ResumeCode, Role
from common import clock
from contributions.models import Contribution

from .browser import Browser, code_of


def test_the_resume_code_works_on_another_device_more_than_once(door: JoinCode) -> None:
    joined = Browser().join(door.code).json()
    for _ in range(2):
        elsewhere = Browser("198.51.100.7")
        answer = elsewhere.post("/api/resume", {"code": joined["resume_code"].lower()})
        assert answer.json() == {"person": joined["person"], "path": "/"}
        assert elsewhere.get("/api/me").json()["person"] == joined["person"]


def test_a_new_resume_code_ends_the_old_one(glass: Lab, door: JoinCode) -> None:
    browser = Browser()
    old = browser.join(door.code).json()["resume_code"]
    new = browser.post(f"/api/resume/code?lab={glass.hex}").json()["resume_code"]
    assert code_of(Browser().post("/api/resume", {"code": old})) == "code_unknown"
    assert Browser().post("/api/resume", {"code": new}).status_code == 200


def test_secrets_are_kept_as_hashes_only(glass: Lab, door: JoinCode) -> None:
    browser = Browser()
    code = browser.join(door.code).json()["resume_code"].replace("-", "")
    secret = browser.cookies()["livelab_device"]
    rows = [
        *DeviceToken.objects.in_lab(glass).values_list(),
        *ResumeCode.objects.in_lab(glass).values_list(),
    ]
    assert code not in str(rows)
    assert secret not in str(rows)


def test_a_resume_code_survives_a_change_of_the_secret_key(door: JoinCode, settings) -> None:
    code = Browser().join(door.code).json()["resume_code"]
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another" * 10
    assert Browser().post("/api/resume", {"code": code}).status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    assert code_of(Browser().post("/api/resume", {"code": code})) == "code_unknown"


def test_leaving_a_device_leaves_the_person(glass: Lab, door: JoinCode) -> None:
    browser = Browser()
    joined = browser.join(door.code).json()
    old = browser.cookies()
    assert browser.post("/api/leave").status_code == 204
    assert browser.get("/api/me").json() == {"person": None, "user": None, "lab": None}
    assert queries.person_from_cookies(old, glass.hex) is None
    back = Browser().post("/api/resume", {"code": joined["resume_code"]})
    assert back.json()["person"] == joined["person"]


def test_leaving_one_lab_keeps_the_other(
    glass: Lab, bicycles: Lab, door: JoinCode, other_door: JoinCode
) -> None:
    browser = Browser()
    browser.join(door.code)
    browser.join(other_door.code, label="Rider")
    browser.post("/api/leave", {"lab": glass.hex})
    assert browser.get(f"/api/me?lab={glass.hex}").json()["person"] is None
    assert browser.get("/api/me").json()["person"]["label"] == "Rider"


def test_the_day_of_use_is_kept_and_not_the_hour(glass: Lab, door: JoinCode) -> None:
    browser = Browser()
    with time_machine.travel("2026-03-12T08:00:00Z", tick=False):
        code = actions.make_join_code(
            lab=glass, kind="lab", target=glass.hex, role="participant", by=None
        )
        browser.join(code.code)
    with time_machine.travel("2026-03-14T17:30:00Z", tick=False):
        browser.get("/api/me")
    token = DeviceToken.objects.in_lab(glass).get()
    assert token.last_seen_at.isoformat() == "2026-03-14"


def test_a_removed_person_is_out_everywhere(
    glass: Lab, door: JoinCode, administrator: Person
) -> None:
    browser = Browser()
    joined = browser.join(door.code).json()
    person = Person.objects.in_lab(glass).get(pk=joined["person"]["id"])
    actions.remove_person(person=person, by=administrator)
    assert browser.get("/api/me").json()["person"] is None
    assert code_of(browser.get("/api/lab")) == "not_joined"
    assert code_of(Browser().post("/api/resume", {"code": joined["resume_code"]})) == "code_unknown"
    assert not Role.objects.in_lab(glass).filter(person=person, ended_at=None).exists()


def test_only_administrators_remove_others(glass: Lab, door: JoinCode, facilitator: Person) -> None:
    Browser().join(door.code)
    rosa = Person.objects.in_lab(glass).get(label="Rosa")
    with pytest.raises(RoleMissing):
        actions.remove_person(person=rosa, by=facilitator)
    actions.remove_person(person=rosa, by=rosa)
    rosa.refresh_from_db()
    assert rosa.left_at is not None


def test_the_last_administrator_stays(administrator: Person) -> None:
    with pytest.raises(LastAdministrator):
        actions.remove_person(person=administrator, by=administrator)
    with pytest.raises(LastAdministrator):
        actions.end_role(person=administrator, role="administrator", by=administrator)


def test_roles_come_and_go_and_others_hear_of_it(
    glass: Lab, administrator: Person, facilitator: Person, monkeypatch
) -> None:
    heard = []
    monkeypatch.setattr(channel, "_listeners", [lambda act, who, what: heard.append((who, what))])
    actions.give_role(person=facilitator, role="evaluator", by=administrator)
    actions.give_role(person=facilitator, role="evaluator", by=administrator)
    actions.end_role(person=facilitator, role="facilitator", by=administrator)
    actions.rename(person=facilitator, label="The scribe", by=facilitator)
    assert heard == [(facilitator, "access"), (facilitator, "access"), (facilitator, "label")]
    with pytest.raises(RoleMissing):
        actions.give_role(person=facilitator, role="administrator", by=facilitator)
    verbs = Contribution.objects.filter(lab_stream(glass)).values_list("verb", flat=True)
    assert list(verbs)[-3:] == ["role_given", "role_ended", "person_renamed"]


def lab_stream(lab: Lab):
    from django.db.models import Q

    return Q(stream=actions.lab_stream(lab).id)


def test_a_device_unused_for_long_is_still_hers(glass: Lab, door: JoinCode) -> None:
    browser = Browser()
    browser.join(door.code)
    with time_machine.travel(clock.now() + timedelta(days=100), tick=False):
        assert queries.person_from_cookies(browser.cookies(), glass.hex) is not None
