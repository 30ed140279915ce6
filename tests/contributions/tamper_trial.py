"""Ten thousand changes of a log against an anchor, and a thousand honest logs: what was found.

`make soak` runs the long form and keeps the figures; `test_ten_thousand_changes` the short one.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from contributions.redact import erase_words
from contributions.verify import check, verify
from contributions.walk import Anchored, EntryRow, Walk
from tests.contributions import cast, honest
from tests.contributions.cast import BOARD, JAN, LAB_LOG
from tests.contributions.tampering import KINDS, Kept, Log
from tests.contributions.test_concurrency import batch

BOARDS, NOTES = 40, 26
SAMPLED = 50
#: every so many changes the whole log is walked, else only the streams that changed
WHOLE_EACH = 100


@dataclass
class Result:
    """What a trial came to."""

    seed: int
    entries: int = 0
    changes: int = 0
    tried: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[int, str]] = field(default_factory=list)
    bytes_turned: int = 0
    bytes_missed: list[tuple[str, int]] = field(default_factory=list)
    honest_logs: int = 0
    honest_entries: int = 0
    honest_erased: int = 0
    false_alarms: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Was everything found, and nothing else?"""
        return not (self.missed or self.bytes_missed or self.false_alarms)

    @property
    def summary(self) -> str:
        """One line for people."""
        found = self.changes - len(self.missed)
        return (
            f"seed {self.seed}: {found:,} of {self.changes:,} changes of {self.entries:,} entries"
            f" found, {self.bytes_turned - len(self.bytes_missed):,} of {self.bytes_turned:,} bytes"
            f" of {SAMPLED} entries; {len(self.false_alarms)} false alarms in"
            f" {self.honest_logs:,} honest logs ({self.honest_erased:,} entries erased)"
        )

    def as_data(self) -> dict[str, Any]:
        """For the record."""
        return asdict(self) | {"tried": dict(self.tried)}


def write_a_thousand_entries() -> Log:
    """Forty boards of a lab, some words erased; more than a thousand entries."""
    keys = [BOARD._replace(object_id=f"{n:032x}") for n in range(BOARDS)]
    batch(keys, [f"glass {n}" for n in range(NOTES)])
    erased = {key.id: [2, 5, 9] for key in keys[:12]}
    erase_words(log=LAB_LOG, entries=erased, reason="person_asked", actor=JAN)
    return honest.read_log()


def change_it(result: Result, log: Log, changes: int) -> None:
    """Every kind of change, again and again, against the anchored heads."""
    before = check(log, {})
    result.entries = before.entries
    anchor = honest.anchor_of(before)
    dice = random.Random(f"tamper {result.seed}")
    for turn in range(changes):
        change = KINDS[turn % len(KINDS)]
        changed = change(log, dice)
        places = range(len(log)) if turn % WHOLE_EACH == 0 else _concerned(log, set(changed))
        now = [(place, changed.get(place, log[place])) for place in places]
        result.changes += 1
        result.tried[change.__name__] += 1
        if not _found([kept for _, kept in now], [log[place] for place in places], anchor):
            result.missed.append((turn, change.__name__))


def _concerned(log: Log, changed: set[int]) -> list[int]:
    """The changed streams, and the lab's own, which tells what was erased."""
    return [n for n, kept in enumerate(log) if n in changed or kept.stream.kind == b"lab"]


def _found(now: list[Kept | None], before: Log, anchor: dict[str, Anchored]) -> bool:
    names = [kept.stream.name for kept in before]
    heads = {name: anchor[name] for name in names}
    return bool(check([kept for kept in now if kept], heads).findings)


def turn_every_byte(result: Result, log: Log) -> None:
    """One bit of each byte of fifty entries."""
    dice = random.Random(f"bytes {result.seed}")
    written = [(kept, at) for kept in log for at, row in enumerate(kept.rows) if row.words]
    for kept, at in dice.sample(written, SAMPLED):
        row = kept.rows[at]
        for name, position in _every_byte(row):
            value = getattr(row, name)
            turned = value[:position] + bytes([value[position] ^ 1]) + value[position + 1 :]
            result.bytes_turned += 1
            if not _seen(kept, at, row._replace(**{name: turned})):
                result.bytes_missed.append((name, position))


def _every_byte(row: EntryRow) -> list[tuple[str, int]]:
    columns = {name: value for name, value in row._asdict().items() if isinstance(value, bytes)}
    return [(name, at) for name, value in columns.items() for at in range(len(value))]


def _seen(kept: Kept, at: int, changed: EntryRow) -> bool:
    """Is something found when the walk comes to this entry?"""
    walk = Walk(kept.stream)
    if at:
        walk.seq, walk.hash = kept.rows[at - 1].seq, kept.rows[at - 1].hash
    walk.follow([changed])
    return bool(walk.findings)


def leave_honest_logs_alone(result: Result, logs: int) -> None:
    """As many labs with logs of their own, each against the heads written down on the way."""
    dice = random.Random(f"honest {result.seed}")
    written = [honest.write_log(dice, number) for number in range(1, logs + 1)]
    by_lab: dict[str, Log] = {}
    for kept in honest.read_log():
        by_lab.setdefault(kept.stream.lab.decode(), []).append(kept)
    for log in written:
        report = check(by_lab[log.lab], log.anchor)
        result.honest_logs += 1
        result.honest_entries += report.entries
        result.honest_erased += sum(row.erased for kept in by_lab[log.lab] for row in kept.rows)
        result.false_alarms += map(str, report.findings)
    anchor = {name: head for log in written for name, head in log.anchor.items()}
    result.false_alarms += map(str, verify(anchor).findings)


def main() -> None:
    """Migrate a fresh database, run the trial on it, print the result as one JSON object."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    cast.declare_verbs()
    seed, changes, logs = map(int, sys.argv[1:])
    result = Result(seed)
    log = write_a_thousand_entries()
    change_it(result, log, changes)
    turn_every_byte(result, log)
    leave_honest_logs_alone(result, logs)
    print(result.summary, file=sys.stderr)
    print(json.dumps(result.as_data() | {"whole": result.whole}))


if __name__ == "__main__":
    main()
