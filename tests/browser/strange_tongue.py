"""A language that nobody speaks: the English of all catalogues with other letters, and longer.

The pages and the server that are shipped know nothing of it. The browser is handed bent catalogues
in place of the built ones, and the server finds one in its own folder. What then still has plain
letters was said past the catalogues, or is what people wrote.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Keyboard, Locator, Page, Route

from livelab.translations import compiled, read_po
from tests.browser.lab import ROOT, RunningLab

PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
OTHER = "áƀçđéƒğĥïĵķļɱñöþǫřšţüṽŵẋÿžÁɃÇĐÉƑĞĤÏĴĶĻⱮÑÖÞǪŘŠŢÜṼŴẊŸŽ"
#: vowels are said twice: about four letters in ten more, inside the words, where nothing can wrap
BENT = {ord(p): o * 2 if p in "aeiouAEIOU" else o for p, o in zip(PLAIN, OTHER, strict=True)}
OPEN, SHUT = "⟦", "⟧"

#: what a message holds that is not read: tags, and names to be filled in
HELD = re.compile(r"(</?\d+/?>|\{\w*\}|%\(\w+\)s)")
WORD = re.compile(r"[A-Za-z]+")
CATALOGUE = re.compile(r"/assets/(en-[\w-]+\.js)$")
MESSAGES = re.compile(r"JSON\.parse\(`(.*)`\)", re.DOTALL)
BUILT = ROOT / "frontend" / "dist" / "assets"
SERVERS = ROOT / "locale" / "nl" / "LC_MESSAGES" / "django.po"


def bent(text: str) -> str:
    """The same text in the strange tongue; its tags and names stay."""
    return "".join(
        part if at % 2 else part.translate(BENT) for at, part in enumerate(HELD.split(text))
    )


def bent_message(message: list[Any]) -> list[Any]:
    """A compiled message between brackets."""
    return [OPEN, *map(_bent_token, message), SHUT]


def _bent_token(token: Any) -> Any:
    if isinstance(token, str):
        return bent(token)
    if len(token) == 3 and isinstance(token[2], dict):
        cases = {case: _bent_case(said) for case, said in token[2].items()}
        return [token[0], token[1], cases]
    return token


def _bent_case(said: Any) -> Any:
    if isinstance(said, list):
        return [*map(_bent_token, said)]
    return bent(said) if isinstance(said, str) else said


def bent_script(script: str) -> str:
    """A built catalogue with every message bent."""
    found = MESSAGES.search(script)
    assert found, f"not a catalogue as it is built by now: {script[:80]}"
    messages = json.loads(re.sub(r"\\(.)", r"\1", found[1], flags=re.DOTALL))
    strange = {key: bent_message(message) for key, message in messages.items()}
    return f"export const messages = {json.dumps(strange)};"


def speak_strangely(page: Page) -> None:
    """The pages of this browser profile are handed bent catalogues."""

    def answer(route: Route) -> None:
        found = CATALOGUE.search(route.request.url)
        assert found
        script = (BUILT / found[1]).read_text(encoding="utf-8")
        route.fulfill(content_type="text/javascript", body=bent_script(script))

    page.context.route(CATALOGUE, answer)


def teach(lab: RunningLab) -> None:
    """The lab's server, before it starts, says everything in the strange tongue."""
    said = read_po(SERVERS.read_text(encoding="utf-8"))
    strange = {text: f"{OPEN}{bent(text)}{SHUT}" if text else said[""] for text in said}
    folder = lab.home / "locale" / "en" / "LC_MESSAGES"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "django.mo").write_bytes(compiled(strange))


def either(text: str, exact: bool) -> re.Pattern[str]:
    """Finds a text whose words are ours or people's, each plain or bent."""

    def word(found: re.Match[str]) -> str:
        return f"[⟦⟧]*(?:{found[0]}|{bent(found[0])})[⟦⟧]*"

    parts = [re.escape(part) for part in WORD.split(text)]
    words = [word(found) for found in WORD.finditer(text)]
    found = parts[0] + "".join(w + part for w, part in zip(words, parts[1:], strict=True))
    return re.compile(f"^[⟦⟧]*{found}[⟦⟧]*$" if exact else found, 0 if exact else re.IGNORECASE)


@contextmanager
def understood(typed: set[str]) -> Iterator[None]:
    """Walks that name things in English find them; what they type is kept in `typed`."""
    with pytest.MonkeyPatch.context() as patch:
        for kind in (Page, Locator):
            for method in ("get_by_text", "get_by_label", "get_by_placeholder", "get_by_title"):
                patch.setattr(kind, method, _by_words(getattr(kind, method)))
            patch.setattr(kind, "get_by_role", _by_name(kind.get_by_role, "name"))
            patch.setattr(kind, "locator", _by_name(kind.locator, "has_text"))
        patch.setattr(Locator, "filter", _by_name(Locator.filter, "has_text"))
        patch.setattr(Locator, "fill", _noted(Locator.fill, typed))
        patch.setattr(Keyboard, "type", _noted(Keyboard.type, typed))
        yield


def _by_words(method: Any) -> Any:
    def find(self: Any, text: Any, *, exact: bool = False) -> Locator:
        found: Locator = method(self, either(text, exact) if isinstance(text, str) else text)
        return found

    return find


def _by_name(method: Any, field: str) -> Any:
    def find(self: Any, *args: Any, **options: Any) -> Locator:
        if isinstance(options.get(field), str):
            options[field] = either(options[field], bool(options.pop("exact", False)))
        found: Locator = method(self, *args, **options)
        return found

    return find


def _noted(method: Any, typed: set[str]) -> Any:
    def say(self: Any, text: str, **options: Any) -> None:
        typed.update(text.splitlines())
        method(self, text, **options)

    return say
