"""What challenges hold about a person: which she brought, asked about, agreed to."""

from __future__ import annotations

from typing import Any

from accounts.models import Person
from contributions.door import SERVER
from contributions.privacy import Level

from . import actions
from .models import Challenge, ChallengeFile, Interest, NamedPerson, Question, TermsAccepted


def collect(person: Person) -> dict[str, Any]:
    """The challenges she owns, what she asked and answered, where she is named, and her files."""
    lab = person.lab_id
    mine = Challenge.objects.in_lab(lab).filter(owner=person)
    asked = Question.objects.in_lab(lab).filter(asker=person)
    answered = Question.objects.in_lab(lab).filter(answerer=person)
    return {
        "challenges": [
            {"id": one.hex, "slug": one.slug, "posted_at": one.posted_at} for one in mine
        ],
        "questions": [
            {"challenge": one.challenge_id.hex, "text": one.text, "asked_at": one.asked_at}
            for one in asked
        ],
        "answers": [
            {"question": one.hex, "text": one.answer, "answered_at": one.answered_at}
            for one in answered
        ],
        "interests": [
            {"challenge": one.challenge_id.hex, "since": one.since}
            for one in Interest.objects.in_lab(lab).filter(person=person)
        ],
        "named_to_read": [
            {"challenge": one.challenge_id.hex, "since": one.since}
            for one in NamedPerson.objects.in_lab(lab).filter(person=person)
        ],
        "files": [
            {
                "id": one.id,
                "challenge": one.challenge_id.hex,
                "name": one.name,
                "size": one.size,
                "digest": one.digest,
                "uploaded_at": one.uploaded_at,
            }
            for one in ChallengeFile.objects.in_lab(lab).filter(uploader=person.hex)
        ],
        "terms_accepted": [
            {
                "challenge": one.challenge_id.hex,
                "policy": one.policy,
                "version": one.version,
                "language": one.language,
                "accepted_at": one.accepted_at,
                "ended_at": one.ended_at,
            }
            for one in TermsAccepted.objects.in_lab(lab).filter(person=person).order_by("id")
        ],
    }


def erase(person: Person, level: Level, by: str = SERVER) -> int:
    """Forget what she brought and said about challenges of her lab: how many things that were.

    Unlink: nothing, her name is not in it. Blank: her files, questions, answers, and what she had
    not published. Remove: and where she is named, what she would work on, what she agreed to. Her
    words in the log go there (`contributions.privacy`). Safe to repeat.
    """
    if level == "unlink":
        return 0
    lab, whole = person.lab, level == "remove"
    said = actions.forget_said(lab=lab, person=person.hex, whole=whole, by=by)
    return said + actions.erase_files(lab=lab, person=person.hex, by=by)
