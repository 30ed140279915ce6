"""What changes a board besides its live operations (those go through `boards.batch`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypedDict, cast

from django.utils import translation
from django.utils.translation import gettext

from accounts import access as labs
from accounts import actions as accounts
from accounts import queries as accounts_queries
from accounts.models import JoinCode, Lab, Person
from challenges import queries as challenges
from challenges.models import Challenge
from common import clock
from common.errors import REFUSALS
from common.ids import new_id, random_id
from common.wire import Wire
from contributions.door import SERVER, Act, action

from . import access, seeds, store
from .batch import Request, Work, commit
from .errors import NotAllowed, NotMember, NotNow, UnknownPerson
from .kinds import PLACED
from .models import Board, BoardMember
from .ops import Refused
from .order import next_keys
from .rules import row_of
from .state import BoardState
from .texts import FIRST_CLIENT
from .verbs import (
    BoardOpened,
    BoardTitle,
    EpochBegun,
    MemberAdmitted,
    MemberRoleChanged,
    MembershipEnded,
    ModeChanged,
)
from .wire import AddComment, AddConnector, AddNote, Mode, Operation


class NewNote(TypedDict):
    """A note to be added: corner in 1/16 px, colour, text."""

    x: int
    y: int
    colour: Any
    text: str


@action
def open_board(
    act: Act,
    *,
    lab: Lab,
    title: str,
    by: Person,
    challenge: Challenge | None = None,
    mode: str = Board.OPEN,
) -> Board:
    """Open a board in the lab; who opens it facilitates it."""
    board = Board.objects.create(
        lab=lab, title=title, challenge=challenge, mode=mode, opened_at=act.now
    )
    act.append(
        accounts.lab_stream(lab),
        "board_opened",
        actor=by.actor,
        facts=BoardOpened(board.hex, _mode(mode), challenge.hex if challenge else None),
        words=BoardTitle(title),
        context=_context(board),
    )
    admit_member(board=board, person=by, role=BoardMember.FACILITATOR, by=by)
    return board


def open_challenge_board(
    *, lab: Lab, title: str, by: Person, challenge: Challenge, mode: str, language: str
) -> Board:
    """Open a board on which the brief, its limits, materials and first questions lie already.

    Of a challenge for named people nothing is put there: who holds the board's code need not be
    one of them.
    """
    board = open_board(lab=lab, title=title, by=by, challenge=challenge)
    told = challenges.told_on_boards(challenge, language)
    if told:
        brief, spoken = told
        with translation.override(spoken):
            headings = seeds.Headings(
                gettext("The challenge"), gettext("It has to respect"), gettext("In the room")
            )
        perform(board=board, by=by, operations=seeds.of_brief(brief, spoken, headings))
    # what lies there is everybody's from the start, so silence begins after it
    change_mode(board=board, mode=mode, by=by)
    return board


@action
def admit_member(act: Act, *, board: Board, person: Person, role: str, by: Person) -> BoardMember:
    """Let a person onto a board; coming again keeps a higher role."""
    member = BoardMember.objects.across_labs().filter(board=board, person=person).first()
    if member and member.ended_at is None:
        return member
    member = member or BoardMember(board=board, person=person)
    member.role, member.since, member.ended_at = role, act.now, None
    member.save()
    _note_access(act, board, by, "member_admitted", MemberAdmitted(board.hex, person.hex, role))
    return member


@action
def end_membership(act: Act, *, board: Board, person: Person, by: Person) -> None:
    """Take a person off a board: from this commit on nothing of hers is accepted (B12)."""
    member = BoardMember.objects.across_labs().get(board=board, person=person, ended_at=None)
    member.ended_at = act.now
    member.save(update_fields=["ended_at"])
    _note_access(act, board, by, "membership_ended", MembershipEnded(board.hex, person.hex))


@action
def place_person(
    act: Act, *, board: Board, person: Person, by: Person, source: Board | None = None
) -> None:
    """Put somebody of the lab on a board, from another board or from none; a facilitator's doing.

    What she wrote stays where it is and stays hers. She keeps what she was on the board she leaves.
    Raises NotMember where she is not on it, UnknownPerson where she is not in the lab.
    """
    labs.demand_role(by, board.lab, labs.FACILITATORS)
    if person.lab_id != board.lab_id or person.left_at is not None:
        raise UnknownPerson
    role = BoardMember.PARTICIPANT
    if source is not None and source.pk != board.pk:
        role = _leave(source, person, by)
    admit_member(board=board, person=person, role=role, by=by)


def _leave(board: Board, person: Person, by: Person) -> str:
    """End her membership there; what she was."""
    here = BoardMember.objects.in_lab(board.lab_id).filter(board=board, ended_at=None)
    member = here.filter(person=person).first()
    if member is None:
        raise NotMember
    end_membership(board=board, person=person, by=by)
    return member.role


@action
def change_role(act: Act, *, board: Board, person: Person, role: str, by: Person) -> None:
    """Make a member something else on the board; less counts from this commit on (B12)."""
    member = BoardMember.objects.across_labs().get(board=board, person=person, ended_at=None)
    if member.role == role:
        return
    member.role = role
    member.save(update_fields=["role"])
    facts = MemberRoleChanged(board.hex, person.hex, role)
    _note_access(act, board, by, "member_role_changed", facts)


@action
def change_mode(act: Act, *, board: Board, mode: str, by: Person) -> None:
    """Set the way of working. Leaving silence is for `reveal`: notes would stay hidden."""
    row = store.lock_boards([board.hex])[board.hex]
    if row.mode == mode:
        return
    if row.mode == Board.SILENT and store.owners(board.hex):
        raise NotNow
    store.set_mode(board.hex, mode)
    facts = ModeChanged(board.hex, _mode(mode))
    act.append(
        accounts.lab_stream(board.lab),
        "mode_changed",
        actor=by.actor,
        facts=facts,
        context=_context(board),
    )


@action
def begin_epoch(act: Act, *, board: Board) -> None:
    """Let a board go on from a backup: every browser takes it anew and offers what was lost (B14).

    Numbers of the text merge that were lent since the backup are never lent again.
    """
    store.lock_boards([board.hex])
    board.epoch = random_id()
    board.save(update_fields=["epoch"])
    store.skip_text_clients(board.hex, FIRST_CLIENT)
    act.append(
        accounts.lab_stream(board.lab),
        "epoch_begun",
        actor=SERVER,
        facts=EpochBegun(board.hex, board.epoch),
        context=_context(board),
    )


def _note_access(act: Act, board: Board, by: Person, verb: str, facts: Wire) -> None:
    """Log who may use the board, and make every process ask anew (B12)."""
    store.bump_access(board.hex)
    act.append(
        accounts.lab_stream(board.lab), verb, actor=by.actor, facts=facts, context=_context(board)
    )


def _context(board: Board) -> dict[str, str]:
    return {"lab": board.lab.hex, "board": board.hex}


def _mode(mode: str) -> Mode:
    return cast(Mode, mode)


def code_for(*, board: Board, by: Person) -> JoinCode:
    """The code people join this board with: the one in force, or a new one. Facilitators only."""
    role = access.roles(board.hex, board.lab.hex, [by.hex]).get(by.hex)
    if role != BoardMember.FACILITATOR:
        raise NotAllowed
    known = accounts_queries.join_codes_of(board.lab, "board", board.hex, clock.now())
    if known:
        return known[0]
    return accounts.make_join_code(
        lab=board.lab, kind="board", target=board.hex, role=BoardMember.PARTICIPANT, by=by
    )


def perform(*, board: Board, by: Person, operations: Sequence[Operation]) -> None:
    """Perform operations as the person's socket would. Raises the first refusal."""
    state = BoardState(row_of(board), board.stream.id)
    requests = [Request(by.hex, new_id(), private=False, op=op) for op in operations]
    (settled,) = commit(works=[Work(state, requests)])
    for answer in settled.answers:
        if isinstance(answer, Refused):
            raise REFUSALS[answer.code]


def add_notes(*, board: Board, by: Person, notes: Sequence[NewNote]) -> list[str]:
    """Put notes on a board for a person; returns their ids."""
    keys = next_keys(_top(board), len(notes))
    operations = [
        AddNote(new_id(), n["x"], n["y"], z, n["colour"], n["text"])
        for n, z in zip(notes, keys, strict=True)
    ]
    perform(board=board, by=by, operations=operations)
    return [operation.id for operation in operations]


def add_idea(*, board: Board, by: Person, note: NewNote, lang: str, on: Sequence[str] = ()) -> str:
    """Put one note on a board for a person, and say what it builds on; returns its id."""
    (key,) = next_keys(_top(board), 1)
    add = AddNote(new_id(), note["x"], note["y"], key, note["colour"], note["text"], lang=lang)
    links = [AddConnector(new_id(), add.id, parent, "builds_on", "") for parent in on]
    perform(board=board, by=by, operations=[add, *links])
    return add.id


def add_comment(*, board: Board, by: Person, on: str, text: str, lang: str) -> str:
    """Say something about an item for a person; returns the comment's id."""
    said = AddComment(new_id(), on, text, lang=lang)
    perform(board=board, by=by, operations=[said])
    return said.id


def _top(board: Board) -> str:
    """The highest z-order key on the board."""
    items = store.load_items(board.hex, board.stream.id)
    placed = (kept.item for kept in items.values() if isinstance(kept.item, PLACED))
    return max((item.z for item in placed), default="")
