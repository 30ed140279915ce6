"""What challenges hold about a person: which she brought, asked about, or would work on."""

from __future__ import annotations

from typing import Any

from accounts.models import Person

from .models import Challenge, Interest, NamedPerson, Question


def collect(person: Person) -> dict[str, Any]:
    """The challenges she owns, what she asked and answered, and where she is named."""
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
    }
