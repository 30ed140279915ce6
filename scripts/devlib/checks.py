"""The checks: programs that keep the promises which tests cannot see."""

import difflib
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.devlib import console, guards, node_env
from scripts.devlib.console import DevError, say
from scripts.devlib.paths import FRONTEND, MANAGE, PYTHON, ROOT

SCHEMA = ROOT / "docs" / "openapi.yaml"
REST_TYPES = FRONTEND / "src" / "api" / "rest.gen.ts"
COMPOSE = ROOT / "docker-compose.yml"
SHOWN_LINES = 60
# Programs are started as modules: the scripts in a virtual environment break when it is moved.
RUFF = (PYTHON, "-m", "ruff")
CONCISE = "--output-format=concise"
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run(['--no-cache'])"


@dataclass(frozen=True)
class Check:
    """A named check: what it complains about, nothing when all is well."""

    name: str
    complain: Callable[[], str]


def run_checks(names: Sequence[str]) -> int:
    """Run the named checks, or all; print what they complain about; the exit code."""
    with tempfile.TemporaryDirectory(prefix="livelab-check-") as home:
        os.environ["LIVELAB_HOME"] = home
        failed = [check.name for check in CHECKS if is_chosen(check, names) and not passes(check)]
    if failed:
        print(f"\nchecks failed: {', '.join(failed)}", flush=True)
        return 1
    print("\nall checks passed", flush=True)
    return 0


def is_chosen(check: Check, names: Sequence[str]) -> bool:
    """Whether to run it: all are, when none is named."""
    return not names or check.name in names


def passes(check: Check) -> bool:
    """Run one check and print its complaint."""
    try:
        complaint = check.complain()
    except (DevError, OSError) as error:
        complaint = str(error)
    say(f"{'✗' if complaint else '✓'} {check.name}")
    if complaint:
        print(indented(complaint), flush=True)
    return not complaint


def indented(text: str) -> str:
    """A complaint set off from the progress lines, shortened when it is very long."""
    lines = text.splitlines()
    left = len(lines) - SHOWN_LINES
    shown = lines[:SHOWN_LINES] + ([f"… and {left} more lines"] if left > 0 else [])
    return "\n".join(f"          {line}" for line in shown)


def program(*command: console.Argument) -> Callable[[], str]:
    """A check that is a program in the repository's folder: it complains by its exit code."""

    def complain() -> str:
        done = console.capture(*command)
        return (done.stdout.strip() or f"exit code {done.returncode}") if done.returncode else ""

    return complain


def npm_script(name: str) -> Callable[[], str]:
    """A check that is a script of the front end."""

    def complain() -> str:
        npm = node_env.ensure_tools()
        done = console.capture(*npm.command, "run", "--silent", name, cwd=FRONTEND, env=npm.env)
        return (done.stdout.strip() or f"exit code {done.returncode}") if done.returncode else ""

    return complain


def phone_is_light() -> str:
    """The script that a phone loads for its first note stays under its limit."""
    node_env.ensure_build()
    return npm_script("size")()


def schema_is_current() -> str:
    """The committed API schema is the one the code declares."""
    with tempfile.TemporaryDirectory(prefix="livelab-schema-") as folder:
        generated = Path(folder) / "openapi.yaml"
        console.quietly(PYTHON, MANAGE, "spectacular", "--validate", "--file", generated)
        difference = differences(SCHEMA, generated)
    return f"{difference}\nrun: python3 scripts/dev.py generate" if difference else ""


def rest_types_are_current() -> str:
    """The TypeScript types of the API, where they are committed, are those of the API schema."""
    if not REST_TYPES.is_file():
        return ""
    npm = node_env.ensure_tools()
    with tempfile.TemporaryDirectory(prefix="livelab-rest-") as folder:
        generated = Path(folder) / "rest.gen.ts"
        npm.quietly("exec", "--", "openapi-typescript", str(SCHEMA), "--output", str(generated))
        difference = differences(REST_TYPES, generated)
    return f"{difference}\nrun: python3 scripts/dev.py generate" if difference else ""


def differences(committed: Path, generated: Path) -> str:
    """What to change in the committed file to make it the generated one."""
    old = committed.read_text().splitlines() if committed.is_file() else []
    new = generated.read_text().splitlines()
    return "\n".join(difflib.unified_diff(old, new, committed.name, "generated", lineterm="", n=1))


def compose_is_valid() -> str:
    """The compose file follows the published schema."""
    schema = ("--builtin-schema", "vendor.compose-spec")
    return program(PYTHON, "-m", "check_jsonschema", *schema, COMPOSE)()


def guards_are_content() -> str:
    """The guards over the repository's own files."""
    return "\n".join(guards.run_guards())


CHECKS = (
    Check("format", program(*RUFF, "format", "--check", CONCISE, ".")),
    Check("lint", program(*RUFF, "check", "--quiet", CONCISE, ".")),
    Check("types", program(PYTHON, "-m", "mypy", "--no-error-summary", ".")),
    Check("imports", program(PYTHON, "-c", LINT_IMPORTS)),
    Check("migrations", program(PYTHON, MANAGE, "makemigrations", "--check", "--dry-run")),
    Check("schema", schema_is_current),
    Check("wire", program(PYTHON, MANAGE, "wire_types", "--check")),
    Check("compose", compose_is_valid),
    Check("guards", guards_are_content),
    Check("tables", program(PYTHON, "-m", "tests.bench.table", "--check")),
    Check("rest", rest_types_are_current),
    Check("tsc", npm_script("check")),
    Check("eslint", npm_script("lint")),
    Check("i18n", npm_script("i18n:check")),
    Check("size", phone_is_light),
)
CHECK_NAMES = tuple(check.name for check in CHECKS)
