"""Everything the server says, it says in Dutch too."""

from __future__ import annotations

import gettext
import io
import re
from pathlib import Path

import pytest

from livelab.translations import BadCatalogue, compile_all, compiled, messages_in, read_po

ROOT = Path(__file__).resolve().parents[2]
APPS = ("accounts", "boards", "challenges", "contributions", "demo", "files", "livelab")
CATALOGUE = read_po((ROOT / "locale/nl/LC_MESSAGES/django.po").read_text(encoding="utf-8"))
SAID = {text: file.relative_to(ROOT) for app in APPS for file, text in messages_in(ROOT / app)}


@pytest.mark.parametrize("text", sorted(SAID))
def test_no_text_lacks_its_dutch(text: str) -> None:
    assert CATALOGUE.get(text), f"{SAID[text]}: add this text to locale/nl"


def test_no_translation_is_left_over() -> None:
    assert set(CATALOGUE) - {""} - set(SAID) == set()


def test_what_is_filled_in_is_the_same() -> None:
    def fields(text: str) -> set[str]:
        return set(re.findall(r"\{\w*\}|%\(\w+\)s", text))

    assert [
        text for text, dutch in CATALOGUE.items() if text and fields(text) != fields(dutch)
    ] == []


def test_gettext_reads_what_we_compile(tmp_path: Path) -> None:
    catalogue = gettext.GNUTranslations(io.BytesIO(compiled(CATALOGUE)))
    for text, dutch in CATALOGUE.items():
        if text:
            assert catalogue.gettext(text) == dutch


def test_it_is_compiled_again_only_when_it_changed(tmp_path: Path) -> None:
    po = tmp_path / "source/nl/LC_MESSAGES/django.po"
    po.parent.mkdir(parents=True)
    po.write_text('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n')
    mo = compile_all(tmp_path / "source", tmp_path) / "nl/LC_MESSAGES/django.mo"
    first = mo.stat().st_ino
    compile_all(tmp_path / "source", tmp_path)
    assert mo.stat().st_ino == first
    po.write_text(po.read_text() + '\nmsgid "Note"\nmsgstr "Notitie"\n')
    compile_all(tmp_path / "source", tmp_path)
    assert b"Notitie" in mo.read_bytes()


def test_what_it_does_not_know_it_says() -> None:
    with pytest.raises(BadCatalogue):
        read_po('msgid_plural "notes"')
