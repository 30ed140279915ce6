"""Reads of the challenges."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from accounts import access as people
from accounts import queries as accounts
from accounts.models import Person
from files.errors import NoSuchFile

from . import access, states
from .briefs import Attached, Brief, Content, best_language, only_with
from .errors import UnknownChallenge, UnknownQuestion
from .models import (
    Challenge,
    ChallengeFile,
    ChallengeVersion,
    Interest,
    NamedPerson,
    Question,
    TermsAccepted,
)
from .terms import TEXTS


class Wanted(NamedTuple):
    """What somebody looks for in the catalogue; empty: everything."""

    words: str = ""
    sector: str = ""
    state: str = ""
    language: str = ""


def briefs(challenge: Challenge) -> dict[str, Brief]:
    """The published brief in every language it has."""
    return msgspec.convert(challenge.texts, dict[str, Brief])


def brief(challenge: Challenge, language: str) -> Brief:
    """The brief in this language, else in English, else in whichever it has."""
    texts = briefs(challenge)
    return texts[best_language(texts, language)]


def shown(challenge: Challenge, language: str) -> tuple[Brief, str]:
    """The brief as `brief` has it, and the language it is in."""
    texts = briefs(challenge)
    spoken = best_language(texts, language)
    return texts[spoken], spoken


def content(challenge: Challenge) -> Content:
    """What its readers see."""
    return msgspec.convert(
        {
            "texts": challenge.texts,
            "sector": challenge.sector,
            "ip_policy": str(challenge.ip_policy),
            "audience": str(challenge.audience),
            "criteria": challenge.criteria,
            "cover": challenge.cover,
            "files": challenge.files,
        },
        Content,
    )


def working(challenge: Challenge) -> Content:
    """What its people are writing: the same where they have changed nothing since."""
    if challenge.draft is None:
        return content(challenge)
    return msgspec.convert(challenge.draft, Content)


def readable(person: Person) -> list[Challenge]:
    """The challenges of her lab that she may read, newest first."""
    roles = people.roles(person)
    named = set(
        NamedPerson.objects.in_lab(person.lab_id)
        .filter(person=person)
        .values_list("challenge_id", flat=True)
    )
    found = Challenge.objects.in_lab(person.lab_id).order_by("-posted_at", "-id")
    return [one for one in found if access.may_read(person, one, roles, is_named=one.pk in named)]


def catalogue(person: Person, wanted: Wanted) -> list[Challenge]:
    """Those she may read that fit what she looks for."""
    return [one for one in readable(person) if _fits(one, wanted)]


def _fits(challenge: Challenge, wanted: Wanted) -> bool:
    texts = briefs(challenge)
    if challenge.is_confidential:  # nobody finds it by what it says
        texts = {language: Brief(one.title, "") for language, one in texts.items()}
    if wanted.sector and challenge.sector.casefold() != wanted.sector.casefold():
        return False
    if wanted.state and challenge.state != wanted.state:
        return False
    if wanted.language and wanted.language not in texts:
        return False
    said = " ".join([challenge.sector, *map(_said, texts.values())]).casefold()
    return all(word in said for word in wanted.words.casefold().split())


def _said(brief: Brief) -> str:
    values = (getattr(brief, name) for name in brief.__struct_fields__)
    return " ".join(one if isinstance(one, str) else " ".join(one) for one in values)


def brief_for(person: Person, challenge: Challenge, language: str) -> Brief | None:
    """The brief as a board shows it beside itself; None where it is not for her."""
    return brief(challenge, language) if reads(person, challenge) else None


def told_before_joining(challenge: Challenge, language: str) -> str:
    """The problem, for who holds a code but has not come in; empty where it is for named people."""
    return "" if _for_named_people(challenge) else brief(challenge, language).problem


def told_on_boards(challenge: Challenge, language: str) -> tuple[Brief, str] | None:
    """The brief and its language for whoever comes onto a board; None as above."""
    if _for_named_people(challenge) or not states.is_published(challenge.state):
        return None
    return shown(challenge, language)


def _for_named_people(challenge: Challenge) -> bool:
    return challenge.is_confidential or challenge.audience == Challenge.Audience.NAMED


def readable_one(person: Person, challenge: UUID) -> Challenge:
    """One of her lab's that she may read; raises UnknownChallenge."""
    found = Challenge.objects.in_lab(person.lab_id).select_related("lab").filter(pk=challenge)
    one = found.first()
    if one is None:
        raise UnknownChallenge
    demand_reads_in_lab(person, one)
    return one


def demand_reads_in_lab(person: Person, challenge: Challenge) -> None:
    """Raises UnknownChallenge unless she is of its lab and may read it."""
    if person.lab_id != challenge.lab_id or not reads(person, challenge):
        raise UnknownChallenge


def reads(person: Person | None, challenge: Challenge) -> bool:
    """May she (None: somebody who is not in the lab) read it?"""
    roles = people.roles(person) if person else frozenset()
    return access.may_read(person, challenge, roles, is_named=_is_named(person, challenge))


def _is_named(person: Person | None, challenge: Challenge) -> bool:
    named = NamedPerson.objects.in_lab(challenge.lab_id)
    return person is not None and named.filter(challenge=challenge, person=person).exists()


def opened(cookies: Mapping[str, str], challenge: UUID) -> tuple[Challenge, Person | None]:
    """What a browser may read, and who it is in that lab: nobody where it is a public one.

    Raises NotJoined for who is in no lab, UnknownChallenge otherwise, whatever there is.
    """
    found = Challenge.objects.across_labs().select_related("lab").filter(pk=challenge).first()
    person = accounts.person_from_cookies(cookies, found.lab.hex) if found else None
    if found is not None and reads(person, found):
        return found, person
    people.demand_member(accounts.person_from_cookies(cookies))
    raise UnknownChallenge


def written_by(person: Person, challenge: UUID) -> Challenge:
    """One that she writes; raises UnknownChallenge, or RoleMissing where she only reads it."""
    found = readable_one(person, challenge)
    access.demand_may_write(person, found)
    return found


def has_accepted(person: Person, challenge: Challenge) -> bool:
    """Did she agree to the terms as they are now?"""
    return acceptance(person, challenge) is not None


def acceptance(person: Person, challenge: Challenge) -> TermsAccepted | None:
    """Her agreement to the terms as they are now."""
    mine: TermsAccepted | None = _accepted(challenge).filter(person=person).first()
    return mine


class Wording(NamedTuple):
    """A challenge's terms in plain words of one language."""

    policy: str
    version: str
    language: str
    lines: tuple[str, ...]


def wording(challenge: Challenge, language: str) -> Wording:
    """The terms as they are now, in this language or else in English."""
    text = TEXTS[challenge.ip_policy]
    shown = text.language(language)
    return Wording(challenge.ip_policy, text.version, shown, text.lines[shown])


class Bound(NamedTuple):
    """Who has to agree to a challenge's terms first, and whether they hide it until then."""

    people: frozenset[UUID]
    confidential: bool


def unbound(challenge: UUID, persons: Iterable[UUID]) -> Bound:
    """Those of these people who have not agreed to its terms and have to.

    Its owner and the lab's facilitators set the terms, so nobody asks them. A challenge that is
    not there hides everything from everybody.
    """
    row = Challenge.objects.across_labs().filter(pk=challenge).first()
    if row is None:
        return Bound(frozenset(persons), confidential=True)
    asked = set(persons) - {row.owner_id}
    asked -= people.holders(row.lab_id, asked, people.FACILITATORS)
    agreed = _accepted(row).filter(person__in=asked)
    left = asked - set(agreed.values_list("person_id", flat=True))
    return Bound(frozenset(left), row.is_confidential)


def _accepted(challenge: Challenge) -> QuerySet[TermsAccepted]:
    """Who agreed to its terms as they are now."""
    rows: QuerySet[TermsAccepted] = TermsAccepted.objects.in_lab(challenge.lab_id)
    version = TEXTS[challenge.ip_policy].version
    return rows.filter(
        challenge=challenge, ended_at=None, policy=challenge.ip_policy, version=version
    )


def versions(challenge: Challenge) -> list[ChallengeVersion]:
    """Everything that was published, the newest first."""
    return list(challenge.versions.order_by("-number"))


def readers(challenge: Challenge) -> list[tuple[Person, bool]]:
    """Everybody in the lab by name, with whether they were named."""
    named = set(challenge.named.values_list("person_id", flat=True))
    here = Person.objects.in_lab(challenge.lab_id).filter(left_at=None, alias_of=None)
    return [(person, person.pk in named) for person in here.order_by("label", "created_at")]


def questions(challenge: Challenge) -> list[Question]:
    """What was asked, in the order in which it was."""
    asked = challenge.questions.select_related("asker", "answerer")
    return list(asked.order_by("asked_at", "id"))


def question_of(challenge: Challenge, question: UUID) -> Question:
    """One of its questions; raises UnknownQuestion."""
    found = challenge.questions.select_related("challenge__lab").filter(pk=question).first()
    if found is None:
        raise UnknownQuestion
    return found


class Counts(NamedTuple):
    """How many asked, and how many would like to work on it."""

    questions: int = 0
    interested: int = 0


def counts(challenges: Iterable[Challenge]) -> dict[UUID, Counts]:
    """Of each of these (all of one lab), in two queries."""
    found = {one.pk: one for one in challenges}
    asked: dict[UUID, int] = {}
    would: dict[UUID, int] = {}
    for kind, tally in ((Question, asked), (Interest, would)):
        rows = kind.objects.across_labs().filter(challenge__in=list(found))
        for pk in rows.values_list("challenge_id", flat=True):
            tally[pk] = tally.get(pk, 0) + 1
    return {pk: Counts(asked.get(pk, 0), would.get(pk, 0)) for pk in found}


PICTURE = ChallengeFile.Kind.PICTURE


class Shown(NamedTuple):
    """A file and what its people say of it."""

    row: ChallengeFile
    says: dict[str, str]


def files_held(files: Collection[str] | None) -> set[str]:
    """Those of these files (None: of all there are) that a challenge has a row of."""
    rows = ChallengeFile.objects.across_labs()
    known = rows if files is None else rows.filter(id__in=files)
    return set(known.values_list("id", flat=True))


def files_of(challenge: Challenge) -> dict[str, ChallengeFile]:
    """All that were brought for it and are there."""
    return {row.id: row for row in challenge.brought.order_by("uploaded_at", "id")}


def with_its_files(challenge: Challenge, content: Content) -> Content:
    """The content without files that are not there; a cover has to be a picture."""
    if not content.file_ids:
        return content
    rows = files_of(challenge)
    return only_with(content, {one for one in rows if rows[one].kind == PICTURE}, rows)


def shown_files(challenge: Challenge) -> list[Shown]:
    """What its readers find with the brief, in the order it was given."""
    wanted = content(challenge).files
    rows = files_of(challenge) if wanted else {}
    return [Shown(rows[one.id], one.says) for one in wanted if one.id in rows]


def covers(challenges: Iterable[Challenge]) -> dict[UUID, Shown]:
    """The covers of those that have one, in one query."""
    wanted = {one.pk: msgspec.convert(one.cover, Attached) for one in challenges if one.cover}
    if not wanted:
        return {}
    ids = [cover.id for cover in wanted.values()]
    rows = ChallengeFile.objects.across_labs().filter(id__in=ids, kind=PICTURE)
    found = {(row.challenge_id, row.id): row for row in rows}
    return {
        pk: Shown(found[pk, cover.id], cover.says)
        for pk, cover in wanted.items()
        if (pk, cover.id) in found
    }


def file_for(
    cookies: Mapping[str, str], challenge: UUID, file: str
) -> tuple[ChallengeFile, Person | None]:
    """A file that a browser may read, and who it is in that lab; raises NoSuchFile for all others.

    Its readers read what the brief shows, its people all that was brought for it.
    """
    rows = ChallengeFile.objects.across_labs().select_related("challenge__lab")
    row = rows.filter(id=file, challenge=challenge).first()
    if row is None:
        raise NoSuchFile
    about: Challenge = row.challenge
    person = accounts.person_from_cookies(cookies, about.lab.hex)
    writes = person is not None and access.may_write(person, about, people.roles(person))
    if not writes and not (file in content(about).file_ids and reads(person, about)):
        raise NoSuchFile
    return row, person


def is_interested(person: Person | None, challenge: Challenge) -> bool:
    """Did she say she would like to work on it?"""
    return person is not None and challenge.interests.filter(person=person).exists()
