"""What the log says of a challenge's files, and what is left when they go."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from accounts.actions import lab_stream
from accounts.models import Lab, Person
from challenges import actions, privacy
from challenges.models import Challenge, ChallengeFile
from contributions import journal, verify
from contributions.door import SERVER
from contributions.models import Contribution, Words
from contributions.privacy import erase as erase_in_log
from files import filestore, shelf
from livelab.backup import bundle, making, restoring
from tests.accounts.browser import Browser, code_of
from tests.challenges.filing import (
    ALT,
    NOWHERE,
    brings,
    brought,
    glass,
    guest,
    home,
    later,
    on_disk,
    owner,
    publish,
    shown,
    verbs,
)
from tests.challenges.test_writing import begun, somebody, write
from tests.files import corpus, pdfs

__all__ = ["glass", "guest", "home", "owner"]

# -- the log


def test_the_log_says_who_brought_what_and_its_name_is_among_the_words(owner: Browser) -> None:
    path = begun(owner)
    file = brought(owner, path, name="Hall 3.png")
    entry = Contribution.objects.get(verb="challenge_file_brought")
    row = ChallengeFile.objects.across_labs().get()
    assert (json.loads(entry.facts)["file"], row.id) == (file, file)
    assert b"Hall 3" not in bytes(entry.facts, "utf-8")
    words = Words.objects.get(stream=entry.stream, seq=entry.seq)
    assert json.loads(bytes(words.bytes)) == {"name": "Hall 3.webp", "digest": row.digest}
    write(owner, path, cover={"id": file, "says": {"en": ALT}})
    edited = Contribution.objects.filter(verb="brief_edited").get()
    assert json.loads(edited.facts)["fields"] == ["cover", "cover.en"]
    assert verify.verify().findings == []


# -- going


def test_what_nothing_shows_goes_after_a_day(owner: Browser) -> None:
    path, cover, plan = shown(owner)
    loose = brought(owner, path)
    assert shelf.sweep(later(hours=23)).unbound == 0
    assert shelf.sweep(later(hours=25)).unbound == 1
    assert on_disk() == {cover, plan}
    assert verbs().count("challenge_files_removed") == 1
    assert code_of(owner.get(f"{path}/files/{loose}")) == "no_such_file"
    assert verify.verify().findings == []


def test_what_was_taken_away_can_be_taken_back_for_a_day(owner: Browser, guest: Browser) -> None:
    """Its readers see it until that is published; its people have it for a day more."""
    path, cover, plan = shown(owner)
    write(owner, path, files=[])
    assert shelf.sweep(later(days=9)).unbound == 0
    publish(owner, path)
    assert shelf.sweep(later(hours=23)).unbound == 0
    write(owner, path, files=[{"id": plan, "says": {"en": "Back"}}])
    assert shelf.sweep(later(days=9)).unbound == 0
    publish(owner, path)
    assert guest.get(path).json()["files"][0]["says"] == "Back"
    assert on_disk() == {cover, plan}


def test_a_brief_that_names_what_is_gone_is_read_saved_and_published_without_it(
    owner: Browser, guest: Browser
) -> None:
    path, cover, plan = shown(owner)
    actions.erase_files(lab=lab_of(path), person=person_of(owner).hex, by=SERVER)
    assert (on_disk(), guest.get(path).json()["cover"]) == (set(), None)
    assert guest.get(path).json()["files"] == []
    draft = owner.get(f"{path}/draft").json()
    assert (draft["content"]["cover"]["id"], draft["brought"]) == (cover, [])
    saved = write(owner, path, problem="Broken and mixed.")
    assert saved.status_code == 200
    publish(owner, path)
    assert owner.get(f"{path}/draft").json()["content"]["files"] == []
    assert code_of(owner.get(f"{path}/files/{plan}")) == "no_such_file"


def lab_of(path: str) -> Lab:
    return Challenge.objects.across_labs().get(pk=path.rpartition("/")[2]).lab


def person_of(who: Browser) -> Person:
    return Person.objects.across_labs().get(pk=who.get("/api/me").json()["person"]["id"])


def test_who_is_erased_takes_her_files_and_their_names_with_her(glass: Lab, owner: Browser) -> None:
    path, _, _ = shown(owner)
    helper = somebody(glass, "facilitator")
    others = brought(helper, path, corpus.made("jpeg"))
    her = person_of(owner)
    assert len(privacy.collect(her)["files"]) == 2
    digests = [one["digest"] for one in privacy.collect(her)["files"]]
    assert privacy.erase(her, "unlink") == 0
    assert privacy.erase(her, "blank") == 2
    erase_in_log(lab_stream(glass), her.actor, "blank", SERVER)
    assert on_disk() == {others}
    words = b"".join(bytes(one) for one in Words.objects.values_list("bytes", flat=True))
    facts = "".join(Contribution.objects.values_list("facts", flat=True))
    for digest in digests:
        assert digest.encode() not in words
        assert digest not in facts
    assert verify.verify().findings == []


def test_an_erasure_is_made_again_in_a_restored_database(owner: Browser) -> None:
    """The line stands outside the database; a backup that has the rows loses them again."""
    _, cover, plan = shown(owner)
    rows = list(ChallengeFile.objects.across_labs())
    privacy.erase(person_of(owner), "blank")
    (line,) = [one for one in journal.read([journal.path()]).lines if one.kind == "challenge_files"]
    assert sorted(line.data["files"]) == sorted([cover, plan])
    from contributions.guard import lifted

    with lifted("tests"):
        ChallengeFile.objects.bulk_create(rows)
    restoring.settle(taken_at="2026-03-12T10:00:00.000000Z", erasures=[line])
    assert ChallengeFile.objects.across_labs().count() == 0


def test_a_backup_holds_the_files_and_a_restore_puts_them_back(
    owner: Browser, guest: Browser, tmp_path: Path
) -> None:
    path, cover, plan = shown(owner)
    loose = brought(owner, path)
    backup = tmp_path / "then.backup"
    with bundle.written(backup) as writer:
        making._add_files(writer)
        writer.close(id=NOWHERE, taken_at="", database="sqlite", labs=[], migrations={})
    shelf.sweep(later(hours=25))
    filestore.remove([cover, plan])
    assert shelf.missing() == sorted([cover, plan])
    with bundle.opened(backup) as whole:
        restoring._restore_files(whole)
    assert (on_disk(), shelf.missing()) == ({cover, plan}, [])
    assert loose not in on_disk()
    assert guest.get(f"{path}/files/{plan}").content == pdfs.pdf()


def test_a_full_disk_leaves_nothing(owner: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    path = begun(owner)
    monkeypatch.setattr(filestore, "sync_folder", full)
    for data in (corpus.made("png"), pdfs.pdf()):
        assert brings(owner, path, data).status_code == 500
    assert (on_disk(), ChallengeFile.objects.across_labs().count()) == (set(), 0)


def test_a_lab_that_is_removed_takes_them(owner: Browser) -> None:
    path, _, _ = shown(owner)
    actions.remove_files_of(lab_of(path))
    assert on_disk() == set()
