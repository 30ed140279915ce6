"""Making the lock files anew from the ranges in `pyproject.toml` and `frontend/package.json`."""

from scripts.devlib import node_env, python_env
from scripts.devlib.console import DevError, quietly, say
from scripts.devlib.paths import REQUIREMENTS, ROOT

OLDEST_PYTHON = "3.11"
# No header and no notes: what is left has hashes and no address, so that any mirror serves.
COMPILE = ("pip", "compile", "--quiet", "--universal", "--generate-hashes")
BARE = ("--no-header", "--no-annotate", "--python-version", OLDEST_PYTHON)
SOURCES = {
    "base": ("pyproject.toml",),
    "dev": ("pyproject.toml", "--group", "dev", "--constraint", "requirements/base.txt"),
    "node": ("--group", "node"),
    "tools": ("--group", "tools"),
}


def lock_everything(upgrade: bool) -> None:
    """Compile every lock; with `upgrade` to the newest versions the ranges allow."""
    lock_python(upgrade)
    lock_npm(upgrade)


def lock_python(upgrade: bool) -> None:
    """Compile `requirements/*.txt`; what is locked stays as it is while the ranges allow it."""
    python_env.ensure_venv()
    uv = python_env.find_uv()
    if uv is None:
        raise DevError("making locks needs uv, and it could not be installed here")
    newest = ("--upgrade",) if upgrade else ()
    for name, sources in SOURCES.items():
        say(f"locking requirements/{name}.txt")
        target = REQUIREMENTS / f"{name}.txt"
        command = (uv, *COMPILE, *BARE, *newest, *sources, "--output-file", target)
        quietly(*command, env=python_env.UV_ENVIRONMENT, cwd=ROOT)


def lock_npm(upgrade: bool) -> None:
    """Compile `package-lock.json`."""
    say("locking frontend/package-lock.json")
    verb = "update" if upgrade else "install"
    node_env.find_npm().quietly(
        verb, "--package-lock-only", "--omit-lockfile-registry-resolved", "--no-audit", "--no-fund"
    )
