"""What challenges hold about a person: which ones she brought."""

from __future__ import annotations

from typing import Any

from accounts.models import Person

from .models import Challenge


def collect(person: Person) -> dict[str, Any]:
    """The challenges she owns."""
    mine = Challenge.objects.in_lab(person.lab_id).filter(owner=person)
    return {
        "challenges": [
            {"id": one.hex, "slug": one.slug, "posted_at": one.posted_at} for one in mine
        ]
    }
