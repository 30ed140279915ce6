"""Each numbered rule of the protocol is quoted by a test, and tests quote no rule there is not."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROTOCOL = ROOT / "docs" / "board-protocol.md"
RULE = re.compile(r"^- \*\*([A-Z]\d*\.\d+)\*\* ", re.MULTILINE)
#: a rule, or a whole group of them: [B1.3], [B10]
QUOTED = re.compile(r"\[([A-Z]\d+(?:\.\d+)?)\]")
TITLE = re.compile(r"""^\s*(?:it|test|describe)\b.*?\(\s*(['"`])(.*?)\1\s*,""", re.MULTILINE)


def rules() -> list[str]:
    """The numbers of all rules, in the order of the document."""
    return RULE.findall(PROTOCOL.read_text(encoding="utf-8"))


def group(rule: str) -> str:
    """`B1` of `B1.3`."""
    return rule.partition(".")[0]


def quoted() -> dict[str, set[str]]:
    """What tests quote, and which of them."""
    found: dict[str, set[str]] = {}
    for path, sentence in (*docstrings(), *titles()):
        for rule in QUOTED.findall(sentence):
            found.setdefault(rule, set()).add(str(path.relative_to(ROOT)))
    return found


def docstrings() -> Iterator[tuple[Path, str]]:
    """The sentences of all Python tests."""
    for path in sorted((ROOT / "tests").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and (
                node.name.startswith("test")
            ):
                yield path, ast.get_docstring(node) or ""


def titles() -> Iterator[tuple[Path, str]]:
    """The titles of all tests of the browser's side."""
    for path in sorted((ROOT / "frontend" / "src").rglob("*.test.ts*")):
        for _, title in TITLE.findall(path.read_text(encoding="utf-8")):
            yield path, title


def test_no_number_is_given_twice() -> None:
    """A rule has one statement."""
    assert [rule for rule, count in Counter(rules()).items() if count > 1] == []


def test_every_rule_has_a_test_that_quotes_it() -> None:
    """A quotation of the whole group does not count."""
    there = rules()
    print(f"{len(there)} rules in {PROTOCOL.name}")
    assert len(there) >= 200
    missing = set(there) - set(quoted())
    assert sorted(missing) == []


def test_tests_quote_rules_that_there_are() -> None:
    """Or a group of rules, as a whole."""
    known = {*rules(), *map(group, rules())}
    unknown = {rule: where for rule, where in quoted().items() if rule not in known}
    assert unknown == {}
