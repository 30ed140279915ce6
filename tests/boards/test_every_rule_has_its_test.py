"""Each numbered rule of the protocol is quoted by a test, and tests quote no rule there is not."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROTOCOL = Path("docs", "board-protocol.md")
RULE = re.compile(r"^- \*\*([A-Z]\d*\.\d+)\*\* ", re.MULTILINE)
#: a rule, or a whole group of them: [B1.3], [B10]
QUOTED = re.compile(r"\[([A-Z]\d+(?:\.\d+)?)\]")
TITLE = re.compile(r"""^\s*(?:it|test|describe)\b.*?\(\s*(['"`])(.*?)\1\s*,""", re.MULTILINE)


def rules(root: Path) -> list[str]:
    """The numbers of all rules, in the order of the document."""
    return RULE.findall((root / PROTOCOL).read_text(encoding="utf-8"))


def group(rule: str) -> str:
    """`B1` of `B1.3`."""
    return rule.partition(".")[0]


def quoted(root: Path) -> dict[str, set[str]]:
    """What tests quote, and which of them."""
    found: dict[str, set[str]] = {}
    for path, sentence in (*docstrings(root), *titles(root)):
        for rule in QUOTED.findall(sentence):
            found.setdefault(rule, set()).add(str(path.relative_to(root)))
    return found


def docstrings(root: Path) -> Iterator[tuple[Path, str]]:
    """The sentences of all Python tests."""
    for path in sorted((root / "tests").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and (
                node.name.startswith("test")
            ):
                yield path, ast.get_docstring(node) or ""


def titles(root: Path) -> Iterator[tuple[Path, str]]:
    """The titles of all tests of the browser's side."""
    for path in sorted((root / "frontend" / "src").rglob("*.test.ts*")):
        for _, title in TITLE.findall(path.read_text(encoding="utf-8")):
            yield path, title


def repeated(root: Path) -> list[str]:
    """Numbers that are given to more than one rule."""
    return [rule for rule, count in Counter(rules(root)).items() if count > 1]


def unquoted(root: Path) -> list[str]:
    """Rules that no test quotes; a quotation of the whole group does not count."""
    return sorted(set(rules(root)) - set(quoted(root)))


def unknown(root: Path) -> dict[str, set[str]]:
    """Quotations of rules that there are not, nor a group of that name, and where they stand."""
    known = {*rules(root), *map(group, rules(root))}
    return {rule: where for rule, where in quoted(root).items() if rule not in known}


def test_no_number_is_given_twice() -> None:
    """A rule has one statement."""
    assert repeated(ROOT) == []


def test_every_rule_has_a_test_that_quotes_it() -> None:
    """A quotation of the whole group does not count."""
    print(f"{len(rules(ROOT))} rules in {PROTOCOL.name}")
    assert len(rules(ROOT)) >= 200
    assert unquoted(ROOT) == []


def test_tests_quote_rules_that_there_are() -> None:
    """Or a group of rules, as a whole."""
    assert unknown(ROOT) == {}


# What the guard is worth: on small documents with one thing wrong, that very thing is found.
# The quotations are put together here, for the guard reads this file as well.


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A protocol of three rules, each quoted once: in a docstring, a method's, and a title."""
    for folder in ("docs", "tests", "frontend/src"):
        (tmp_path / folder).mkdir(parents=True)
    protocol = "# B1\n\n- **B1.1** One.\n- **B1.2** Two.\n\n# B2\n\n- **B2.1** Three.\n"
    (tmp_path / PROTOCOL).write_text(protocol)
    (tmp_path / "tests" / "test_one.py").write_text(
        f"async def test_one():\n    '''{quotation('B1.1')} It does.'''\n\n"
        f"class TestTwo:\n    def test_two(self):\n        '''Also {quotation('B1.2')}.'''\n"
    )
    title = f"it('does three {quotation('B2.1')}', () => undefined);\n"
    (tmp_path / "frontend" / "src" / "three.test.ts").write_text(title)
    return tmp_path


def quotation(rule: str) -> str:
    """A rule in brackets."""
    return f"[{rule}]"


def add_test(root: Path, rule: str, name: str = "test_more") -> None:
    """One more function, whose docstring quotes something."""
    text = f"def {name}():\n    '''{quotation(rule)}'''\n"
    (root / "tests" / "more.py").write_text(text)


def add_rule(root: Path, rule: str) -> None:
    """One more rule in the document."""
    with (root / PROTOCOL).open("a") as document:
        document.write(f"- **{rule}** One more.\n")


def test_the_guard_finds_nothing_where_nothing_is_wrong(small: Path) -> None:
    """Three rules, three quotations; one of a whole group is none too many."""
    add_test(small, "B1")
    assert (repeated(small), unquoted(small), unknown(small)) == ([], [], {})


def test_a_rule_that_no_test_quotes_is_found(small: Path) -> None:
    """By its own number: neither its group, nor a function that is no test, will do."""
    add_rule(small, "B2.2")
    assert unquoted(small) == ["B2.2"]
    add_test(small, "B2")
    assert unquoted(small) == ["B2.2"]
    add_test(small, "B2.2", name="helper")
    assert unquoted(small) == ["B2.2"]
    add_test(small, "B2.2")
    assert unquoted(small) == []


def test_a_quotation_of_a_rule_there_is_not_is_found(small: Path) -> None:
    """A number, or a whole group; in a docstring, or in a title."""
    add_test(small, "B1.9")
    assert unknown(small) == {"B1.9": {"tests/more.py"}}
    add_test(small, "B7")
    assert unknown(small) == {"B7": {"tests/more.py"}}
    title = f'describe("{quotation("S4.4")} silence", () => undefined);\n'
    (small / "frontend" / "src" / "silence.test.tsx").write_text(title)
    assert set(unknown(small)) == {"B7", "S4.4"}


def test_a_number_that_is_given_twice_is_found(small: Path) -> None:
    """Two rules of one number could hide behind one quotation."""
    add_rule(small, "B1.1")
    assert repeated(small) == ["B1.1"]
