"""What a test suite came to, read from the report it wrote, and the table of all of them."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

HEADINGS = ("suite", "passed", "failed", "skipped", "seconds", "")


@dataclass(frozen=True)
class Counts:
    """How many tests ended in which way."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.passed + other.passed,
            self.failed + other.failed,
            self.skipped + other.skipped,
        )


@dataclass(frozen=True)
class Outcome:
    """One suite as it ended."""

    suite: str
    counts: Counts
    seconds: float
    note: str = ""

    @property
    def is_green(self) -> bool:
        """Whether nothing of it failed."""
        return self.counts.failed == 0

    def row(self) -> tuple[str, ...]:
        """The cells of its line in the table."""
        counts = self.counts
        numbers = (counts.passed, counts.failed, counts.skipped)
        return (self.suite, *map(str, numbers), f"{self.seconds:.1f}", self.note)


def read_report(path: Path) -> Counts:
    """Add up a JUnit report; a missing or broken one counts as nothing."""
    if not path.is_file():
        return Counts()
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError:
        return Counts()
    suites = [root] if root.tag == "testsuite" else root.findall("testsuite")
    return sum((counts_of(suite) for suite in suites), Counts())


def counts_of(suite: ElementTree.Element) -> Counts:
    """The counts in the attributes of one `<testsuite>`."""
    total, failures, errors, skipped = (
        int(suite.get(name) or 0) for name in ("tests", "failures", "errors", "skipped")
    )
    failed = failures + errors
    return Counts(passed=max(total - failed - skipped, 0), failed=failed, skipped=skipped)


def table(outcomes: Sequence[Outcome]) -> str:
    """The outcomes as aligned lines under a heading."""
    rows = [HEADINGS, *(outcome.row() for outcome in outcomes)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    return "\n".join(line(row, widths) for row in rows)


def line(row: Sequence[str], widths: Sequence[int]) -> str:
    """One line of the table: the name and the note to the left, numbers to the right."""
    name, *numbers, note = row
    cells = [name.ljust(widths[0])]
    cells += [cell.rjust(width) for cell, width in zip(numbers, widths[1:-1], strict=True)]
    return "  ".join([*cells, note]).rstrip()


def closing_line(outcomes: Iterable[Outcome]) -> str:
    """`N passed, N failed` over all suites."""
    total = sum((outcome.counts for outcome in outcomes), Counts())
    return f"{total.passed} passed, {total.failed} failed"
