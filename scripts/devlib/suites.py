"""The test suites: what each needs, how it is started, what it came to."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.devlib import node_env, services, system
from scripts.devlib.console import DevError, call, in_ci, say
from scripts.devlib.paths import PYTHON, ROOT
from scripts.devlib.results import Counts, Outcome, closing_line, read_report, table

NOTHING_COLLECTED = 5  # pytest's exit code when a filter left no test
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

Environment = Mapping[str, str]


class Missing(DevError):
    """A suite cannot run because a program is not on this machine."""


@dataclass(frozen=True)
class Job:
    """One run of one suite."""

    extra: Sequence[str]
    env: Environment
    report: Path


@dataclass(frozen=True)
class Suite:
    """A named suite: run it, get its exit code and the reason when that is not from a test."""

    name: str
    run: Callable[[Job], int]


def run_suites(names: Sequence[str], extra: Sequence[str]) -> int:
    """Run the named suites, or all; print what they came to; the exit code."""
    chosen = [suite for suite in SUITES if not names or suite.name in names]
    outcomes = [run_one(suite, extra) for suite in chosen]
    print(f"\n{table(outcomes)}\n\n{closing_line(outcomes)}", flush=True)
    return 0 if all(outcome.is_green for outcome in outcomes) else 1


def run_one(suite: Suite, extra: Sequence[str]) -> Outcome:
    """Run one suite in a data folder of its own; what is missing skips it, but not in CI."""
    say(f"── {suite.name}")
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix=f"livelab-{suite.name}-") as folder:
        report = Path(folder) / "report.xml"
        env = {**base_environment(), "LIVELAB_HOME": str(Path(folder) / "home")}
        counts, note = attempt(suite, Job(extra, env, report))
    return Outcome(suite.name, counts, time.monotonic() - began, note)


def attempt(suite: Suite, job: Job) -> tuple[Counts, str]:
    """The counts of a run and a note on what kept it from being one."""
    try:
        code = suite.run(job)
    except Missing as missing:
        say(f"{suite.name}: {missing}")
        return Counts(failed=1 if in_ci() else 0), f"not run: {missing}"
    except DevError as error:
        say(f"{suite.name}: {error}")
        return Counts(failed=1), "not run: see above"
    return judge(code, read_report(job.report), bool(job.extra))


def judge(code: int, counts: Counts, is_filtered: bool) -> tuple[Counts, str]:
    """Count a run that broke off without a failed test as one failure."""
    if code == 0 or counts.failed:
        return counts, ""
    if code == NOTHING_COLLECTED and is_filtered:
        return counts, "no test matches"
    return counts + Counts(failed=1), f"broke off with {code}"


def base_environment() -> dict[str, str]:
    """What every suite starts from: no data base or Redis of the person who runs it."""
    return {"LIVELAB_DATABASE": "", "LIVELAB_REDIS": "", "LIVELAB_ORIGINS": ""}


def run_vitest(job: Job) -> int:
    """The browser application's own tests."""
    npm = node_env.ensure_tools()
    reporters = ["--reporter=default", "--reporter=junit", f"--outputFile.junit={job.report}"]
    return npm.run("run", "--silent", "test", "--", *reporters, *job.extra)


def run_sqlite(job: Job) -> int:
    """The server's tests on the embedded data base and the layer in memory."""
    build_if_possible()
    ensure_tracer()
    return pytest(job, "tests", "--ignore=tests/browser")


def run_postgres(job: Job) -> int:
    """The same tests on a real PostgreSQL and a real Redis."""
    build_if_possible()
    with private_services() as addresses:
        beside = Job(job.extra, {**job.env, **addresses}, job.report)
        return pytest(beside, "tests", "--ignore=tests/browser")


def run_browser(job: Job) -> int:
    """Two people in a real browser, against a server started for them."""
    chromium = find_chromium()
    node_env.ensure_build()
    with_browser = Job(job.extra, {**job.env, "LIVELAB_CHROMIUM": chromium}, job.report)
    config = ROOT / "tests" / "browser" / "pytest.ini"
    return pytest(
        with_browser, "-c", str(config), "tests/browser", "-p", "no:asyncio", "--timeout=300"
    )


def build_if_possible() -> None:
    """Build the pages; the server's tests are worth running on a front end that does not build."""
    try:
        node_env.ensure_build()
    except DevError as error:
        say(f"going on without the browser application: {error}")


def pytest(job: Job, *arguments: str) -> int:
    """Run pytest with a report; its exit code."""
    return call(
        PYTHON, "-m", "pytest", f"--junitxml={job.report}", *arguments, *job.extra, env=job.env
    )


@contextmanager
def private_services() -> Iterator[dict[str, str]]:
    """A PostgreSQL and a Redis for one run, as settings for the server."""
    ensure_services()
    with ExitStack() as stack:
        database = stack.enter_context(services.PrivatePostgres())
        redis = stack.enter_context(services.PrivateRedis())
        yield {"LIVELAB_DATABASE": database.url, "LIVELAB_REDIS": redis.url}


def ensure_services() -> None:
    """Find the programs of both services, or install them where we may."""
    missing = [package for package, is_there in service_programs().items() if not is_there]
    if missing and not system.install_packages(missing):
        raise Missing(f"install {' and '.join(missing)}")


def ensure_tracer() -> None:
    """What one test sees the server's calls with; without it that test skips, in CI it fails."""
    if shutil.which("strace") is None:
        system.install_packages(["strace"])


def service_programs() -> dict[str, bool]:
    """Debian's package of each service, and whether its programs are on this machine."""
    return {
        "redis-server": has_program(services.redis_program),
        "postgresql": has_program(lambda: services.postgres_program("initdb")),
    }


def has_program(find: Callable[[], str]) -> bool:
    """Whether looking for a program finds it."""
    try:
        find()
    except DevError:
        return False
    return True


def find_chromium() -> str:
    """The path of a Chromium, installed where we may if there is none."""
    found = chromium_on_this_machine()
    if not found and system.install_packages(["chromium"]):
        found = chromium_on_this_machine()
    if not found:
        raise Missing("install chromium, or name one in LIVELAB_CHROMIUM")
    return found


def chromium_on_this_machine() -> str | None:
    """The Chromium named in the environment, or the first on the PATH."""
    named = os.environ.get("LIVELAB_CHROMIUM")
    return named or next(filter(None, map(shutil.which, CHROMIUMS)), None)


SUITES = (
    Suite("vitest", run_vitest),
    Suite("sqlite", run_sqlite),
    Suite("postgres", run_postgres),
    Suite("browser", run_browser),
)
SUITE_NAMES = tuple(suite.name for suite in SUITES)
