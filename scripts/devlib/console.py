"""Saying what is done and running other programs."""

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from scripts.devlib.paths import ROOT

STARTED = time.monotonic()
TAIL_LINES = 40

Argument = str | Path
Environment = Mapping[str, str]


class DevError(Exception):
    """A step could not be done; the message says what a person can do about it."""


def say(message: str) -> None:
    """Print a progress line with the seconds since the start."""
    print(f"[{time.monotonic() - STARTED:6.1f}s] {message}", flush=True)


def call(
    *command: Argument,
    env: Environment | None = None,
    cwd: Path = ROOT,
    out: IO[bytes] | None = None,
) -> int:
    """Run a program with its output shown, or written to `out`; its exit code."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=merged(env),
        check=False,
        stdout=out,
        stderr=out and subprocess.STDOUT,
    ).returncode


def quietly(*command: Argument, env: Environment | None = None, cwd: Path = ROOT) -> None:
    """Run a program whose output matters only when it fails."""
    done = capture(*command, env=env, cwd=cwd)
    if done.returncode:
        raise DevError(failure_text(command, done))


def succeeds(*command: Argument, env: Environment | None = None, cwd: Path = ROOT) -> bool:
    """Whether a program runs and exits with 0; nothing is shown."""
    try:
        return capture(*command, env=env, cwd=cwd).returncode == 0
    except OSError:
        return False


def capture(
    *command: Argument, env: Environment | None = None, cwd: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    """Run a program and keep what it prints, errors included."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**merged(env), "NO_COLOR": "1"},
        check=False,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def merged(env: Environment | None) -> dict[str, str]:
    """This process's environment with the given additions; an empty value takes a name away."""
    together = {**os.environ, **(env or {})}
    return {name: value for name, value in together.items() if value != ""}


def failure_text(command: Sequence[Argument], done: subprocess.CompletedProcess[str]) -> str:
    """What failed, with the end of what it printed."""
    tail = "\n".join(done.stdout.splitlines()[-TAIL_LINES:])
    return f"{shlex.join(str(part) for part in command)}\nended with {done.returncode}:\n{tail}"


def in_ci() -> bool:
    """Whether what is missing is a failure rather than something to skip."""
    return os.environ.get("CI", "").lower() in ("1", "true", "yes")


def warn(message: str) -> None:
    """Print a line to the error stream."""
    print(message, file=sys.stderr, flush=True)
