"""What challenges say in the log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from common.errors import Sentence
from common.ids import Id
from common.wire import Wire
from contributions.verbs import Verb, register

from .briefs import Brief, Content


class ChallengePosted(Wire):
    challenge: Id
    owner: Id | None
    ip_policy: str


class BriefTexts(Wire):
    """The brief by language."""

    texts: dict[str, Brief]


class AboutChallenge(Wire):
    challenge: Id


class BriefEdited(Wire):
    """Which fields were changed, `title.en` and the like."""

    challenge: Id
    revision: int
    fields: list[str]


class BriefChanges(Wire):
    """Field → what it says now."""

    changes: dict[str, str | list[str]]


class ChallengePublished(Wire):
    challenge: Id
    version: int
    ip_policy: str
    audience: str


class ChallengeMoved(Wire):
    challenge: Id
    state: str


class ByLanguage(Wire):
    texts: dict[str, str]


class AboutPerson(Wire):
    challenge: Id
    person: Id


class AcceptedTerms(Wire):
    """`language` is the one the terms were shown in."""

    challenge: Id
    person: Id
    policy: str
    version: str
    language: str


class SaidForgotten(Wire):
    """`whole`: also where she was named, and what she agreed to."""

    person: Id
    whole: bool


class AboutQuestion(Wire):
    challenge: Id
    question: Id


class Said(Wire):
    text: str


class FileBrought(Wire):
    challenge: Id
    file: Id
    kind: str
    size: int
    width: int
    height: int


class FileWords(Wire):
    """What it is called, and the SHA-256 of its bytes: it tells who holds the same."""

    name: str
    digest: str


class FilesRemoved(Wire):
    challenge: Id
    files: list[Id]
    why: str


class AboutFile(Wire):
    challenge: Id
    person: Id
    file: Id


XAPI = "https://w3id.org/xapi/dod-isd/verbs/"
Shapes = tuple[type[Wire], type[Wire] | None]

#: verb → what it happened to, its sentence, its facts and words, the nearest xAPI verb
VERBS: dict[str, tuple[str, Sentence, Shapes, str]] = {
    "challenge_posted": (
        "challenge",
        _("A challenge was posted"),
        (ChallengePosted, BriefTexts),
        "shared",
    ),
    "challenge_opened": (
        "challenge",
        _("A challenge was opened"),
        (AboutChallenge, None),
        "opened",
    ),
    "brief_edited": ("challenge", _("A brief was edited"), (BriefEdited, BriefChanges), "edited"),
    "challenge_published": (
        "challenge",
        _("A version of a brief was published"),
        (ChallengePublished, Content),
        "published",
    ),
    "challenge_moved": (
        "challenge",
        _("A challenge came to another state"),
        (ChallengeMoved, None),
        "modified",
    ),
    "challenge_answered": (
        "challenge",
        _("The owner said what was decided"),
        (AboutChallenge, ByLanguage),
        "responded",
    ),
    "brief_opened": (
        "challenge",
        _("A confidential brief was opened"),
        (AboutPerson, None),
        "opened",
    ),
    "challenge_file_brought": (
        "challenge",
        _("A file was brought for a challenge"),
        (FileBrought, FileWords),
        "uploaded",
    ),
    "challenge_files_removed": (
        "challenge",
        _("Files of a challenge were removed"),
        (FilesRemoved, None),
        "removed",
    ),
    "challenge_file_opened": (
        "challenge",
        _("A file of a confidential challenge was opened"),
        (AboutFile, None),
        "opened",
    ),
    "reader_named": (
        "challenge",
        _("A person was named to read a challenge"),
        (AboutPerson, None),
        "modified",
    ),
    "reader_unnamed": (
        "challenge",
        _("A person is no longer named to read a challenge"),
        (AboutPerson, None),
        "modified",
    ),
    "terms_accepted": (
        "challenge",
        _("A person accepted the terms of a challenge"),
        (AcceptedTerms, None),
        "agreed",
    ),
    "said_forgotten": (
        "person",
        _("What a person said about challenges was erased"),
        (SaidForgotten, None),
        "removed",
    ),
    "question_asked": (
        "question",
        _("A question was asked about a challenge"),
        (AboutQuestion, Said),
        "commented",
    ),
    "question_answered": (
        "question",
        _("A question about a challenge was answered"),
        (AboutQuestion, Said),
        "responded",
    ),
    "interest_shown": (
        "challenge",
        _("A person would like to work on a challenge"),
        (AboutPerson, None),
        "responded",
    ),
    "interest_withdrawn": (
        "challenge",
        _("A person would rather not work on a challenge"),
        (AboutPerson, None),
        "cancelled",
    ),
}


def declare() -> None:
    """Register every verb (called once, in `AppConfig.ready`)."""
    for name, (kind, sentence, (facts, words), xapi) in VERBS.items():
        register(Verb(name, kind, sentence, facts, words, XAPI + xapi))
