"""What an installation is, if nobody says anything, is safe; and what may be said is checked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory

from livelab import checks
from livelab.database import BadDatabaseAddress, database
from livelab.security import client_address

ROOT = Path(__file__).resolve().parents[2]


def start(tmp_path: Path, code: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the settings of a new installation."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("LIVELAB_")}
    clean |= {"LIVELAB_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "livelab.settings"}
    return subprocess.run(
        [sys.executable, "-W", "error", *code.split("\n", 1)[0].split(), *code.split("\n", 1)[1:]],
        cwd=ROOT,
        env=clean | env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_defaults(settings: Any) -> None:
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
    assert not settings.SESSION_SAVE_EVERY_REQUEST
    assert "*" not in settings.ALLOWED_HOSTS
    assert settings.DATABASES["default"]["CONN_MAX_AGE"] == 0
    assert settings.CHANNEL_LAYERS["default"]["BACKEND"].startswith("channels")


def test_a_new_installation_starts_without_a_warning(tmp_path: Path) -> None:
    code = "-c\nimport django; django.setup()\nfrom django.conf import settings as s\n"
    code += "print(s.DEBUG, sorted(s.ALLOWED_HOSTS), s.HTTPS, s.SESSION_COOKIE_NAME)"
    done = start(tmp_path, code)
    assert done.stderr == ""
    assert done.stdout == "False ['127.0.0.1', '[::1]', 'localhost'] False livelab_session\n"


def test_behind_tls_the_deployment_check_is_clean(tmp_path: Path) -> None:
    done = start(
        tmp_path,
        "manage.py check --deploy --fail-level WARNING",
        LIVELAB_ORIGINS="https://lab.example",
    )
    assert (done.returncode, "no issues" in done.stdout) == (0, True), done.stderr


def test_behind_tls_cookies_are_bound_to_the_host(tmp_path: Path) -> None:
    code = "-c\nimport django; django.setup()\nfrom django.conf import settings as s\n"
    code += "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.DEVICE_COOKIE_NAME)"
    done = start(tmp_path, code, LIVELAB_ORIGINS="https://lab.example")
    assert done.stdout == "True True __Host-livelab_device\n", done.stderr


@pytest.mark.parametrize("origins", ["*", "https://*.example", "lab.example", "https://lab/x"])
def test_an_origin_that_is_none_stops_the_start(tmp_path: Path, origins: str) -> None:
    done = start(tmp_path, "manage.py check", LIVELAB_ORIGINS=origins)
    assert done.returncode != 0
    assert "is no origin" in done.stderr


def test_several_workers_need_redis(tmp_path: Path) -> None:
    done = start(tmp_path, "manage.py check", WEB_CONCURRENCY="2")
    assert done.returncode != 0
    assert "LIVELAB_REDIS" in done.stderr


def test_database_addresses(tmp_path: Path) -> None:
    assert database("", tmp_path)["NAME"] == str(tmp_path / "livelab.sqlite3")
    assert database("sqlite:////srv/lab.db", tmp_path)["NAME"] == "/srv/lab.db"
    there = database("postgresql://u:p%40ss@db:6432/lab", tmp_path)
    assert (there["USER"], there["PASSWORD"], there["HOST"]) == ("u", "p@ss", "db")
    assert (there["PORT"], there["NAME"], there["CONN_MAX_AGE"]) == ("6432", "lab", 0)
    assert database("postgresql:///lab?host=/run/pg", tmp_path)["HOST"] == "/run/pg"
    with pytest.raises(BadDatabaseAddress):
        database("mysql://db/lab", tmp_path)


@pytest.mark.django_db
def test_sqlite_writes_to_the_disk_before_it_answers() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only for SQLite")
    with connection.cursor() as cursor:
        found = {}
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
            cursor.execute(f"PRAGMA {name}")
            found[name] = cursor.fetchone()[0]
    assert found == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10000
    }  # fmt: skip
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_nobody_is_believed_about_her_address_without_a_proxy(settings: Any) -> None:
    request = RequestFactory().get(
        "/", REMOTE_ADDR="192.0.2.1", headers={"x-forwarded-for": "1.1.1.1, 203.0.113.5"}
    )
    settings.HTTPS = False
    assert client_address(request) == "192.0.2.1"
    settings.HTTPS = True
    assert client_address(request) == "203.0.113.5"


def test_the_packages_are_new_enough() -> None:
    assert checks.old_packages() == {}
    assert checks.old_packages({"django": "99.0"}).keys() == {"django"}
    assert checks.old_packages({"no-such-package": "1"}) == {"no-such-package": ""}
    errors = checks.check_packages(None)
    assert errors == []


@pytest.mark.parametrize(
    ("found", "sound"),
    [
        ((3, 40, 1), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
        ((3, 50, 7), True),
        ((3, 50, 6), False),
        ((3, 44, 6), True),
        ((3, 45, 9), False),
    ],
)
def test_which_sqlite_can_corrupt_a_database(found: tuple[int, ...], sound: bool) -> None:
    assert checks.sqlite_is_sound(found) is sound


def test_a_redis_that_does_not_answer_is_warned_of() -> None:
    assert "does not answer" in checks.redis_warning("redis://127.0.0.1:1/0")
    assert checks.redis_warning("") == ""
