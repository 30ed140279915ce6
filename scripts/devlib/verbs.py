"""What the verbs of `scripts/dev.py` do."""

import os
from argparse import Namespace
from contextlib import ExitStack
from typing import NoReturn

from scripts.devlib import checks, locks, node_env, python_env, suites
from scripts.devlib.console import DevError, call, in_ci, merged, quietly, say
from scripts.devlib.paths import FRONTEND, MANAGE, PYTHON, ROOT
from scripts.devlib.suites import Missing

SAYS_NO = ("", "0", "no", "false")


def run(parsed: Namespace) -> NoReturn:
    """Set up what is missing and become the server of a demo lab."""
    python_env.ensure_requirements("base")
    node_env.ensure_build()
    migrate()
    say("demo lab")
    quietly(PYTHON, MANAGE, "make_demo", "--if-fresh")
    say("starting the server")
    become_server(parsed.port, wants_lan(parsed), parsed.extra)


def become_server(port: int, lan: bool, extra: list[str]) -> NoReturn:
    """Replace this process by the server, so that signals reach it directly."""
    command = [str(PYTHON), str(MANAGE), "serve", "--port", str(port), *extra]
    os.execve(PYTHON, command + (["--lan"] if lan else []), merged(None))


def wants_lan(parsed: Namespace) -> bool:
    """Whether other devices are let in: `run lan`, or LAN=1 in the environment."""
    return parsed.lan is not None or os.environ.get("LAN", "").lower() not in SAYS_NO


def test(parsed: Namespace) -> int:
    """Run the test suites."""
    python_env.ensure_requirements("base", "dev")
    return suites.run_suites(parsed.suites, parsed.extra)


def check(parsed: Namespace) -> int:
    """Run the checks."""
    python_env.ensure_requirements("base", "dev")
    return checks.run_checks(parsed.checks)


def lab(parsed: Namespace) -> int:
    """Make an empty lab; the command prints the one-time link of its first administrator."""
    python_env.ensure_requirements("base")
    migrate()
    return call(PYTHON, MANAGE, "start_lab", parsed.name, *parsed.extra)


def remove_demo(parsed: Namespace) -> int:
    """Take the demo lab away."""
    python_env.ensure_requirements("base")
    migrate()
    return call(PYTHON, MANAGE, "remove_demo", *parsed.extra)


def migrate() -> None:
    """Bring the data base to the shape the code wants."""
    say("migrating the data base")
    quietly(PYTHON, MANAGE, "migrate", "--verbosity", "0")


def bench(parsed: Namespace) -> int:
    """Measure speed, on the embedded data base, verification on PostgreSQL too."""
    python_env.ensure_requirements("base", "dev")
    node_env.ensure_build()
    with ExitStack() as stack:
        environment = long_run_environment(stack)
        return call(PYTHON, "-m", "tests.bench.run", *parsed.extra, env=environment)


def soak(parsed: Namespace) -> int:
    """Run under load for a long time."""
    script = ROOT / "tests" / "soak" / "run.py"
    python_env.ensure_requirements("base", "dev")
    node_env.ensure_build()
    with ExitStack() as stack:
        return call(PYTHON, script, *parsed.extra, env=long_run_environment(stack))


def long_run_environment(stack: ExitStack) -> dict[str, str]:
    """The addresses of the private services for a script that decides itself what to use."""
    plain = {**suites.base_environment(), "PYTHONPATH": str(ROOT)}
    suites.ensure_tracer()
    try:
        addresses = stack.enter_context(suites.private_services())
    except Missing as missing:
        if in_ci():
            raise DevError(str(missing)) from missing
        say(f"only the embedded data base is used: {missing}")
        return plain
    given = {
        f"LIVELAB_TEST_{name.removeprefix('LIVELAB_')}": url for name, url in addresses.items()
    }
    return {**plain, **given}


def fmt(parsed: Namespace) -> int:
    """Put the sources into their format, and repair what can be repaired safely."""
    python_env.ensure_requirements("base", "dev")
    repaired = call(*checks.RUFF, "check", "--fix", "--quiet", ".")
    return call(*checks.RUFF, "format", ".") or repaired


def generate(parsed: Namespace) -> int:
    """Write what is generated from the code: the API schema and the TypeScript types."""
    python_env.ensure_requirements("base", "dev")
    say("docs/openapi.yaml")
    quietly(PYTHON, MANAGE, "spectacular", "--validate", "--file", checks.SCHEMA)
    say("the types of the board's messages")
    quietly(PYTHON, MANAGE, "wire_types")
    if node_env.offers("generate:rest"):
        say(f"the types of the API in {FRONTEND.name}")
        node_env.ensure_tools().quietly("run", "--silent", "generate:rest")
    return 0


def lock(parsed: Namespace) -> int:
    """Make the lock files anew."""
    locks.lock_everything(parsed.upgrade)
    return 0


def manage(parsed: Namespace) -> int:
    """Run one of Django's commands in the virtual environment."""
    python_env.ensure_requirements("base")
    return call(PYTHON, MANAGE, *parsed.extra)
