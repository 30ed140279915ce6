"""Somebody gets a log-in, or a new password, by a link that works once; mail is never needed."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from accounts.actions import make_first_link, make_reset_link
from accounts.models import Lab, LoginLink, Person, User
from common import clock
from livelab.logs import Scrub
from tests.security.test_names_and_codes_stay_out_of_logs import everything_in_the_log

from .browser import Browser, code_of
from .test_people_of_a_lab import guest_of, host_of, path_of
from .test_the_first_administrator import PASSWORD, claim

NEW = "sand, soda and a hot oven"


@pytest.fixture
def host(glass: Lab) -> Browser:
    return host_of(glass)


def invited(host: Browser, role: str = "evaluator", **said: Any) -> str:
    answer = host.post("/api/invitations", {"role": role} | said)
    assert answer.status_code == 200, answer.content
    return str(answer.json()["token"])


def accept(token: str, browser: Browser | None = None, **said: Any) -> Any:
    body = {"token": token, "name": "Eva.L", "password": PASSWORD, "label": "Eva"}
    agreed = {"language": "nl", "consents": ["taking_part"]}
    return (browser or Browser()).post("/api/invitations/accept", body | agreed | said)


def reset_of(host: Browser, label: str) -> str:
    return str(host.post(f"{path_of(label)}/reset").json()["token"])


def test_an_invitation_makes_a_log_in_with_its_role_once(host: Browser) -> None:
    token = invited(host)
    look = Browser().post("/api/invitations/look", {"token": token}).json()
    assert (look["kind"], look["role"], look["lab"]["name"]) == (
        "invitation",
        "evaluator",
        "Glass lab",
    )
    browser = Browser()
    answer = accept(token, browser)
    assert answer.json()["person"]["roles"] == ["evaluator"]
    assert answer.json()["user"] == {"name": "eva.l"}
    assert browser.get("/api/me").json()["person"]["label"] == "Eva"
    assert code_of(accept(token, name="thief")) == "link_unknown"
    again = Browser().post("/api/login", {"name": "EVA.L", "password": PASSWORD})
    assert again.json()["person"]["roles"] == ["evaluator"]


def test_who_has_a_log_in_uses_it_and_keeps_one_person(
    glass: Lab, bicycles: Lab, host: Browser
) -> None:
    accept(invited(host))
    there = accept(invited(host_of(bicycles)), label="Eva at the bicycles").json()
    assert there["lab"]["name"] == "Bicycle lab"
    assert code_of(accept(invited(host), password="not hers at all")) == "email_taken"
    more = accept(invited(host, "facilitator"), consents=[]).json()
    assert more["person"]["roles"] == ["evaluator", "facilitator"]
    assert Person.objects.in_lab(glass).filter(label="Eva").count() == 1
    assert User.objects.filter(name="eva.l").count() == 1


def test_a_newcomer_agrees_and_thinks_of_a_good_password(host: Browser) -> None:
    token = invited(host)
    assert code_of(accept(token, consents=[])) == "consent_missing"
    assert code_of(accept(token, password="password")) == "password_weak"
    assert code_of(accept(token, name="eva-and-putty", password="eva-and-putty")) == "password_weak"
    assert code_of(accept(token, name="a b")) == "not_valid"
    assert accept(token, name="eva@glass.example").status_code == 200


def test_wrong_used_withdrawn_and_expired_links_answer_alike(host: Browser) -> None:
    used, late = invited(host), invited(host)
    accept(used)
    withdrawn = host.post("/api/invitations", {"role": "owner"}).json()
    gone = host.post(f"/api/invitations/{withdrawn['link']['id']}/revoke")
    assert gone.status_code == 204
    with time_machine.travel(clock.now() + timedelta(days=7, minutes=1), tick=False):
        answers = [
            Browser().post("/api/invitations/look", {"token": token})
            for token in ("x" * 43, used, withdrawn["token"], late)
        ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert code_of(answers[0]) == "link_unknown"


def test_the_list_shows_what_can_still_be_opened_and_no_secret(host: Browser) -> None:
    tokens = [invited(host, note="For the museum"), invited(host)]
    accept(tokens[1])
    answer = host.get("/api/invitations")
    assert [(one["role"], one["note"]) for one in answer.json()] == [
        ("evaluator", "For the museum")
    ]
    stored = [*LoginLink.objects.across_labs().values_list("token_hash", flat=True)]
    for token in tokens:
        assert token not in answer.content.decode() + str(stored)
    assert not LoginLink.objects.across_labs().exclude(used_at=None).exclude(note="").exists()


def test_a_link_ends_with_its_makers_rights(glass: Lab, host: Browser) -> None:
    """Who is administrator no more has left no door open."""
    second = Browser()
    claim(make_first_link(lab=glass), second, email="second@glass.example", label="Second")
    token = invited(second, "administrator")
    host.post(f"{path_of('Second')}/roles", {"role": "administrator", "held": False})
    assert code_of(accept(token)) == "link_unknown"
    assert host.get("/api/invitations").json() == []


def test_a_new_password_by_link_ends_every_session(glass: Lab, host: Browser) -> None:
    elsewhere, here = Browser(), Browser()
    accept(invited(host), elsewhere)
    token = reset_of(host, "Eva")
    look = here.post("/api/invitations/look", {"token": token}).json()
    assert (look["kind"], look["login"]) == ("reset", "eva.l")
    assert (
        code_of(here.post("/api/reset", {"token": token, "password": "eva.l"})) == "password_weak"
    )
    assert here.post("/api/reset", {"token": token, "password": NEW}).status_code == 200
    assert here.get("/api/me").json()["person"]["label"] == "Eva"
    assert elsewhere.get("/api/me").json()["person"] is None
    assert code_of(here.post("/api/reset", {"token": token, "password": NEW})) == "link_unknown"
    login = {"name": "eva.l", "password": PASSWORD}
    assert code_of(Browser().post("/api/login", login)) == "login_failed"
    assert Browser().post("/api/login", login | {"password": NEW}).status_code == 200


def test_one_kind_of_link_does_not_do_the_others_work(host: Browser) -> None:
    accept(invited(host))
    answer = Browser().post("/api/reset", {"token": invited(host), "password": NEW})
    assert code_of(answer) == "link_unknown"
    assert code_of(accept(reset_of(host, "Eva"), name="another")) == "link_unknown"


def test_the_next_link_to_a_password_ends_the_one_before(host: Browser) -> None:
    accept(invited(host))
    first, second = reset_of(host, "Eva"), reset_of(host, "Eva")
    answers = [
        Browser().post("/api/reset", {"token": token, "password": NEW}).status_code
        for token in (first, second)
    ]
    assert answers == [404, 200]


def test_one_labs_administrator_opens_no_door_into_another(
    glass: Lab, bicycles: Lab, host: Browser
) -> None:
    """Neither when the log-in is used there already, nor when it comes to be before the link is."""
    accept(invited(host))
    early = reset_of(host, "Eva")
    accept(invited(host_of(bicycles), "administrator"), label="Eva at the bicycles")
    assert code_of(host.post(f"{path_of('Eva')}/reset")) == "login_elsewhere"
    answer = Browser().post("/api/reset", {"token": early, "password": NEW})
    assert code_of(answer) == "link_unknown"
    person = Person.objects.in_lab(glass).get(label="Eva")
    by_command = make_reset_link(person=person, by=None).secret
    again = Browser().post("/api/reset", {"token": by_command, "password": NEW})
    assert again.status_code == 200


def test_a_guest_has_no_password(glass: Lab, host: Browser) -> None:
    guest_of(glass)
    assert code_of(host.post(f"{path_of('Rosa')}/reset")) == "no_login"
    host.post(f"{path_of('Rosa')}/stay", {"here": False})
    assert code_of(host.post(f"{path_of('Rosa')}/reset")) == "gone_from_lab"


def test_ones_own_password_is_changed_and_other_sessions_end(host: Browser) -> None:
    eva, elsewhere = Browser(), Browser()
    accept(invited(host), eva)
    elsewhere.post("/api/login", {"name": "eva.l", "password": PASSWORD})
    before = eva.cookies()["livelab_session"]
    wrong = {"old": "not it", "new": NEW}
    assert code_of(eva.post("/api/password", wrong)) == "login_failed"
    weak = {"old": PASSWORD, "new": "12345678"}
    assert code_of(eva.post("/api/password", weak)) == "password_weak"
    assert eva.post("/api/password", {"old": PASSWORD, "new": NEW}).status_code == 204
    assert eva.get("/api/me").json()["person"]["label"] == "Eva"
    assert eva.cookies()["livelab_session"] != before
    assert elsewhere.get("/api/me").json()["person"] is None
    assert code_of(Browser().post("/api/password", wrong)) == "not_joined"


def test_trying_links_ends_after_twenty(host: Browser) -> None:
    token = invited(host)
    stranger = Browser(address="192.0.2.77")
    codes = [
        code_of(stranger.post("/api/invitations/look", {"token": f"{number:043}"}))
        for number in range(22)
    ]
    assert codes == ["link_unknown"] * 20 + ["too_many_tries"] * 2
    assert code_of(accept(token, stranger)) == "too_many_tries"
    assert accept(token).status_code == 200


def test_no_secret_and_no_name_stand_in_any_log(
    host: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.handler.addFilter(Scrub())
    token = invited(host, note="Canary guest")
    accept(token, name="canary.name", label="Canary")
    reset = reset_of(host, "Canary")
    Browser().post("/api/reset", {"token": reset, "password": NEW})
    said = (caplog.text + everything_in_the_log()).lower()
    assert "evaluator" in said
    for secret in (token, reset, "canary", NEW):
        assert secret.lower() not in said
