"""A class comes in by its QR code while somebody behind the same address guesses codes."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from common.ids import CODE_ALPHABET, CODE_LENGTH
from tests.browser.lab import RunningLab

from .phone import Phone

PHONES = 60
WITHIN_S = 30
#: more cannot be under way from one person's machine without hurting himself
AT_ONCE = 12


@dataclass
class Found:
    """What it came to."""

    guesses: int
    phones: int = PHONES
    seconds: float = 0.0
    in_board: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    #: what the guesser hears to the right code after all his guesses: when he looks, and comes in
    at_last: tuple[str, str] = ("", "")
    wrong_way: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> list[str]:
        """What does not hold, in words; empty where all is well."""
        said = {
            f"{self.in_board} of {self.phones} came in": self.in_board != self.phones,
            f"they took {self.seconds:.1f} s": self.seconds > WITHIN_S,
            f"the right code was answered {self.at_last}": set(self.at_last) != {"too_many_tries"},
            f"guesses were answered {self.answers}": self.answers.keys()
            != {"code_unknown", "too_many_tries"},
            f"phones heard {self.wrong_way[:3]}": bool(self.wrong_way),
        }
        return [words for words, is_so in said.items() if is_so]

    @property
    def summary(self) -> str:
        """One line for people."""
        return (
            f"{self.in_board} phones in within {self.seconds:.1f} s beside {self.guesses:,} guesses"
            f" ({self.answers['too_many_tries']:,} refused unread); the right code as the next:"
            f" {self.at_last[0]}"
        )

    def as_data(self) -> dict[str, Any]:
        """For the record."""
        return {**vars(self), "answers": dict(self.answers)}


def room(home: Path, guesses: int) -> Found:
    """Let them come while he guesses; he goes on until all his guesses are made."""
    found = Found(guesses)
    with serving(home) as lab, Phone(lab.host, lab.port) as his:
        invitation = lab.codes["participant"]
        guesser = Guesser(his, found)
        with ThreadPoolExecutor(1) as aside:
            guessing = aside.submit(guesser.guess)
            guesser.is_shut_out.wait(WITHIN_S)
            _all_come(lab, invitation, found)
            guessing.result()
        found.at_last = guesser.types(invitation[:CODE_LENGTH])
    return found


@contextmanager
def serving(home: Path) -> Iterator[RunningLab]:
    """The demo lab, served."""
    lab = RunningLab(home)
    lab.prepare()
    lab.start()
    try:
        yield lab
    finally:
        lab.stop()


class Guesser:
    """Somebody in the room who tries one code after the other."""

    def __init__(self, phone: Phone, found: Found) -> None:
        self.is_shut_out = threading.Event()
        self._phone = phone
        self._found = found

    def guess(self) -> None:
        """All his guesses, each another code."""
        self._phone.opens("/")
        for number in range(self._found.guesses):
            answer = self._phone.looks(wrong(number))
            self._found.answers[answer.code or "in"] += 1
            if answer.code == "too_many_tries":
                self.is_shut_out.set()

    def types(self, code: str) -> tuple[str, str]:
        """The right one: what he hears when he looks, and when he comes in at once."""
        return self._phone.looks(code).code, self._phone.joins(code, "Guesser").code


def wrong(number: int) -> str:
    """A well-formed code that is in force nowhere."""
    return "ZZZ" + "".join(CODE_ALPHABET[number >> shift & 31] for shift in (20, 15, 10, 5, 0))


def _all_come(lab: RunningLab, invitation: str, found: Found) -> None:
    began = time.monotonic()
    numbers = count(1)
    with ThreadPoolExecutor(AT_ONCE) as phones:
        ends = [phones.submit(_come, lab, invitation, next(numbers)) for _ in range(found.phones)]
        heard = [end.result() for end in ends]
    found.seconds = round(time.monotonic() - began, 2)
    found.in_board = heard.count("")
    found.wrong_way = [words for words in heard if words]


def _come(lab: RunningLab, invitation: str, number: int) -> str:
    """From the QR code's address to the board's own data; what went wrong, '' where nothing did."""
    with Phone(lab.host, lab.port) as phone:
        phone.opens(f"/join/{invitation}")
        for answer in (phone.looks(invitation), phone.joins(invitation, f"Pupil {number}")):
            if answer.status != 200:
                return f"{answer.status} {answer.code}"
        board = phone.reads("/api" + str(answer.data["path"]))
        return "" if board.status == 200 else f"no board: {board.status} {board.code}"
