"""Two labs with everybody in them: our team, another team beside it, and another lab."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import partial
from typing import Any

from django.contrib.auth.hashers import make_password
from django.test import Client

from accounts import actions as accounts
from accounts.models import Lab, Person, User
from boards import actions as boards
from boards.models import Board
from boards.wire import AddImage
from challenges import actions as challenges
from challenges import queries as told
from challenges.actions import bringing
from challenges.actions.bringing import Come
from challenges.briefs import Attached, Brief, Content
from challenges.models import Challenge
from common.ids import new_id, random_id
from contributions.guard import lifted
from files import filestore
from tests.support import cast as stage
from tests.support.files import uploaded

#: one letter for each role, in the order of the tables' cells
ROLES = "NGSHVXTPOLWQEFA"
EMAIL, PASSWORD = "host@lab.example", "a pane of putty and quartz"


@dataclass
class Things:
    """Everything of one team that somebody could name, by id; what it says holds a mark."""

    lab: str
    person: str
    organisation: str
    invitation: str
    invite: str
    reset: str
    board: str
    stream: str
    item: str
    file: str
    challenge: str
    brought: str
    question: str
    code: str
    resume: str
    first: str
    #: stands in all its texts
    mark: str = ""
    revision: int = 1
    brief: Challenge | None = None

    def ids(self) -> dict[str, str]:
        """What can be named: kind → id."""
        found = ((one.name, getattr(self, one.name)) for one in fields(self))
        return {name: value for name, value in found if name in NAMED}


NAMED = tuple(one.name for one in fields(Things) if one.name not in ("mark", "revision", "brief"))


def nothing() -> Things:
    """Ids that nothing has."""
    ids: dict[str, Any] = {name: random_id() for name in NAMED}
    return Things(**ids | {"code": "ZZZZZZZZ", "resume": "ZZZZZZZZZZZZ"})


@dataclass
class World:
    """Who is there and what belongs to whom."""

    ours: Things
    theirs: Things
    foreign: Things
    none: Things
    #: role → what her browser sends as cookies
    cookies: dict[str, dict[str, str]]
    people: dict[str, Person]
    board: Board


def build() -> World:
    """Everybody and everything, made by the actions that everybody's pages use."""
    lab = accounts.start_lab(name="Glass lab", languages=["en", "nl"])
    other = accounts.start_lab(name="Canary-foreign lab", languages=["nl"])
    people = _people(lab)
    hosts = [stage.person(one, "Host", "administrator") for one in (other, other)]
    facilitator = people["F"]
    ours_board, ours = _team(lab, "ours", facilitator, people["W"], people["P"])
    _, theirs = _team(lab, "theirs", facilitator, people["Q"], people["T"])
    _, foreign = _team(
        other, "foreign", hosts[0], hosts[1], stage.person(other, "Maker", "participant")
    )
    ours.first = theirs.first = accounts.make_first_link(lab=lab)
    foreign.first = accounts.make_first_link(lab=other)
    _seat(ours_board, people, facilitator)
    _confide(theirs, people["Q"], people["T"])
    cookies = {role: _cookie(person) for role, person in people.items()} | {"N": {}}
    cookies |= {"A": _logged_in(people["A"]), "S": _cookie(hosts[0])}
    cookies["H"] = {"livelab_device": ".".join(
        _cookie(one)["livelab_device"] for one in (people["H"], hosts[1])
    )}  # fmt: skip
    accounts.remove_person(person=people["G"], by=people["A"])
    return World(ours, theirs, foreign, nothing(), cookies, people, ours_board)


LAB_ROLES = {"O": "observer", "W": "owner", "Q": "owner", "E": "evaluator"} | {
    "F": "facilitator", "A": "administrator",
}  # fmt: skip


def _people(lab: Lab) -> dict[str, Person]:
    return {
        role: stage.person(lab, f"Person {role}", LAB_ROLES.get(role, "participant"))
        for role in ROLES
        if role not in "NS"
    }


def _seat(board: Board, people: dict[str, Person], by: Person) -> None:
    """Those of our board; X was there until now."""
    admit = partial(boards.admit_member, board=board, by=by)
    for role, what in (("O", "observer"), ("L", "facilitator"), ("X", "participant")):
        admit(person=people[role], role=what)
    for role in "OLX":
        assert board.challenge is not None
        _accept(board.challenge, people[role])
    boards.end_membership(board=board, person=people["X"], by=by)


def _team(
    lab: Lab, whose: str, leads: Person, owner: Person, member: Person
) -> tuple[Board, Things]:
    mark = f"Canary-{whose}"
    challenge = challenges.begin_challenge(lab=lab, title=mark, language=lab.languages[0], by=owner)
    texts = {lab.languages[0]: Brief(mark, f"{mark} problem")}
    brought = _brought(challenge, owner, mark)
    _published(challenge, texts, owner, brought)
    asked = challenges.ask_question(challenge=challenge, text=f"{mark} question", by=leads)
    board = boards.open_board(lab=lab, title=f"{mark} board", by=leads, challenge=challenge)
    boards.admit_member(board=board, person=member, role="participant", by=leads)
    _accept(challenge, member)
    note = {"x": 0, "y": 0, "colour": "yellow", "text": f"{mark} note"}
    (item,) = boards.add_notes(board=board, by=member, notes=[note])  # type: ignore[list-item]
    things = Things(
        lab=lab.hex, person=member.hex, organisation=_organisation(lab, mark),
        **_links(lab, member, mark),
        board=board.hex, stream=board.stream.id, item=item,
        file=_picture(board, member, mark), challenge=challenge.hex,
        brought=brought, question=asked.hex,
        code=boards.code_for(board=board, by=leads).code,
        resume=accounts.renew_resume_code(person=member),
        first="", mark=mark,
        revision=challenge.revision, brief=challenge,
    )  # fmt: skip
    return board, things


def _links(lab: Lab, member: Person, mark: str) -> dict[str, str]:
    """A log-in of hers, a link to her password, and an invitation of her lab."""
    with lifted("tests"):
        made = {"password": make_password(PASSWORD), "created_at": member.created_at}
        member.user = User.objects.create(name=f"{mark}@lab.example".lower(), **made)
        member.save()
    invited = accounts.invite(lab=lab, role="evaluator", note=f"{mark} guest", by=None)
    reset = accounts.make_reset_link(person=member, by=None)
    return {"invitation": invited.link.hex, "invite": invited.secret, "reset": reset.secret}


def _organisation(lab: Lab, mark: str) -> str:
    about = accounts.About(f"{mark} works", "startup", "BE")
    return accounts.make_organisation(lab=lab, about=about, by=None).hex


def _brought(challenge: Challenge, by: Person, mark: str) -> str:
    """A picture with the brief, bytes and all, without the making anew."""
    data = b"RIFF" + mark.encode()
    come = Come(
        "picture", random_id() * 2, 9, 96, 64, lambda file: filestore.save(file, data, data)
    )
    file = random_id()
    come.keep(file)
    bringing._bring(challenge=challenge, by=by, file=file, come=come, name=f"{mark} plan")
    return file


def _published(challenge: Challenge, texts: dict[str, Brief], owner: Person, brought: str) -> None:
    """Published, and changed since."""
    by: Any = {"challenge": challenge, "by": owner}
    (said, *_) = texts.values()
    files = [Attached(brought, {"nl": f"{said.title} plan"})]
    row = challenges.save_brief(content=Content(texts, files=files), revision=1, **by)
    row = challenges.publish(revision=row.revision, **by)
    changed = Content(texts, sector="Glass", files=files)
    challenges.save_brief(content=changed, revision=row.revision, **by)
    challenge.refresh_from_db()


def _confide(things: Things, owner: Person, reader: Person) -> None:
    """Another team's challenge is for named people only."""
    challenge = things.brief
    assert challenge is not None
    challenges.name_reader(challenge=challenge, person=reader, by=owner)
    with lifted("tests"):
        Challenge.objects.across_labs().filter(pk=challenge.pk).update(ip_policy="nda")
    challenge.refresh_from_db()
    _accept(challenge, reader)


def _accept(challenge: Challenge, by: Person) -> None:
    """She accepts the terms as they are."""
    said = told.wording(challenge, "en")._asdict()
    said.pop("lines")
    challenges.accept_terms(challenge=challenge, by=by, **said)


def _picture(board: Board, by: Person, mark: str) -> str:
    """A picture on the board, bytes and all."""
    file = uploaded(board, by)
    filestore.save(file, b"RIFF" + mark.encode(), b"RIFF" + mark.encode())
    add = AddImage(new_id(), 0, 0, "V", 1536, 1024, file, f"{mark} picture")
    boards.perform(board=board, by=by, operations=[add])
    return file


def _cookie(person: Person) -> dict[str, str]:
    name, _, value = stage.cookie(person).partition("=")
    return {name: value}


def _logged_in(person: Person) -> dict[str, str]:
    """What her browser sends once she has a log-in and used it."""
    with lifted("tests"):
        person.user = User.objects.create(
            name=EMAIL, password=make_password(PASSWORD), created_at=person.created_at
        )
        person.save()
    client = Client()
    client.force_login(person.user)
    return {name: cookie.value for name, cookie in client.cookies.items()}
