"""Who writes into the past, or past the guard? Only those who may: read from the source itself."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = (
    "livelab", "demo", "boards", "challenges", "accounts", "files", "contributions", "common",
)  # fmt: skip

#: name → the modules that may use it.
ALLOWED = {
    "as_of": {"contributions/door.py"},
    "lifted": {
        "contributions/guard.py",
        "contributions/triggers.py",
        "contributions/testing.py",
        "contributions/management/commands/migrate.py",
        "contributions/management/commands/flush.py",
        "contributions/management/commands/loaddata.py",
        "livelab/backup/postgresql.py",  # makes the tables that a backup fills
    },
    "lift": {
        "contributions/triggers.py",
        "contributions/migrations/0001_initial.py",
        "contributions/migrations/0002_accepted_once_in_order.py",
    },
    "tampering": {"contributions/testing.py"},
    "flushes_allowed": {"contributions/testing.py"},
}


def names_in(path: Path) -> set[str]:
    """Every name that a module defines, imports or uses."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
                found.add(name)
            case ast.FunctionDef(name=name):
                found.add(name)
    return found


def modules() -> list[Path]:
    return [path for app in APPS for path in sorted((ROOT / app).rglob("*.py"))]


@pytest.mark.parametrize("name", ALLOWED)
def test_only_those_who_may_use_it(name: str) -> None:
    users = {str(p.relative_to(ROOT)) for p in modules() if name in names_in(p)}
    if name == "as_of":
        users = {user for user in users if not user.startswith("demo/")}
    assert users <= ALLOWED[name]


def test_the_list_is_not_out_of_date() -> None:
    for name, paths in ALLOWED.items():
        for path in paths:
            assert name in names_in(ROOT / path)
