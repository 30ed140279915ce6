"""Challenges with files: owners who bring them, what is left on disk and in the log."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from accounts.actions import start_lab
from accounts.models import Lab
from contributions.models import Contribution
from files import filestore, pace
from tests.accounts.browser import ORIGIN, Browser
from tests.challenges.test_writing import begun, somebody, write
from tests.files import corpus, pdfs

NOWHERE = "f" * 32
ALT = "Panes behind the hall"


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    """Where this test's files are."""
    settings.HOME = tmp_path
    settings.ERASURES = tmp_path / "erasures.jsonl"
    pace.forget()
    return tmp_path


@pytest.fixture
def glass(transactional_db: None) -> Lab:
    """A lab, where what is done after a commit is done."""
    return start_lab(name="Glass lab", languages=["en", "nl"], controller="The museum.")


@pytest.fixture
def owner(glass: Lab) -> Browser:
    return somebody(glass, "owner")


@pytest.fixture
def guest(glass: Lab) -> Browser:
    return somebody(glass, "participant")


def brings(who: Browser, path: str, data: bytes, name: str = "panes.png", **headers: str) -> Any:
    """Send a file as our page does."""
    token = who.client.cookies["csrftoken"].value
    sent = {"x-csrftoken": token, "origin": ORIGIN, "x-file-name": quote(name)} | headers
    return who.client.post(f"{path}/files", data, content_type="image/png", headers=sent)


def brought(who: Browser, path: str, data: bytes = b"", name: str = "panes.png") -> str:
    answer = brings(who, path, data or corpus.made("png"), name)
    assert answer.status_code == 201, answer.content
    return str(answer.json()["id"])


def publish(who: Browser, path: str) -> Any:
    revision = who.get(f"{path}/draft").json()["revision"]
    answer = who.post(f"{path}/publish", {"revision": revision})
    assert answer.status_code == 200, answer.content
    return answer.json()


def shown(owner: Browser, **fields: Any) -> tuple[str, str, str]:
    """A published challenge with a cover and a PDF: its address and its two files."""
    path = begun(owner)
    cover, plan = brought(owner, path), brought(owner, path, pdfs.pdf(), "Grondplan.pdf")
    says = {"en": "Floor plan", "nl": "Grondplan"}
    files = [{"id": plan, "says": says}]
    about = {"cover": {"id": cover, "says": {"en": ALT}}, "files": files, "problem": "Broken."}
    assert write(owner, path, **(about | fields)).status_code == 200
    publish(owner, path)
    return path, cover, plan


def later(**by: float) -> datetime:
    return datetime.now(UTC) + timedelta(**by)


def on_disk() -> set[str]:
    return {path.name.partition(".")[0] for path in filestore.folder().glob("*/*")}


def verbs() -> list[str]:
    return list(Contribution.objects.order_by("seq").values_list("verb", flat=True))
