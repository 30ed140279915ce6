"""What was published before versions were kept becomes the first version."""

from __future__ import annotations

from importlib import import_module

from django.apps import apps

from accounts.actions import Newcomer, enrol
from accounts.models import Lab
from challenges import actions, queries
from challenges.briefs import Brief
from challenges.models import Challenge, ChallengeVersion
from contributions import guard

first_versions = import_module("challenges.migrations.0003_first_versions")


def test_each_published_one_gets_its_first_version_and_drafts_get_none(glass: Lab) -> None:
    owner = enrol(lab=glass, who=Newcomer("The producer"), role="owner")
    for slug in ("open", "draft"):
        texts = {"en": Brief("Whole panes", f"Broken: {slug}")}
        made = actions.post_challenge(
            lab=glass, slug=slug, texts=texts, ip_policy="keep", by=owner, owner=owner
        )
        if slug == "open":
            actions.open_challenge(challenge=made, by=owner)
    with guard.lifted("tests"):
        ChallengeVersion.objects.in_lab(glass).delete()
        Challenge.objects.in_lab(glass).update(version=0, saved_at=None)
    with guard.lifted("migrate"):
        first_versions.keep_what_is_published(apps, None)
    opened = Challenge.objects.in_lab(glass).get(slug="open")
    (version,) = ChallengeVersion.objects.in_lab(glass)
    assert (version.challenge, version.number, version.at) == (opened, 1, opened.opened_at)
    assert version.content["texts"]["en"]["problem"] == "Broken: open"
    assert version.content["ip_policy"] == queries.content(opened).ip_policy == "keep"
    assert opened.version == 1
    assert Challenge.objects.in_lab(glass).get(slug="draft").version == 0
