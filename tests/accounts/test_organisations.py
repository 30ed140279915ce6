"""A lab keeps a list of organisations; people and, through their owners, challenges are of one."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import Lab, Organisation, Person
from contributions.models import Contribution
from tests.challenges.test_writing import patch, published

from .browser import Browser, code_of
from .test_people_of_a_lab import guest_of, host_of, names, path_of

STUDIO = {"name": "Glass studio (demo)", "kind": "creative_sme", "country": "BE"}


@pytest.fixture
def host(glass: Lab) -> Browser:
    return host_of(glass)


def made(host: Browser, **said: Any) -> str:
    answer = host.post("/api/organisations", STUDIO | said)
    assert answer.status_code == 200, answer.content
    name = said.get("name", STUDIO["name"])
    return str(Organisation.objects.across_labs().get(name=name, retired_at=None).hex)


def listed(browser: Browser) -> list[dict[str, Any]]:
    return list(browser.get("/api/organisations").json()["organisations"])


def test_one_is_entered_changed_retired_and_taken_up_again(host: Browser) -> None:
    one = made(host, sector="glass")
    path = f"/api/organisations/{one}"
    assert (
        patch(host, path, STUDIO | {"name": "Studio", "possible_partner": True}).status_code == 200
    )
    (line,) = listed(host)
    assert (line["name"], line["possible_partner"], line["people"]) == ("Studio", True, 0)
    retired = host.post(f"{path}/retired", {"retired": True}).json()["organisations"]
    assert retired[0]["retired_at"] is not None
    host.post(f"{path}/retired", {"retired": True})
    host.post(f"{path}/retired", {"retired": False})
    assert listed(host)[0]["retired_at"] is None
    verbs = [v for v in Contribution.objects.values_list("verb", flat=True) if "organisation" in v]
    assert verbs == [
        "organisation_made",
        "organisation_changed",
        "organisation_retired",
        "organisation_taken_up",
    ]


def test_two_of_one_name_are_refused(host: Browser, bicycles: Lab) -> None:
    one = made(host)
    same = STUDIO | {"name": "GLASS  studio (démo)"}
    assert code_of(host.post("/api/organisations", same)) == "organisation_known"
    other = made(host, name="Repair café")
    answer = patch(host, f"/api/organisations/{other}", STUDIO)
    assert code_of(answer) == "organisation_known"
    host.post(f"/api/organisations/{one}/retired", {"retired": True})
    made(host, name="Glass studio (Demo)")
    answer = host.post(f"/api/organisations/{one}/retired", {"retired": False})
    assert code_of(answer) == "organisation_known"
    assert host_of(bicycles).post("/api/organisations", STUDIO).status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"kind": "circus"}, {"country": "Belgium"}, {"name": "\u200b"}, {"sector": "x" * 41}]
)
def test_what_has_not_the_form_is_refused(host: Browser, wrong: dict[str, str]) -> None:
    assert code_of(host.post("/api/organisations", STUDIO | wrong)) == "not_valid"


def test_who_types_its_name_when_she_joins_is_of_it(glass: Lab, host: Browser) -> None:
    one = made(host)
    guest_of(glass, "Rosa", organisation="glass STUDIO (demo)")
    guest_of(glass, "Bram", organisation="My own shed")
    people = {line["label"]: line for line in host.get("/api/people").json()["people"]}
    assert people["Rosa"]["belongs_to"] == one
    assert people["Rosa"]["organisation"] == STUDIO["name"]
    assert (people["Bram"]["belongs_to"], people["Bram"]["organisation"]) == (None, "My own shed")
    assert listed(host)[0]["people"] == 1
    assert names(host, "?organisation=Glass%20studio%20(demo)") == ["Rosa"]


def test_an_administrator_says_which_one_somebody_is_of(glass: Lab, host: Browser) -> None:
    one = made(host)
    guest_of(glass)
    path = f"{path_of('Rosa')}/organisation"
    assert host.post(path, {"organisation": one}).json()["person"]["belongs_to"] == one
    patch(host, f"/api/organisations/{one}", STUDIO | {"name": "Studio"})
    assert Person.objects.in_lab(glass).get(label="Rosa").organisation == "Studio"
    assert host.post(path, {"organisation": None}).json()["person"]["organisation"] == ""
    host.post(f"/api/organisations/{one}/retired", {"retired": True})
    assert code_of(host.post(path, {"organisation": one})) == "organisation_retired"


def test_another_labs_organisation_is_none(glass: Lab, bicycles: Lab, host: Browser) -> None:
    theirs = made(host_of(bicycles), name="Frame works")
    guest_of(glass)
    answer = host.post(f"{path_of('Rosa')}/organisation", {"organisation": theirs})
    assert code_of(answer) == "other_lab"
    assert listed(host) == []


def test_a_brief_names_its_owners_organisation(glass: Lab, host: Browser) -> None:
    made(host)
    owner = guest_of(glass, "Owner", "owner", organisation=STUDIO["name"])
    path = published(owner)
    assert guest_of(glass).get(path).json()["organisation"] == STUDIO["name"]
