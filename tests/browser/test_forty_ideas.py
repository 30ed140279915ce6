"""A full board: forty ideas of one day with what builds on what, in three widths and two themes."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.lab import ROOT
from tests.browser.person import Host, Person
from tests.browser.test_every_screen import _check, visitor

__all__ = ["visitor"]

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
    return ops


@pytest.fixture(scope="module")
def full_board(host: Host) -> str:
    """The join code of a board with forty ideas."""
    made, code = host.opens_with_id("Forty ideas")
    host.person.page.evaluate(SPEAK, [made, forty_ideas()])
    return code


def test_forty_ideas(visitor: Person, full_board: str) -> None:
    """All of them at once, from afar, and as a list."""
    page = visitor.join(full_board).page
    if page.viewport_size == PHONE:
        _check(visitor, "ideas-phone-write", page.get_by_label("Your note"))
        page.get_by_role("button", name="Board", exact=True).click()
    # the number of items is told, whether they are in sight or not
    expect(page.get_by_text("40 items", exact=True)).to_be_attached()
    page.get_by_role("button", name="Show all notes").click()
    _check(visitor, "ideas", page.get_by_role("application", name="Board"))
    for _ in range(3):
        page.get_by_role("button", name="Zoom out").click()
    _check(visitor, "ideas-far", page.get_by_role("application", name="Board"))
    page.get_by_role(
        "button", name="Notes" if page.viewport_size == PHONE else "List", exact=True
    ).click()
    _check(visitor, "ideas-list", visitor.note("Laser-mark every new pane"))
