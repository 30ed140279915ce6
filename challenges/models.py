"""Shape of a challenge: a brief in several languages, its owner and its terms."""

from __future__ import annotations

from django.db import models

from accounts.models import Lab, LabManager, Person
from common.ids import uuid7

from .briefs import Brief

__all__ = ["Brief", "Challenge"]


class Challenge(models.Model):
    """A real problem somebody brings. `texts` holds a `Brief` for each language."""

    class State(models.TextChoices):
        DRAFT = "draft"
        OPEN = "open"
        CLOSED = "closed"

    class Terms(models.TextChoices):
        """Who owns what comes out of it; shown before anybody joins."""

        OPEN = "open"
        KEEP = "keep"
        FIRST_TALK = "first_talk"
        OWNER = "owner"
        NDA = "nda"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="challenges")
    slug = models.SlugField(max_length=60)
    sector = models.CharField(max_length=40, blank=True)
    owner = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    ip_policy = models.CharField(max_length=12, choices=Terms.choices)
    texts = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    posted_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)

    objects = LabManager["Challenge"]()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("lab", "slug"), name="one_challenge_per_slug_and_lab"),
        )

    def __str__(self) -> str:
        return self.hex

    @property
    def hex(self) -> str:
        """The challenge's id in wire form."""
        return self.id.hex
