"""Makes the demo's lab as people would have made it, and takes disposable labs away again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import msgspec

from accounts import actions as accounts
from accounts.actions import Newcomer
from accounts.models import JoinCode, Lab, Person
from boards import actions as boards
from boards.models import Board
from challenges import actions as challenges
from challenges import queries as terms
from challenges.models import Brief, Challenge
from contributions.door import SERVER, Act, action, as_of
from contributions.streams import StreamKey

from . import content, removal
from .layout import COLOURS, PITCH, places

#: The installation itself, which is no lab, has a stream for what happens to whole labs.
INSTALLATION = StreamKey("0" * 32, "installation", "0" * 32, disposable=False)
CODES_LAST = timedelta(days=3650)


@dataclass(slots=True)
class Demo:
    """What was made."""

    lab: Lab
    facilitator: Person
    people: dict[str, Person] = field(default_factory=dict)
    boards: list[Board] = field(default_factory=list)
    codes: list[JoinCode] = field(default_factory=list)


def make_demo(language: str = "en") -> Demo:
    """The lab, its people, two challenges with their boards, and a table that is open now."""
    day = content.day()
    posted = day.session.start - timedelta(days=14)
    with as_of(posted):
        demo = _start(language)
        open_challenges = {text.id: _post(demo, text) for text in day.challenges}
    with as_of(day.session.start):
        for participant in day.participants:
            demo.people[participant.id] = _enrol(demo.lab, participant, language)
    for text in day.challenges:
        _board_of(demo, open_challenges[text.id], day, text.id, language)
    _open_table(demo, language)
    return demo


def _start(language: str) -> Demo:
    lab = accounts.start_lab(
        name=content.LAB_NAME,
        languages=["en", "nl"],
        controller=content.CONTROLLER[language],
        disposable=True,
    )
    who = Newcomer(content.FACILITATOR[language], language, ["en", "nl"])
    return Demo(lab, accounts.enrol(lab=lab, who=who, role="facilitator"))


def _post(demo: Demo, text: content.ChallengeText) -> Challenge:
    challenge = challenges.post_challenge(
        lab=demo.lab,
        slug=text.slug,
        sector=text.sector,
        texts={language: _marked(brief, language) for language, brief in text.texts.items()},
        ip_policy=text.ip_policy,
        by=demo.facilitator,
    )
    challenges.open_challenge(challenge=challenge, by=demo.facilitator)
    return challenge


def _marked(brief: Brief, language: str) -> Brief:
    """The brief, saying that it is invented."""
    context = f"{brief.context} ({content.INVENTED[language]})"
    return msgspec.structs.replace(brief, context=context)


def _enrol(lab: Lab, participant: content.Participant, language: str) -> Person:
    own = participant.languages[0]
    who = Newcomer(
        label=participant.role[language],
        language=own if own in ("en", "nl") else "en",
        languages=participant.languages,
        discipline=participant.discipline,
        organisation=participant.organisation,
        consents=frozenset({"taking_part"}),
    )
    return accounts.enrol(lab=lab, who=who, role="participant")


def _board_of(demo: Demo, challenge: Challenge, day: content.Day, name: str, language: str) -> None:
    ideas = [idea for idea in day.ideas if idea.challenge == name]
    with as_of(ideas[0].created_at - timedelta(minutes=10)):
        board = boards.open_challenge_board(
            lab=demo.lab,
            title=challenge.texts[language]["title"][:120],
            by=demo.facilitator,
            challenge=challenge,
            mode=Board.OPEN,
            language=language,
        )
    demo.boards.append(board)
    corners = places(ideas)
    notes: dict[str, str] = {}
    for idea in sorted(ideas, key=lambda idea: idea.created_at):
        notes[idea.id] = _write(demo, board, idea, corners[idea.id], notes, language)
    for comment in sorted(day.comments, key=lambda comment: comment.created_at):
        if comment.idea in notes:
            _say(demo, board, comment, notes[comment.idea], language)


def _write(
    demo: Demo,
    board: Board,
    idea: content.Idea,
    corner: tuple[int, int],
    notes: Mapping[str, str],
    language: str,
) -> str:
    """An idea as a note of its author's, and what it builds on; the note's id."""
    x, y = corner
    note = boards.NewNote(x=x, y=y, colour=COLOURS[idea.phase], text=idea.text[language])
    on = [notes[parent] for parent in idea.parents if parent in notes]
    with as_of(idea.created_at):
        person = _admitted(demo, board, idea.author)
        return boards.add_idea(board=board, by=person, note=note, lang=language, on=on)


def _say(demo: Demo, board: Board, comment: content.Comment, note: str, language: str) -> None:
    with as_of(comment.created_at):
        person, text = _admitted(demo, board, comment.author), comment.text[language]
        boards.add_comment(board=board, by=person, on=note, text=text, lang=language)


def _admitted(demo: Demo, board: Board, who: str) -> Person:
    """Somebody on the board, who accepted what her team works under when she came."""
    person, about = demo.people[who], board.challenge
    boards.admit_member(board=board, person=person, role="participant", by=demo.facilitator)
    if about is not None:
        said = terms.wording(about, person.language)
        challenges.accept_terms(
            challenge=about,
            policy=said.policy,
            version=said.version,
            language=said.language,
            by=person,
        )
    return person


def _open_table(demo: Demo, language: str) -> None:
    board = boards.open_board(lab=demo.lab, title=content.OPEN_TABLE[language], by=demo.facilitator)
    notes = [
        boards.NewNote(x=column * PITCH, y=0, colour="yellow", text=text)
        for column, text in enumerate(content.OPEN_TABLE_NOTES[language])
    ]
    boards.add_notes(board=board, by=demo.facilitator, notes=notes)
    demo.boards.append(board)
    demo.codes = [
        _code(demo, "board", board.hex, "participant"),
        _code(demo, "board", board.hex, "facilitator"),
        _code(demo, "lab", demo.lab.hex, "evaluator"),
    ]


def _code(demo: Demo, kind: str, target: str, role: str) -> JoinCode:
    return accounts.make_join_code(
        lab=demo.lab, kind=kind, target=target, role=role, by=demo.facilitator, lasts=CODES_LAST
    )


def remove_disposable_labs() -> dict[str, dict[str, int]]:
    """Take away every disposable lab whole: name → table → how many rows went."""
    labs = list(Lab.objects.filter(disposable=True))
    return {f"{lab.name} ({lab.slug})": remove_lab(lab=lab) for lab in labs}


@action
def remove_lab(act: Act, *, lab: Lab) -> dict[str, int]:
    """Take away a disposable lab, its part of the log included; that it went stays in the log."""
    if not lab.disposable:
        raise ValueError("only a lab that was started as disposable can be removed")
    gone = removal.remove(lab)
    act.append(INSTALLATION, "lab_removed", actor=SERVER, facts={"lab": lab.hex})
    return gone
