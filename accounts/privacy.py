"""What the people side holds about a person, for whoever answers her questions."""

from __future__ import annotations

from typing import Any

from . import queries
from .models import DeviceToken, Person, Role


def collect(person: Person) -> dict[str, Any]:
    """Everything but the secrets, which are kept as hashes only."""
    return {
        "person": {
            "id": person.hex,
            "label": person.label,
            "language": person.language,
            "languages": person.languages,
            "discipline": person.discipline,
            "organisation": person.organisation,
            "login": person.user.name if person.user else None,
            "since": person.created_at,
            "left_at": person.left_at,
        },
        "roles": list(
            Role.objects.in_lab(person.lab_id)
            .filter(person=person)
            .values("role", "given_at", "ended_at")
        ),
        "consents": [
            {
                "purpose": one.purpose,
                "version": one.version,
                "language": one.language,
                "given_at": one.given_at,
                "withdrawn_at": one.withdrawn_at,
            }
            for one in queries.consents_of(person)
        ],
        "devices": list(
            DeviceToken.objects.in_lab(person.lab_id)
            .filter(person=person)
            .values("created_at", "last_seen_at", "revoked_at")
        ),
    }
