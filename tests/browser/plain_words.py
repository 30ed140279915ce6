"""What a page says in plain letters that is not people's own, and what is cut off on it."""

from __future__ import annotations

import json
import re
from typing import Any

from playwright.sync_api import Page

from accounts.consents import PURPOSES
from challenges.terms import TEXTS
from tests.browser.lab import ROOT

BOARDS = ROOT / "frontend" / "src" / "boards"

#: What the API hands on of what people wrote or are called, by the names of its fields.
PEOPLES = frozenset(
    (
        "title", "about", "problem", "context", "users", "constraints", "success", "not_wanted",
        "materials", "first_questions", "possible_partners", "sector", "criteria", "decision",
        "question", "answer", "asked_by", "answered_by", "label", "name", "controller",
        "organisation",
    )
)  # fmt: skip

#: Names, and the languages in their own words.
NAMES = ("LiveLab", "English", "Nederlands", "Deutsch", "Français", "CC BY 4.0", "PDF", "Aa")

#: The library of controls has words of its own, in the languages that we speak.
CONTROLS = ("Dismiss",)

#: Tables of words that have both languages themselves, with tests of their own.
TABLES = (
    *(text for purpose in PURPOSES.values() for text in purpose.texts.values()),
    *(line for terms in TEXTS.values() for line in terms.lines["en"]),
    *(
        template["title"]["en"]
        for template in json.loads((BOARDS / "templates" / "templates.json").read_text())
    ),
)

#: Keeps what the API said, so that people's writing can be told from ours.
LISTEN = """
window.heard = [];
const real = window.fetch;
window.fetch = async (...asked) => {
  const answer = await real(...asked);
  if (answer.url.includes('/api/')) {
    const body = await answer.clone().json().catch(() => null);
    if (body) window.heard.push(body);
  }
  return answer;
};
"""

#: Everything that is read on the page or told of it: [what it is, the words].
SAID = """
() => {
  const found = [['title', document.title]];
  const told = ['aria-label', 'title', 'placeholder', 'alt', 'aria-description',
    'aria-roledescription', 'aria-valuetext'];
  const silent = 'script, style, noscript, [hidden]';
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (!node.parentElement.closest(silent)) found.push(['text', node.data]);
  }
  for (const element of document.querySelectorAll('body *')) {
    for (const name of told) {
      const words = element.getAttribute(name);
      if (words) found.push([name, words]);
    }
    for (const side of ['::before', '::after']) {
      const content = getComputedStyle(element, side).content;
      if (/^"/.test(content)) found.push([side, content]);
    }
  }
  return found;
}
"""

#: Words that are cut off or stick out: of text that is not on the board itself.
CUT = """
() => {
  const found = [];
  const say = (how, node) => found.push(how + ': ' + node.data.trim().slice(0, 80));
  const within = '[class*=_viewport_], [data-item], select, textarea, script, style';
  const isSmall = box => box.width <= 1.5 || box.height <= 1.5;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest(within)) continue;
    if (!parent.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    if (parent.closest('.visually-hidden')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (isSmall(box)) continue;
    let scrolls = false;
    for (let up = parent; up && up !== document.documentElement; up = up.parentElement) {
      const style = getComputedStyle(up);
      const held = up.getBoundingClientRect();
      if (isSmall(held)) { scrolls = true; break; }
      const hides = way => /hidden|clip/.test(way);
      // People may write more than there is room for: it is shortened in sight.
      const shortens = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
      if (shortens && !/[^\\x00-\\x7f]{2}/.test(node.data)) break;
      if (/auto|scroll/.test(style.overflowX)) scrolls = true;
      if (/auto|scroll/.test(style.overflowY) && !hides(style.overflowX)) break;
      if (hides(style.overflowX) && (box.right > held.right + 1 || box.left < held.left - 1)) {
        say('cut at its side', node);
        break;
      }
      if (hides(style.overflowY) && (box.bottom > held.bottom + 2 || box.top < held.top - 2)) {
        say('cut in its height', node);
        break;
      }
      if (up.matches('button, a, label, summary') && box.right > held.right + 1) {
        say('wider than what it stands on', node);
        break;
      }
      if (style.position === 'fixed') break;
    }
    if (!scrolls && (box.right > innerWidth + 1 || box.left < -1)) say('outside the window', node);
  }
  return found;
}
"""

ADDRESS = re.compile(r"https?://\S+|\b127\.0\.0\.1\S*")
#: What a colour, a size or a time is called where it is declared.
TOKENS = re.compile(r"--[a-z0-9-]+")
CODES = re.compile(r"\b[A-Z0-9]{4}(?:[ -][A-Z0-9]{4})+\b|\b[A-Z0-9]{8}\b")
#: What stands on keys, which letters are chosen for, and what a name begins with.
KEYS = re.compile(r"\b(?:Ctrl|Shift|Alt|Enter|Esc|Tab|Delete|Backspace|Page|F\d{1,2}|[A-Z])\b(?!')")
#: what the browser itself says, in its own languages: dates, sizes, the last of a list
BROWSERS = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|\b(?:AM|PM|at|and|kB|MB)\b",
    re.IGNORECASE,
)


def peoples_words(heard: list[Any]) -> set[str]:
    """What people wrote of what the API said."""
    found: set[str] = set()
    waiting: list[tuple[str, Any]] = [("", one) for one in heard]
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, dict):
            is_named = name in PEOPLES and "code" not in value
            waiting += [(name if is_named else key, one) for key, one in value.items()]
            waiting += list(value.items())
        elif isinstance(value, list):
            waiting += [(name, one) for one in value]
        elif isinstance(value, str) and name in PEOPLES:
            found.update([value, *value.splitlines()])
    return {one for one in found if re.search("[A-Za-z]", one)}


def hard_coded(page: Page, written: set[str]) -> list[str]:
    """What the page says in plain letters and nobody wrote."""
    people = written | peoples_words(page.evaluate("window.heard ?? []"))
    known = sorted({*people, *NAMES, *CONTROLS, *TABLES}, key=len, reverse=True)
    found = {f"{kind}: {said.strip()[:120]}" for kind, said in page.evaluate(SAID)
             if re.search("[A-Za-z]", without(said, known))}  # fmt: skip
    return sorted(found)


def without(said: str, known: list[str]) -> str:
    """What is left of a text when people's words, names, addresses, codes and dates are gone."""
    for one in known:
        said = said.replace(one, " ")
    for pattern in (ADDRESS, TOKENS, CODES, BROWSERS, KEYS):
        said = pattern.sub(" ", said)
    return said


def cut_off(page: Page) -> list[str]:
    """Words that are cut off, stick out, or are wider than the button that they are on."""
    found: list[str] = page.evaluate(CUT)
    return found
