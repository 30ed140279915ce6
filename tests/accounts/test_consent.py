"""What somebody agreed to is dated, versioned, and hers to take back."""

import hashlib

import pytest

from accounts import actions, consents
from accounts.errors import ConsentUnknown
from accounts.models import Consent, JoinCode, Lab, Person

from .browser import Browser, code_of

#: Whoever changes a text gives it a new version, and puts its digest here beside the old ones.
TEXTS = {
    ("photo", "2026-1"): "9531d62600272642",
    ("research", "2026-1"): "0e6e27299802685e",
    ("taking_part", "2026-1"): "8387b249a547a23e",
}


def test_a_text_and_its_version_never_change_apart() -> None:
    now = {
        (one.name, one.version): hashlib.sha256(repr(one.texts).encode()).hexdigest()[:16]
        for one in consents.PURPOSES.values()
    }
    assert now == TEXTS


def test_every_text_is_in_every_language(settings) -> None:
    for purpose in consents.PURPOSES.values():
        assert set(purpose.texts) == {code for code, _ in settings.LANGUAGES}


def test_given_taken_back_and_given_again(glass: Lab, door: JoinCode) -> None:
    browser = Browser(language="nl")
    browser.join(door.code, language="nl")
    for given in (True, True, False, True):
        answer = browser.post("/api/consents", {"purpose": "research", "given": given})
        research = next(one for one in answer.json() if one["purpose"] == "research")
        assert bool(research["given_at"]) is given
    rows = Consent.objects.in_lab(glass).filter(purpose="research").order_by("given_at")
    assert [(row.language, bool(row.withdrawn_at)) for row in rows] == [("nl", True), ("nl", False)]


def test_taking_back_what_is_required_ends_taking_part(glass: Lab, door: JoinCode) -> None:
    browser = Browser()
    browser.join(door.code)
    browser.post("/api/consents", {"purpose": "taking_part", "given": False})
    assert code_of(browser.get("/api/consents")) == "not_joined"
    assert Person.objects.in_lab(glass).get().left_at is not None


def test_unknown_purposes_are_refused(glass: Lab, door: JoinCode) -> None:
    browser = Browser()
    browser.join(door.code)
    answer = browser.post("/api/consents", {"purpose": "everything", "given": True})
    assert code_of(answer) == "not_valid"
    rosa = Person.objects.in_lab(glass).get()
    with pytest.raises(ConsentUnknown):
        actions.give_consent(person=rosa, purpose="everything", language="en")


def test_strangers_have_no_consents(glass: Lab) -> None:
    assert code_of(Browser().get("/api/consents")) == "not_joined"
