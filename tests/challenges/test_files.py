"""A challenge's cover and files: who brings them, who reads them, what is refused."""

from __future__ import annotations

import json

import pytest

from accounts.actions import start_lab
from accounts.models import Lab
from challenges.actions import bringing
from challenges.models import ChallengeFile
from contributions.models import Contribution
from tests.accounts.browser import Browser, code_of
from tests.challenges.filing import (
    ALT,
    NOWHERE,
    brings,
    brought,
    glass,
    guest,
    home,
    on_disk,
    owner,
    publish,
    shown,
    verbs,
)
from tests.challenges.test_writing import begun, somebody, write
from tests.files import corpus, pdfs

__all__ = ["glass", "guest", "home", "owner"]

# -- brought, shown, read


def test_readers_see_the_cover_and_the_files_once_they_are_published(
    owner: Browser, guest: Browser
) -> None:
    path, cover, plan = shown(owner)
    read = guest.get(path).json()
    assert read["cover"] == {"id": cover, "alt": ALT, "width": 96, "height": 64}
    (file,) = read["files"]
    assert (file["id"], file["kind"], file["name"]) == (plan, "pdf", "Grondplan.pdf")
    assert (file["says"], file["size"]) == ("Floor plan", len(pdfs.pdf()))
    assert guest.get(f"{path}?language=nl").json()["files"][0]["says"] == "Floor plan"
    (line,) = guest.get("/api/challenges").json()
    assert line["cover"]["id"] == cover


def test_each_language_says_what_a_file_is_in_its_own_words(owner: Browser, guest: Browser) -> None:
    texts = {
        "en": {"title": "Panes", "problem": "Broken."},
        "nl": {"title": "Ruit", "problem": "Stuk."},
    }
    path, _, _ = shown(owner, texts=texts)
    read = guest.get(f"{path}?language=nl").json()
    assert (read["files"][0]["says"], read["cover"]["alt"]) == ("Grondplan", ALT)


def test_their_order_is_the_order_they_were_put_in(owner: Browser, guest: Browser) -> None:
    path, _, plan = shown(owner)
    second = brought(owner, path, name="kit.png")
    wanted = [second, plan]
    write(owner, path, files=[{"id": one, "says": {}} for one in wanted])
    assert [one["id"] for one in guest.get(path).json()["files"]] == [plan]
    publish(owner, path)
    assert [one["id"] for one in guest.get(path).json()["files"]] == wanted
    second_version = owner.get(f"{path}/versions").json()[0]
    assert "files" in second_version["changed"]


def test_a_picture_is_shown_and_a_pdf_is_only_handed_over(owner: Browser, guest: Browser) -> None:
    path, cover, plan = shown(owner)
    for end in ("", "/preview"):
        picture = guest.get(f"{path}/files/{cover}{end}")
        assert (picture.status_code, picture.headers["Content-Type"]) == (200, "image/webp")
        assert corpus.opened(picture.content).format == "WEBP"
    document = guest.get(f"{path}/files/{plan}")
    assert document.content == pdfs.pdf()
    headers = document.headers
    assert headers["Content-Type"] == "application/pdf"
    disposition = headers["Content-Disposition"]
    assert disposition == "attachment; filename=\"Grondplan.pdf\"; filename*=UTF-8''Grondplan.pdf"
    for answer in (document, picture):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        rules = set(answer.headers["Content-Security-Policy"].split("; "))
        assert rules == {"default-src 'none'", "frame-ancestors 'none'", "sandbox"}
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "private" in answer.headers["Cache-Control"]
        assert "Cookie" in answer.headers["Vary"]
    assert code_of(guest.get(f"{path}/files/{plan}/preview")) == "no_such_file"


def test_its_bytes_say_what_a_file_is_and_a_pdf_is_no_cover(owner: Browser, guest: Browser) -> None:
    path = begun(owner)
    plan = brings(owner, path, pdfs.pdf(), "panes.png").json()
    assert (plan["kind"], plan["name"]) == ("pdf", "panes.pdf")
    write(owner, path, problem="Broken.", cover={"id": plan["id"], "says": {}})
    publish(owner, path)
    assert guest.get(path).json()["cover"] is None


# -- who


def readers(path: str, file: str, who: dict[str, Browser]) -> set[str]:
    """Who gets the bytes; all others get what a file that is not there gets, to the letter."""
    found = set()
    for name, browser in who.items():
        answer, nothing = (
            browser.get(f"{path}/files/{file}"),
            browser.get(f"{path}/files/{NOWHERE}"),
        )
        if answer.status_code == 200:
            found.add(name)
        else:
            assert answer.status_code == nothing.status_code == 404
            assert answer.content == nothing.content
    return found


def everybody(lab: Lab, owner: Browser, guest: Browser) -> dict[str, Browser]:
    other = start_lab(name="Bicycle lab", languages=["en"], controller="Another.")
    nobody = Browser()
    nobody.get("/")
    return {
        "owner": owner,
        "guest": guest,
        "facilitator": somebody(lab, "facilitator"),
        "stranger": somebody(other, "facilitator"),
        "nobody": nobody,
    }


@pytest.mark.parametrize(
    ("fields", "may"),
    [
        ({"audience": "lab"}, {"owner", "guest", "facilitator"}),
        ({"audience": "public"}, {"owner", "guest", "facilitator", "stranger", "nobody"}),
        ({"audience": "named"}, {"owner", "facilitator"}),
        ({"ip_policy": "nda"}, {"owner", "facilitator"}),
    ],
)
def test_who_reads_the_brief_reads_its_files_and_nobody_else(
    glass: Lab, owner: Browser, guest: Browser, fields: dict[str, str], may: set[str]
) -> None:
    who = everybody(glass, owner, guest)
    path, cover, plan = shown(owner, **fields)
    loose = brought(owner, path)
    assert readers(path, cover, who) == readers(path, plan, who) == may
    assert readers(path, loose, who) == {"owner", "facilitator"}


def test_what_is_not_published_yet_is_its_peoples(owner: Browser, guest: Browser) -> None:
    path, cover, _ = shown(owner)
    write(owner, path, cover=None)
    assert guest.get(f"{path}/files/{cover}").status_code == 200
    publish(owner, path)
    assert code_of(guest.get(f"{path}/files/{cover}")) == "no_such_file"
    assert owner.get(f"{path}/files/{cover}").status_code == 200


def test_who_loses_the_brief_loses_its_files_at_once(
    glass: Lab, owner: Browser, guest: Browser
) -> None:
    path, cover, _ = shown(owner, audience="named")
    reader = guest.get("/api/me").json()["person"]["id"]
    owner.post(f"{path}/readers", {"person": reader, "named": True})
    assert guest.get(f"{path}/files/{cover}").status_code == 200
    owner.post(f"{path}/readers", {"person": reader, "named": False})
    assert guest.get(f"{path}/files/{cover}").status_code == 404


def test_a_file_is_not_read_through_another_challenge(owner: Browser, guest: Browser) -> None:
    """Not even by one who names it there: it is not that challenge's."""
    secret, cover, _ = shown(owner, ip_policy="nda")
    path = begun(owner, "Another")
    write(owner, path, problem="Broken.", cover={"id": cover, "says": {}})
    publish(owner, path)
    assert guest.get(path).json()["cover"] is None
    for who in (owner, guest):
        assert code_of(who.get(f"{path}/files/{cover}")) == "no_such_file"
    assert owner.get(f"{secret}/files/{cover}").status_code == 200


def test_every_opening_of_a_confidential_file_is_logged_and_no_browser_keeps_it(
    owner: Browser,
) -> None:
    path, cover, plan = shown(owner, ip_policy="nda")
    for address in (
        f"{path}/files/{plan}",
        f"{path}/files/{cover}",
        f"{path}/files/{cover}/preview",
    ):
        assert owner.get(address).headers["Cache-Control"] == "no-store"
    assert verbs().count("challenge_file_opened") == 3
    opened = Contribution.objects.filter(verb="challenge_file_opened").first()
    assert opened is not None
    assert json.loads(opened.facts)["file"] == plan
    (line,) = owner.get("/api/challenges").json()
    assert line["cover"] is None


def test_only_its_people_bring_files(glass: Lab, owner: Browser, guest: Browser) -> None:
    who = everybody(glass, owner, guest)
    path, _, _ = shown(owner)
    before = on_disk()
    for name, code in (
        ("guest", "role_missing"), ("stranger", "unknown_challenge"), ("nobody", "not_joined"),
    ):  # fmt: skip
        assert code_of(brings(who[name], path, corpus.made("png"))) == code, name
    assert on_disk() == before
    assert brings(who["facilitator"], path, corpus.made("png")).status_code == 201


def test_it_needs_our_page(owner: Browser) -> None:
    path = begun(owner)
    for headers in ({"x-csrftoken": "a" * 32}, {"origin": "http://evil.example"}):
        assert brings(owner, path, corpus.made("png"), **headers).status_code == 403
    assert on_disk() == set()


# -- refused


@pytest.mark.parametrize("name", ["svg", "html", "zip", "tiff", "nothing"])
def test_what_is_refused_leaves_nothing_and_is_said_in_words(owner: Browser, name: str) -> None:
    path = begun(owner)
    answer = brings(owner, path, corpus.made(name), **{"accept-language": "nl"})
    assert (answer.status_code, code_of(answer)) == (415, "file_not_taken")
    assert "pdf" in answer.json()["message"]
    assert (on_disk(), ChallengeFile.objects.across_labs().count()) == (set(), 0)
    assert "challenge_file_brought" not in verbs()


def test_an_answered_challenge_takes_no_more(owner: Browser) -> None:
    path, _, _ = shown(owner)
    for state in ("in_session", "closed"):
        owner.post(f"{path}/state", {"state": state})
    owner.post(f"{path}/decision", {"texts": {"en": "We try it."}})
    before = on_disk()
    assert code_of(brings(owner, path, corpus.made("png"))) == "brief_is_history"
    assert on_disk() == before


@pytest.mark.parametrize(
    ("limit", "code"),
    [
        ("MOST_FILES", "challenge_full"),
        ("MOST_BYTES", "challenge_full"),
        ("MOST_BYTES_OF_LAB", "lab_full"),
    ],
)
def test_a_challenge_and_a_lab_hold_so_much(
    owner: Browser, monkeypatch: pytest.MonkeyPatch, limit: str, code: str
) -> None:
    monkeypatch.setattr(bringing, limit, 1)
    path = begun(owner)
    if limit == "MOST_FILES":
        brought(owner, path)
    before = on_disk()
    answer = brings(owner, path, corpus.made("png"))
    assert (answer.status_code, code_of(answer)) == (409, code)
    assert on_disk() == before


def test_a_content_names_at_most_twelve_files_in_languages_of_the_lab(owner: Browser) -> None:
    path = begun(owner)
    many = [{"id": f"{number:032x}", "says": {}} for number in range(13)]
    assert write(owner, path, files=many).status_code == 400
    assert write(owner, path, files=[{"id": NOWHERE, "says": {"xx": "?"}}]).status_code == 400
    assert write(owner, path, cover={"id": "../../etc/passwd", "says": {}}).status_code == 400
