"""Shape of a challenge: a brief in several languages, its owner, its terms, and who asks."""

from __future__ import annotations

from typing import Any

from django.db import models

from accounts.models import Lab, LabManager, Person
from common.ids import random_id, uuid7

from .briefs import Brief

__all__ = [
    "Brief",
    "Challenge",
    "ChallengeFile",
    "ChallengeVersion",
    "Interest",
    "NamedPerson",
    "Question",
    "TermsAccepted",
]


class Challenge(models.Model):
    """A real problem somebody brings. `texts` holds a `Brief` for each language.

    Once it is published, `draft` holds what its people have changed since (a `Content`), until
    they publish that too. `revision` counts every saving, `version` every publishing.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        OPEN = "open"
        IN_SESSION = "in_session"
        CLOSED = "closed"
        ANSWERED = "answered"

    class Terms(models.TextChoices):
        """Who owns what comes out of it; shown before anybody joins."""

        OPEN = "open"
        KEEP = "keep"
        FIRST_TALK = "first_talk"
        OWNER = "owner"
        NDA = "nda"

    class Audience(models.TextChoices):
        """Who reads it once it is published. A confidential one is for named people, always."""

        PUBLIC = "public"
        LAB = "lab"
        NAMED = "named"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="challenges")
    slug = models.SlugField(max_length=60)
    sector = models.CharField(max_length=40, blank=True)
    owner = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    ip_policy = models.CharField(max_length=12, choices=Terms.choices)
    audience = models.CharField(max_length=8, choices=Audience.choices, default=Audience.LAB)
    texts = models.JSONField(default=dict)
    criteria: Any = models.JSONField(default=list)
    #: An `Attached`, or none; and a list of them.
    cover: Any = models.JSONField(null=True)
    files: Any = models.JSONField(default=list)
    draft: Any = models.JSONField(null=True)
    #: What the owner decided in the end, by language.
    decision: Any = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=0)
    posted_at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

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

    @property
    def is_confidential(self) -> bool:
        """Shown nowhere but to its own people, and every opening is logged."""
        return self.ip_policy == self.Terms.NDA


class HangingManager(LabManager[Any]):
    """For what hangs on a challenge: its lab is the challenge's."""

    lab_path = "challenge__lab"


class ChallengeVersion(models.Model):
    """What was published, whole (a `Content`), by whom and when."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    content: Any = models.JSONField()

    objects = HangingManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("challenge", "number"), name="one_version_per_number_and_challenge"
            ),
        )

    def __str__(self) -> str:
        return f"{self.challenge_id} version {self.number}"


class NamedPerson(models.Model):
    """Somebody its people named to read it."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="named")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    objects = HangingManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("challenge", "person"), name="named_once"),)

    def __str__(self) -> str:
        return f"{self.person_id} for {self.challenge_id}"


class ChallengeFile(models.Model):
    """A picture or a document that somebody brought for it. Its bytes are a file of this name.

    `loose_since`: since when neither its draft nor what readers see shows it; then it goes after a
    day. It counts from the upload.
    """

    class Kind(models.TextChoices):
        PICTURE = "picture"
        PDF = "pdf"

    id = models.CharField(primary_key=True, max_length=32, default=random_id)
    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="brought")
    uploader = models.CharField(max_length=32)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    width = models.IntegerField(default=0)
    height = models.IntegerField(default=0)
    size = models.IntegerField()
    uploaded_at = models.DateTimeField()
    loose_since = models.DateTimeField(null=True)

    objects = HangingManager()

    class Meta:
        indexes = (
            models.Index(
                fields=["loose_since"],
                condition=models.Q(loose_since__isnull=False),
                name="loose_challenge_files",
            ),
        )

    def __str__(self) -> str:
        return self.id


class Question(models.Model):
    """A question to the owner; every team sees it with its answer."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="questions")
    asker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answerer = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = HangingManager()

    def __str__(self) -> str:
        return self.hex

    @property
    def hex(self) -> str:
        """The question's id in wire form."""
        return self.id.hex


class Interest(models.Model):
    """Somebody who would like to work on it."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="interests")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    objects = HangingManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("challenge", "person"), name="interested_once"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} in {self.challenge_id}"


class TermsAccepted(models.Model):
    """Somebody agreed to the terms of a challenge: which, in which words, when.

    It ends when the terms become others, also where they come back later.
    """

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="acceptances")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    policy = models.CharField(max_length=12, choices=Challenge.Terms.choices)
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=8)
    accepted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = HangingManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("challenge", "person"),
                condition=models.Q(ended_at=None),
                name="terms_are_accepted_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.policy} {self.person_id} for {self.challenge_id}"
