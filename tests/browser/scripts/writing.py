"""Puts every payload into every field, through the doors that pages use."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from itertools import cycle
from typing import Any
from urllib.parse import quote

from pycrdt import Doc, Text
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from common.ids import new_id
from tests.browser.lab import RunningLab
from tests.files import corpus

from .payloads import PAYLOADS, packed

PASSWORD = "window putty and quartz sand"
#: invitations that are opened too: what they leave is a person, and of those there are plenty
OPENED = 5
LANGUAGES = ("en", "nl")
LISTS = (
    "users", "constraints", "success", "not_wanted", "materials", "first_questions",
    "possible_partners",
)  # fmt: skip

#: `METHOD /path field` → what becomes of it here
OVER_REST = {
    "POST /api/join label": "newcomers",
    "POST /api/join discipline": "newcomers",
    "POST /api/join organisation": "newcomers",
    "POST /api/first label": "host",
    "POST /api/people/{person}/name label": "host",
    "POST /api/invitations note": "invitations",
    "POST /api/invitations/accept label": "invitations",
    "POST /api/organisations name": "organisations",
    "POST /api/organisations sector": "organisations",
    "PATCH /api/organisations/{organisation} name": "organisations",
    "PATCH /api/organisations/{organisation} sector": "organisations",
    "POST /api/boards title": "boards",
    "POST /api/challenges/{challenge}/files X-File-Name": "files",
    "POST /api/challenges title": "challenges",
    "POST /api/challenges/{challenge}/questions text": "questions",
    "POST /api/challenges/{challenge}/questions/{question}/answer text": "questions",
    "POST /api/challenges/{challenge}/decision texts.*": "decisions",
} | {
    f"PATCH /api/challenges/{{challenge}}/draft content.{name}": "challenges"
    for name in (
        "sector", "criteria.names.*", "cover.says.*", "files.says.*",
        *(f"texts.*.{field}" for field in ("title", "problem", "context", *LISTS)),
    )
}  # fmt: skip
#: read by the server and shown to nobody: secrets, and what has to be as the server said it
SHOWN_TO_NOBODY = {
    "POST /api/boards/{board}/terms language",
    "POST /api/boards/{board}/terms policy",
    "POST /api/boards/{board}/terms version",
    "POST /api/first password",
    "POST /api/first token",
    "POST /api/join code",
    "POST /api/join/look code",
    "POST /api/invitations/accept password",
    "POST /api/invitations/accept token",
    "POST /api/invitations/look token",
    "POST /api/login name",
    "POST /api/login password",
    "POST /api/password new",
    "POST /api/password old",
    "POST /api/reset password",
    "POST /api/reset token",
    "POST /api/resume code",
}
ON_BOARDS = {
    "add_note.text", "add_text.text", "add_zone.text", "add_cluster.text", "add_stroke.text",
    "add_connector.text", "add_comment.text", "add_image.alt", "edit_text.update",
}  # fmt: skip


class Caller:
    """A browser's calls, without the browser."""

    def __init__(self, lab: RunningLab) -> None:
        self.lab = lab
        self.line = HTTPConnection("127.0.0.1", lab.port, timeout=60)
        self.cookies = {"csrftoken": "t" * 32}

    def call(self, method: str, path: str, body: Any = None, **more: str) -> Any:
        """What is answered; whoever is refused has found a fault in the test."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {
            "Cookie": self.cookie,
            "Origin": self.lab.url,
            "X-CSRFToken": self.cookies["csrftoken"],
            "Content-Type": "image/png" if isinstance(body, bytes) else "application/json",
        } | more
        self.line.request(method, path, None if body is None else data, headers)
        answer = self.line.getresponse()
        said = answer.read()
        self.line.close()  # the server does not wait for long
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.cookies |= {one: it.value for one, it in SimpleCookie(value).items()}
        assert answer.status < 300, (method, path, answer.status, said[:500])
        return json.loads(said) if said.startswith((b"{", b"[")) else said

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())


class Writer:
    """The lab's host, who writes all of it; what she wrote, by where it is shown."""

    def __init__(self, lab: RunningLab, token: str) -> None:
        self.lab = lab
        self.host = Caller(lab)
        said = {"email": "host@lab.test", "password": PASSWORD, "label": packed(60)[0]}
        self.me = self.host.call("POST", "/api/first", said | {"token": token})["person"]["id"]
        self.boards: list[str] = []
        self.challenges: list[str] = []
        #: a board with a challenge on it
        self.about = ""
        self.code = ""
        self.guest: Caller | None = None

    def writes(self) -> None:
        """Everything."""
        renamed = {"label": packed(60)[1]}
        self.host.call("POST", f"/api/people/{self.me}/name", renamed)
        self._boards()
        self._newcomers()
        self._organisations()
        self._invitations()
        self._challenges()
        self._talk()
        about = {"title": packed(120)[-1], "challenge": self.challenges[2]}
        self.about = self.host.call("POST", "/api/boards", about)["id"].replace("-", "")
        Board(self, self.boards[0]).fill()

    def _boards(self) -> None:
        for title in packed(120):
            made = self.host.call("POST", "/api/boards", {"title": title})
            self.boards.append(made["id"].replace("-", ""))
        self.code = self.host.call("POST", f"/api/boards/{self.boards[0]}/code", {})["code"]

    def _newcomers(self) -> None:
        """Each brings a label, a discipline and an organisation."""
        disciplines, organisations = cycle(reversed(packed(60))), cycle(packed(120))
        for label in packed(60):
            caller = Caller(self.lab)
            said = {"discipline": next(disciplines), "organisation": next(organisations)}
            agreed = {"language": "en", "consents": ["taking_part"], "code": self.code}
            caller.call("POST", "/api/join", said | agreed | {"label": label})
            self.guest = self.guest or caller

    def _invitations(self) -> None:
        """All stay open for the list; the first few are also opened, under a name that is one."""
        for number, text in enumerate(packed(60)):
            note = {"role": "evaluator", "note": text}
            self.host.call("POST", "/api/invitations", note)
            if number < OPENED:
                made = self.host.call("POST", "/api/invitations", {"role": "evaluator"})
                said = {"token": made["token"], "name": f"guest-{number}", "label": text}
                agreed = {"language": "en", "consents": ["taking_part"], "password": PASSWORD}
                Caller(self.lab).call("POST", "/api/invitations/accept", said | agreed)

    def _organisations(self) -> None:
        """Entered under one name, the first then renamed."""
        sectors = cycle(packed(40))
        about: dict[str, Any] = {"kind": "startup", "country": "BE"}
        for name in packed(120):
            said = about | {"name": name, "sector": next(sectors)}
            listed = self.host.call("POST", "/api/organisations", said)
        first = f"/api/organisations/{listed['organisations'][0]['id']}"
        self.host.call("PATCH", first, about | {"name": PAYLOADS[1], "sector": PAYLOADS[-1][:40]})

    def _files(self, path: str, names: Iterator[str], says: Iterator[str]) -> list[Any]:
        """A few files of a challenge, each with what it shows in each language."""
        brought = [
            self.host.call("POST", path, corpus.made("png"), **{"X-File-Name": quote(next(names))})
            for _ in range(3)
        ]
        return [
            {"id": one["id"], "says": {language: next(says) for language in LANGUAGES}}
            for one in brought
        ]

    def _challenges(self) -> None:
        """The first ones whole, in each language; the others with what lists show of them."""
        problems, lines = cycle(packed(6000)), [PAYLOADS[at : at + 40] for at in range(0, 293, 40)]
        criteria, sectors = cycle(packed(400)), cycle(packed(40))
        names, says = cycle(packed(100)), cycle(packed(400))
        for number, title in enumerate(packed(160)):
            made = self.host.call("POST", "/api/challenges", {"title": title, "language": "en"})
            path = f"/api/challenges/{made['id']}"
            brief: dict[str, Any] = {"title": title, "problem": next(problems)}
            if number < len(lines):
                brief |= dict.fromkeys(LISTS, lines[number]) | {"context": next(problems)}
            content = {
                "texts": dict.fromkeys(LANGUAGES, brief), "sector": next(sectors),
                "ip_policy": "open", "audience": "lab", "cover": None, "files": [],
                "criteria": [_criterion(next(criteria)) for _ in range(12 if number < 3 else 0)],
            }  # fmt: skip
            if number < 3:
                cover, *files = self._files(f"{path}/files", names, says)
                content |= {"cover": cover, "files": files}
            draft = self.host.call("PATCH", f"{path}/draft", {"revision": 1, "content": content})
            if number < len(lines):
                said = {"revision": draft["revision"]}
                self.host.call("POST", f"{path}/publish", said)
            self.challenges.append(made["id"].replace("-", ""))

    def _talk(self) -> None:
        """Questions, answers, and what was decided."""
        answers = cycle(packed(6000))
        for at, text in enumerate(packed(1000)):
            path = f"/api/challenges/{self.challenges[at % 2]}/questions"
            asked = self.host.call("POST", path, {"text": text})
            self.host.call("POST", f"{path}/{asked['id']}/answer", {"text": next(answers)})
        for challenge, text in zip(self.challenges[:2], packed(6000), strict=True):
            path = f"/api/challenges/{challenge}"
            self.host.call("POST", f"{path}/state", {"state": "closed"})
            decided = {"texts": dict.fromkeys(LANGUAGES, text)}
            self.host.call("POST", f"{path}/decision", decided)


def _criterion(name: str) -> dict[str, Any]:
    """Named in each language, and in two that every object has."""
    return {"id": new_id(), "names": dict.fromkeys((*LANGUAGES, "__proto__", "constructor"), name)}


class Board:
    """One board with every payload on it, in every kind of item."""

    def __init__(self, writer: Writer, board: str) -> None:
        self.writer, self.board = writer, board
        self.sent = 0
        self.waiting: set[str] = set()
        self.made: list[str] = []

    def fill(self) -> None:
        """Everything, and wait until the last of it is answered."""
        lab = self.writer.lab
        with connect(
            f"ws://127.0.0.1:{lab.port}/ws/boards/{self.board}",
            origin=Origin(lab.url),
            additional_headers={"Cookie": self.writer.host.cookie},
            proxy=None,
            max_size=None,
            max_queue=None,
        ) as socket:
            socket.send(json.dumps({"t": "join", "protocol": 1, "cursors": []}))
            self.number = self._hear(socket, "welcome")["you"]["y_client"]
            for text in PAYLOADS:
                self._say(socket, "add_note", text=text, colour="yellow")
            self._packs(socket)
            self._settle(socket)

    def _packs(self, socket: ClientConnection) -> None:
        """The other kinds hold several each."""
        notes = list(self.made)
        for at, text in enumerate(packed(240)):
            size = {"w": 1600, "h": 1600}
            self._say(socket, "add_text", text=text, **size)
            self._say(socket, "add_zone", text=text, colour="blue", **size)
            self._say(socket, "add_cluster", text=text, ids=[notes[at]], **size)
            line = {"colour": "pink", "weight": 48, "path": [0, 0, 128, 160, 80, 255]}
            self._say(socket, "add_stroke", text=text, **size, **line)
            between = {"source": notes[at], "target": notes[at + 1], "relation": "builds_on"}
            self._say(socket, "add_connector", text=text, **between)
            self._say(socket, "add_comment", text=text, on=notes[0])
        for text in packed(4000):
            path = f"/api/boards/{self.board}/attachments"
            image = corpus.made("png")
            file = self.writer.host.call("POST", path, image)["file"]
            self._say(socket, "add_image", alt=text, file=file, w=1600, h=1600)
            self._edit(socket, text)

    def _edit(self, socket: ClientConnection, text: str) -> None:
        """Typed into a note that is there."""
        self._say(socket, "add_note", text="", colour="green")
        doc: Doc[Any] = Doc(client_id=self.number)
        doc.get("t", type=Text).insert(0, text)
        update = base64.b64encode(doc.get_update()).decode()
        op = {"t": "edit_text", "id": self.made[-1], "epoch": 0, "update": update}
        self._send(socket, op)

    def _say(self, socket: ClientConnection, name: str, **fields: Any) -> None:
        """A new item; those that lie somewhere lie beside the one before."""
        self.made.append(new_id())
        at = len(self.made)
        place = {"x": at % 24 * 800, "y": at // 24 * 800, "z": "V"}
        lies = name not in ("add_connector", "add_comment")
        self._send(socket, {"t": name, "id": self.made[-1], **(place if lies else {}), **fields})

    def _send(self, socket: ClientConnection, op: dict[str, Any]) -> None:
        op_id = new_id()
        self.sent += 1
        self.waiting.add(op_id)
        said = {"t": "op", "op_id": op_id, "private": False, "op": op}
        socket.send(json.dumps(said))
        if self.sent % 50 == 0:
            self._settle(socket)

    def _settle(self, socket: ClientConnection) -> None:
        waiting, self.waiting = self.waiting, set()
        while waiting:
            said = json.loads(socket.recv(timeout=60))
            assert said["t"] != "refused", said
            if said["t"] == "mark":
                socket.send(json.dumps({"t": "seen", "n": said["n"]}))
            waiting -= {entry["op"] for entry in said.get("entries", ())}
            waiting.discard(said.get("op_id"))

    @staticmethod
    def _hear(socket: ClientConnection, kind: str) -> Any:
        while (said := json.loads(socket.recv(timeout=60)))["t"] != kind:
            pass
        return said
