"""Reads of the challenges."""

from __future__ import annotations

from uuid import UUID

import msgspec

from accounts import access as people
from accounts.models import Person

from .access import may_read
from .briefs import Brief, best_language
from .errors import UnknownChallenge
from .models import Challenge


def briefs(challenge: Challenge) -> dict[str, Brief]:
    """The brief in every language it has."""
    return msgspec.convert(challenge.texts, dict[str, Brief])


def brief(challenge: Challenge, language: str) -> Brief:
    """The brief in this language, else in English, else in whichever it has."""
    texts = briefs(challenge)
    return texts[best_language(list(texts), language)]


def readable(person: Person) -> list[Challenge]:
    """The challenges of her lab that she may read, newest first."""
    roles = people.roles(person)
    found = Challenge.objects.in_lab(person.lab_id).order_by("-posted_at", "-id")
    return [challenge for challenge in found if may_read(person, challenge, roles)]


def readable_one(person: Person, challenge: UUID) -> Challenge:
    """One of them; raises UnknownChallenge."""
    found = Challenge.objects.in_lab(person.lab_id).filter(pk=challenge).first()
    if found is None or not may_read(person, found, people.roles(person)):
        raise UnknownChallenge
    return found
