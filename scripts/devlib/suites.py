"""The test suites: what each needs, how it is started, what it came to."""

import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import IO

from scripts.devlib import node_env, services, system
from scripts.devlib.console import DevError, call, in_ci, say
from scripts.devlib.paths import PYTHON, ROOT
from scripts.devlib.results import Counts, Outcome, closing_line, read_report, table

NOTHING_COLLECTED = 5  # pytest's exit code when a filter left no test
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

Environment = Mapping[str, str]

#: held while something is installed or built: suites that run side by side need the same things
PREPARING = threading.RLock()


class Missing(DevError):
    """A suite cannot run because a program is not on this machine."""


@dataclass(frozen=True)
class Job:
    """One run of one suite."""

    extra: Sequence[str]
    env: Environment
    report: Path
    #: where its output goes; None: to ours
    out: IO[bytes] | None = None


@dataclass(frozen=True)
class Suite:
    """A named suite: run it, get its exit code and the reason when that is not from a test."""

    name: str
    run: Callable[[Job], int]
    #: does it wait more than it computes, so that another may run beside it?
    beside: bool = False


def run_suites(names: Sequence[str], extra: Sequence[str]) -> int:
    """Run the named suites, or all; print what they came to; the exit code."""
    chosen = [suite for suite in SUITES if not names or suite.name in names]
    outcomes = [one for group in groups(chosen) for one in run_group(group, extra)]
    print(f"\n{table(outcomes)}\n\n{closing_line(outcomes)}", flush=True)
    return 0 if all(outcome.is_green for outcome in outcomes) else 1


def groups(chosen: Sequence[Suite]) -> list[list[Suite]]:
    """What runs one after another; with two processors some suites run side by side."""
    at_once = (os.cpu_count() or 1) > 1
    parts = groupby(chosen, key=lambda suite: (at_once and suite.beside) or suite.name)
    return [list(part) for _, part in parts]


def run_group(group: Sequence[Suite], extra: Sequence[str]) -> list[Outcome]:
    """Run suites at once: the first shows its output as it comes, the others at their end."""
    with ExitStack() as stack:
        pool = stack.enter_context(ThreadPoolExecutor(len(group)))
        outs = [None, *(stack.enter_context(tempfile.TemporaryFile()) for _ in group[1:])]
        runs = [
            pool.submit(run_one, suite, extra, out) for suite, out in zip(group, outs, strict=True)
        ]
        return [shown(run, out) for run, out in zip(runs, outs, strict=True)]


def shown(run: Future[Outcome], out: IO[bytes] | None) -> Outcome:
    """A suite's outcome, after what it printed."""
    outcome = run.result()
    if out:
        out.seek(0)
        print(f"── {outcome.suite}, beside it", flush=True)
        shutil.copyfileobj(out, sys.stdout.buffer)
        sys.stdout.flush()
    return outcome


def run_one(suite: Suite, extra: Sequence[str], out: IO[bytes] | None = None) -> Outcome:
    """Run one suite in a data folder of its own; what is missing skips it, but not in CI."""
    say(f"── {suite.name}")
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix=f"livelab-{suite.name}-") as folder:
        report = Path(folder) / "report.xml"
        env = {**base_environment(), "LIVELAB_HOME": str(Path(folder) / "home")}
        counts, note = attempt(suite, Job(extra, env, report, out))
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
    with PREPARING:
        ensure_tracer()
    return pytest(job, "tests", "--ignore=tests/browser")


def run_postgres(job: Job) -> int:
    """Those that know a database, on a real PostgreSQL and a real Redis."""
    build_if_possible()
    with private_services() as addresses:
        return pytest(replace(job, env={**job.env, **addresses}), "tests", "--ignore=tests/browser")


def run_browser(job: Job) -> int:
    """Two people in a real browser, against a server started for them."""
    chromium = find_chromium()
    node_env.ensure_build()
    with_browser = replace(job, env={**job.env, "LIVELAB_CHROMIUM": chromium})
    config = ROOT / "tests" / "browser" / "pytest.ini"
    return pytest(
        with_browser, "-c", str(config), "tests/browser", "-p", "no:asyncio", "--timeout=300"
    )


def build_if_possible() -> None:
    """Build the pages; the server's tests are worth running on a front end that does not build."""
    with PREPARING:
        try:
            node_env.ensure_build()
        except DevError as error:
            say(f"going on without the browser application: {error}")


def pytest(job: Job, *arguments: str) -> int:
    """Run pytest with a report; its exit code."""
    report = f"--junitxml={job.report}"
    return call(PYTHON, "-m", "pytest", report, *arguments, *job.extra, env=job.env, out=job.out)


@contextmanager
def private_services() -> Iterator[dict[str, str]]:
    """A PostgreSQL and a Redis for one run, as settings for the server."""
    with PREPARING:
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
    """What one test sees the server's calls with; it fails without, and says what to install."""
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
    Suite("sqlite", run_sqlite, beside=True),
    Suite("postgres", run_postgres, beside=True),
    Suite("browser", run_browser),
)
SUITE_NAMES = tuple(suite.name for suite in SUITES)
