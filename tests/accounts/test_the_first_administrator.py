"""A link that works once makes the first administrator, who logs in from then on."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command

from accounts import queries
from accounts.actions import make_first_link
from accounts.models import FirstLink, JoinCode, Lab, Person, User
from common import clock

from .browser import Browser, code_of

PASSWORD = "window putty and quartz sand"


def claim(secret: str, browser: Browser | None = None, **said: str):
    body = {"token": secret, "email": "Host@Glass.example", "password": PASSWORD, "label": "Host"}
    return (browser or Browser()).post("/api/first", body | said)


def test_the_link_makes_an_administrator_once(glass: Lab) -> None:
    secret = make_first_link(lab=glass)
    browser = Browser()
    answer = claim(secret, browser)
    assert answer.json()["person"]["roles"] == ["administrator"]
    assert answer.json()["user"] == {"name": "host@glass.example"}
    assert browser.get("/api/me").json()["person"]["label"] == "Host"
    assert code_of(claim(secret, email="thief@glass.example")) == "link_unknown"
    assert User.objects.count() == 1


def test_the_link_ends_after_three_days_or_with_the_next(glass: Lab) -> None:
    first = make_first_link(lab=glass)
    second = make_first_link(lab=glass)
    assert code_of(claim(first)) == "link_unknown"
    with time_machine.travel(clock.now() + timedelta(days=3, minutes=1), tick=False):
        assert code_of(claim(second)) == "link_unknown"
    assert not User.objects.exists()


def test_a_weak_password_is_told_why_and_the_link_stays(glass: Lab) -> None:
    secret = make_first_link(lab=glass)
    answer = claim(secret, password="password")
    assert code_of(answer) == "password_weak"
    assert "too common" in answer.json()["message"]
    assert claim(secret).status_code == 200


def test_passwords_are_hashed_with_argon2(glass: Lab) -> None:
    claim(make_first_link(lab=glass))
    assert User.objects.get().password.startswith("argon2$argon2id$")


def test_one_login_has_a_person_in_each_lab(glass: Lab, bicycles: Lab) -> None:
    browser = Browser()
    one = claim(make_first_link(lab=glass), browser).json()["person"]
    two = claim(make_first_link(lab=bicycles), browser).json()["person"]
    assert one["id"] != two["id"]
    assert User.objects.count() == 1
    assert browser.get(f"/api/me?lab={glass.hex}").json()["person"] == one
    assert browser.get(f"/api/me?lab={bicycles.hex}").json()["person"] == two


def test_who_is_administrator_already_may_open_another_link(glass: Lab) -> None:
    claim(make_first_link(lab=glass))
    again = claim(make_first_link(lab=glass))
    assert again.json()["person"]["roles"] == ["administrator"]
    assert Person.objects.in_lab(glass).count() == 1


def test_somebody_elses_address_needs_its_password(glass: Lab, bicycles: Lab) -> None:
    claim(make_first_link(lab=glass))
    answer = claim(make_first_link(lab=bicycles), password="a quite different one 77")
    assert code_of(answer) == "email_taken"
    assert not Person.objects.in_lab(bicycles).exists()


def test_logging_in_and_out(glass: Lab) -> None:
    claim(make_first_link(lab=glass))
    browser = Browser()
    answer = browser.post("/api/login", {"name": "HOST@glass.example", "password": PASSWORD})
    assert answer.json()["person"]["roles"] == ["administrator"]
    assert answer.cookies["livelab_session"]["httponly"] is True
    old = browser.cookies()
    assert queries.person_from_cookies(old, glass.hex) is not None
    assert browser.post("/api/logout").status_code == 204
    assert queries.person_from_cookies(old, glass.hex) is None


def test_wrong_passwords_and_unknown_addresses_answer_alike(glass: Lab) -> None:
    claim(make_first_link(lab=glass))
    wrong = Browser().post("/api/login", {"name": "host@glass.example", "password": "x"})
    unknown = Browser().post("/api/login", {"name": "no@glass.example", "password": "x"})
    assert wrong.json() == unknown.json()
    assert code_of(wrong) == "login_failed"


def test_guessing_passwords_ends_after_twenty(glass: Lab, monkeypatch) -> None:
    monkeypatch.setattr("accounts.views.authenticate", lambda *args, **kwargs: None)
    browser = Browser()
    login = {"name": "host@glass.example", "password": "x"}
    codes = [code_of(browser.post("/api/login", login)) for _ in range(22)]
    assert codes == ["login_failed"] * 20 + ["too_many_tries"] * 2


def test_a_login_gets_a_new_session_and_a_new_csrf_token(glass: Lab) -> None:
    claim(make_first_link(lab=glass))
    browser = Browser()
    login = {"name": "host@glass.example", "password": PASSWORD}
    browser.post("/api/login", login)
    before = browser.cookies()
    browser.post("/api/login", login)
    after = browser.cookies()
    assert after["csrftoken"] != before["csrftoken"]
    browser.post("/api/logout")
    browser.post("/api/login", login)
    assert browser.cookies()["livelab_session"] != before["livelab_session"]


def test_the_login_goes_before_the_device(glass: Lab, door: JoinCode) -> None:
    claim(make_first_link(lab=glass))
    browser = Browser()
    guest = browser.join(door.code, label="Guest").json()["person"]["id"]
    assert browser.get("/api/me").json()["person"]["id"] == guest
    browser.post("/api/login", {"name": "host@glass.example", "password": PASSWORD})
    assert browser.get("/api/me").json()["person"]["label"] == "Host"
    browser.post("/api/logout")
    assert browser.get("/api/me").json()["person"]["id"] == guest


def test_nobody_writes_when_somebody_logs_in(glass: Lab) -> None:
    claim(make_first_link(lab=glass))
    before = User.objects.values().get()
    Browser().post("/api/login", {"name": "host@glass.example", "password": PASSWORD})
    assert User.objects.values().get() == before


@pytest.mark.django_db
def test_the_command_starts_a_lab_and_prints_the_link(capsys) -> None:
    call_command("start_lab", "Living Lab Maas")
    printed = capsys.readouterr().out
    lab = Lab.objects.get()
    assert (lab.name, lab.slug, lab.disposable) == ("Living Lab Maas", "living-lab-maas", False)
    secret = printed.rpartition("#")[2].strip()
    assert claim(secret).json()["lab"]["name"] == "Living Lab Maas"
    call_command("first_link", "living-lab-maas")
    assert FirstLink.objects.in_lab(lab).count() == 2
    with pytest.raises(CommandError, match="living-lab-maas"):
        call_command("first_link", "nowhere")
