"""An acknowledged operation is on PostgreSQL's disk, or the lab is not served."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from livelab import checks
from scripts.devlib.services import PrivatePostgres

ROOT = Path(__file__).resolve().parents[2]
SAFE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


@pytest.mark.parametrize(
    ("setting", "number"),
    [
        ("fsync", "livelab.E003"),
        ("synchronous_commit", "livelab.E004"),
        ("full_page_writes", "livelab.W004"),
    ],
)
def test_each_setting_that_is_off_is_named(setting: str, number: str) -> None:
    (found,) = checks.durability_findings(SAFE | {setting: "off"})
    assert found.id == number
    assert f"{setting} = off" in found.msg
    assert setting in str(found.hint)


@pytest.mark.parametrize("commits", ["on", "local", "remote_write", "remote_apply"])
def test_every_way_of_committing_that_waits_for_the_disk_will_do(commits: str) -> None:
    assert checks.durability_findings(SAFE | {"synchronous_commit": commits}) == []


@pytest.fixture
def careless() -> Iterator[PrivatePostgres]:
    """A server whose owner preferred speed; one of its settings is the database's own."""
    with PrivatePostgres(fsync="off", full_page_writes="off") as server:
        with psycopg.connect(server.url, autocommit=True) as connection:
            connection.execute("ALTER DATABASE livelab SET synchronous_commit = off")
        yield server


@pytest.mark.skipif(
    not os.environ.get("LIVELAB_DATABASE", "").startswith("postgres"), reason="needs PostgreSQL"
)
def test_a_careless_server_is_refused(careless: PrivatePostgres, tmp_path: Path) -> None:
    told = {"LIVELAB_HOME": str(tmp_path), "LIVELAB_DATABASE": careless.url, "LIVELAB_REDIS": ""}
    done = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=os.environ | told,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    for setting in SAFE:
        assert f"{setting} = off" in done.stderr
    assert "LiveLab is at" not in done.stdout
