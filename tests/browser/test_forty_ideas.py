"""A full board: forty ideas of one day with what builds on what, in three widths and two themes."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.lab import ROOT
from tests.browser.person import Host
from tests.browser.screens import Visitor, visitor

__all__ = ["visitor"]

#: the note that people have most to say about
SPOKEN_OF = "Laser-mark every new pane"
#: from one note to the next, in board units
PITCH = 16 * (192 + 80)
COLOURS = ("yellow", "blue", "green", "purple")

#: speaks to a board as any page does, and says when everything was taken
SPEAK = """
async ([board, ops]) => {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const socket = new WebSocket(`${scheme}://${location.host}/ws/boards/${board}`);
  const wanted = new Set();
  const id = () => crypto.randomUUID().replaceAll('-', '');
  await new Promise((done, fail) => {
    socket.onopen = () => socket.send(JSON.stringify({t: 'join', protocol: 1, cursors: []}));
    socket.onclose = () => fail(new Error('closed'));
    socket.onmessage = ({data}) => {
      const said = JSON.parse(data);
      if (said.t === 'welcome') {
        for (const op of ops) {
          const op_id = id();
          wanted.add(op_id);
          socket.send(JSON.stringify({t: 'op', op_id, private: false, op}));
        }
      }
      if (said.t === 'mark') socket.send(JSON.stringify({t: 'seen', n: said.n}));
      if (said.t === 'refused') fail(new Error(said.code));
      if (said.t === 'entries') for (const entry of said.entries) wanted.delete(entry.op);
      if (said.t === 'entries' && wanted.size === 0) done();
    };
  });
  socket.onclose = null;
  socket.close();
}
"""


def forty_ideas() -> list[dict[str, Any]]:
    """The operations that make the board: a column for each first idea, what builds on it below."""
    day = json.loads((ROOT / "demo" / "data" / "demo.json").read_text(encoding="utf-8"))
    ops: list[dict[str, Any]] = []
    ids: dict[str, str] = {}
    columns: dict[str, int] = {}
    filled: Counter[int] = Counter()
    for idea in sorted(day["ideas"], key=lambda idea: (idea["challenge"], idea["created_at"])):
        name = idea["id"]
        known = [columns[parent] for parent in idea["parents"]]
        column = columns[name] = known[0] if known else len(set(columns.values()))
        ids[name] = f"{len(ids) + 1:032x}"
        place = {"x": column * PITCH, "y": filled[column] * PITCH, "z": f"V{len(ids):05d}"}
        filled[column] += 1
        note = {"colour": COLOURS[len(idea["parents"]) % 4], "text": idea["text"]["en"]}
        ops.append({"t": "add_note", "id": ids[name], **place, **note, "lang": "en"})
        for parent in idea["parents"]:
            ends = {"source": ids[name], "target": ids[parent], "relation": "builds_on"}
            ops.append({"t": "add_connector", "id": f"{9_000 + len(ops):032x}", **ends, "text": ""})
    spoken_of = next(op["id"] for op in ops if str(op.get("text")).startswith(SPOKEN_OF))
    return ops + said_about(spoken_of)


def said_about(note: str) -> list[dict[str, Any]]:
    """A question with its answer, a remark, and somebody who agrees."""
    first, answer, other = (f"{90_000 + n:032x}" for n in range(3))
    said = [
        (first, "Does the mark stay readable after ten years of rain and cleaning?", None),
        (answer, "In the test rig it did: etched, not printed.", first),
        (other, "Put it in the corner that the frame leaves free, then nobody minds it.", None),
    ]
    comments = [
        {"t": "add_comment", "id": name, "on": note, "text": text, "lang": "en"}
        | ({"answers": answered} if answered else {})
        for name, text, answered in said
    ]
    agreed = {"t": "react", "id": note, "reaction": "agree", "on": True}
    return [*comments, agreed]


@pytest.fixture(scope="module")
def full_board(host: Host) -> str:
    """The join code of a board with forty ideas."""
    made, code = host.opens_with_id("Forty ideas")
    host.person.page.evaluate(SPEAK, [made, forty_ideas()])
    return code


def test_forty_ideas(visitor: Visitor, full_board: str) -> None:
    """All of them at once, from afar, as a list, and what is said about one of them."""
    page = visitor.join(full_board).page
    if visitor.on_phone:
        visitor.check("ideas-phone-write", page.get_by_label("Your note"))
        page.get_by_role("button", name="Board", exact=True).click()
    # the number of items is told, whether they are in sight or not
    expect(page.get_by_text("40 items", exact=True)).to_be_attached()
    every = page.get_by_role("button", name="Show all notes")
    every.click()
    visitor.check("ideas", page.get_by_role("application", name="Board"), at_each_width=every)
    for _ in range(3):
        page.get_by_role("button", name="Zoom out").click()
    visitor.check("ideas-far", page.get_by_role("application", name="Board"))
    name = "Notes" if visitor.on_phone else "List"
    page.get_by_role("button", name=name, exact=True).click()
    visitor.check("ideas-list", visitor.note(SPOKEN_OF))
    visitor.note(SPOKEN_OF).get_by_role("button", name="Actions").click()
    if visitor.on_phone:
        visitor.note(SPOKEN_OF).get_by_role("button", name="Comments", exact=True).click()
    else:
        visitor.note(SPOKEN_OF).get_by_role("button", name="Show on the board").click()
        page.keyboard.press("Alt+c")
    visitor.check("comments", page.get_by_role("list", name="Open comments"))
