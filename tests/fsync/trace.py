"""What a server asked of the kernel, as `strace` saw it, in the order in which it happened.

A call is one line, or two where others came in between: its beginning ("unfinished") and its end
("resumed"). A thread cannot go on before the tracer has seen its call end, so the order of lines
is an order of cause and effect.
"""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

CALLS = ("fdatasync", "fsync", "pwrite64", "pwritev", "write", "sendto", "sendmsg", "writev")
#: longer than any page or frame
LONGEST = 400_000

_LINE = re.compile(r"(?P<thread>\d+) +\d+\.\d+ (?P<said>.*)", re.DOTALL)
_BEGUN = re.compile(r"(?P<call>\w+)\(\d+<(?P<file>.*?)>(?P<rest>.*)", re.DOTALL)
_RESUMED = re.compile(r"<\.\.\. (?P<call>\w+) resumed>")
_UNFINISHED = "<unfinished ...>"
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)


class NoTracer(Exception):
    """`strace` is not on this machine."""


def command(output: Path) -> list[str]:
    """What to put before a program so that its calls are written down; it keeps its process id."""
    program = shutil.which("strace")
    if program is None:
        raise NoTracer("What reaches the disk is seen with strace. Install strace.")
    options = ["-D", "-f", "-qq", "-ttt", "-y", "-s", str(LONGEST), "-e", "signal=none"]
    return [
        program,
        *options,
        "--seccomp-bpf",
        "-e",
        f"trace={','.join(CALLS)}",
        "-o",
        str(output),
    ]


@dataclass
class Call:
    """One call that came to its end: from which line to which, on what, with which bytes."""

    name: str
    file: str
    said: str
    begun: int
    ended: int = 0

    @property
    def is_sync(self) -> bool:
        """Does it put a file on the disk?"""
        return self.name in ("fsync", "fdatasync")

    @property
    def is_sent(self) -> bool:
        """Does it go out to somebody?"""
        return self.file.startswith(("socket:", "TCP"))

    @property
    def data(self) -> bytes:
        """The bytes of its first buffer."""
        found = _STRING.search(self.said)
        return bytes(ast.literal_eval(f'b"{found[1]}"')) if found else b""


def calls(lines: Iterable[str]) -> Iterator[Call]:
    """The calls of a trace, each when it has ended; those that never did come last."""
    open_calls: dict[str, Call] = {}
    for number, line in enumerate(lines, 1):
        found = _LINE.match(line)
        if not found:
            continue
        thread, said = found["thread"], found["said"]
        begun = _BEGUN.match(said)
        if begun:
            call = Call(begun["call"], begun["file"], begun["rest"], number)
            if said.rstrip().endswith(_UNFINISHED):
                open_calls[thread] = call
                continue
        elif _RESUMED.match(said) and thread in open_calls:
            call = open_calls.pop(thread)
        else:
            continue
        call.ended = number
        yield call
    yield from open_calls.values()
