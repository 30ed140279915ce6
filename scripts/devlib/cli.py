"""The command line of `scripts/dev.py`."""

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from scripts.devlib import checks, suites, verbs
from scripts.devlib.console import DevError, warn
from scripts.devlib.paths import ROOT

DEFAULT_PORT = 8000
INTERRUPTED = 130
#: verbs that have nothing of their own: all their arguments go to the program behind them
PROGRAMS = ("bench", "soak")

SIMPLE_VERBS = (
    ("remove-demo", verbs.remove_demo, "take the demo lab away"),
    ("bench", verbs.bench, "measure speed; `bench --help` tells of its parts"),
    ("soak", verbs.soak, "load for a long time; `soak --help` tells of its parts"),
    ("fmt", verbs.fmt, "put the sources into their format"),
    ("generate", verbs.generate, "write the API schema and the TypeScript types anew"),
    ("manage", verbs.manage, "one of Django's commands: `manage -- COMMAND`"),
)


def main(arguments: Sequence[str]) -> int:
    """Do what one verb says; the exit code."""
    signal.signal(signal.SIGTERM, stop_orderly)
    os.chdir(ROOT)
    ours, extra = split_extra(arguments)
    parsed = parser().parse_args(ours)
    parsed.extra = extra
    try:
        code: int = parsed.act(parsed)
    except DevError as error:
        warn(f"\n{error}")
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def stop_orderly(number: int, frame: object) -> NoReturn:
    """End in the way that lets everything started here be stopped."""
    sys.exit(128 + number)


def split_extra(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """The arguments before and after `--`: ours, and those for the program behind the verb."""
    whole = list(arguments)
    if "--" not in whole:
        ours = 1 if whole and whole[0] in PROGRAMS else len(whole)
        return whole[:ours], whole[ours:]
    at = whole.index("--")
    return whole[:at], whole[at + 1 :]


def parser() -> argparse.ArgumentParser:
    """What can be said on the command line."""
    top = argparse.ArgumentParser(
        prog="dev.py", description="Run and develop LiveLab.", epilog="`-- …` passes the rest on."
    )
    choices = top.add_subparsers(required=True, metavar="VERB")

    run = choices.add_parser("run", help="set up what is missing and serve a demo lab")
    run.add_argument("lan", nargs="?", type=one_of(["lan"]), help="let this network's devices in")
    run.add_argument("--port", type=int, default=DEFAULT_PORT)
    run.set_defaults(act=verbs.run)

    test = choices.add_parser("test", help=f"run suites: {', '.join(suites.SUITE_NAMES)}")
    test.add_argument("suites", nargs="*", type=one_of(suites.SUITE_NAMES), metavar="SUITE")
    test.set_defaults(act=verbs.test)

    check = choices.add_parser("check", help=f"run checks: {', '.join(checks.CHECK_NAMES)}")
    check.add_argument("checks", nargs="*", type=one_of(checks.CHECK_NAMES), metavar="CHECK")
    check.set_defaults(act=verbs.check)

    lab = choices.add_parser("lab", help="make an empty lab and print its administrator's link")
    lab.add_argument("name", type=some_text)
    lab.set_defaults(act=verbs.lab)

    lock = choices.add_parser("lock", help="make the lock files anew")
    lock.add_argument("--upgrade", action="store_true", help="to the newest versions allowed")
    lock.set_defaults(act=verbs.lock)

    for name, act, text in SIMPLE_VERBS:
        choices.add_parser(name, help=text).set_defaults(act=act)
    return top


def one_of(names: Sequence[str]) -> Callable[[str], str]:
    """A kind of argument that is one of these words."""

    def word(text: str) -> str:
        if text not in names:
            raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(names)}")
        return text

    return word


def some_text(text: str) -> str:
    """A kind of argument that is not empty."""
    if not text.strip():
        raise argparse.ArgumentTypeError("a name is needed")
    return text
