"""Shapes of the people side: labs, log-ins, persons in a lab, roles, codes, devices, consents."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from common.ids import uuid7

from .invitations import invitation
from .managers import LabManager, LabNotNamed, PersonLabManager

__all__ = [
    "Consent",
    "DeviceToken",
    "FirstLink",
    "JoinCode",
    "Lab",
    "LabManager",
    "LabNotNamed",
    "LoginLink",
    "Organisation",
    "Person",
    "RateLimit",
    "ResumeCode",
    "Role",
    "User",
]


class Lab(models.Model):
    """A living lab on this installation. A disposable one (a demo) may be removed whole."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    languages = models.JSONField(default=list)
    #: Who is responsible for the data, in the lab's own words; shown before anybody joins.
    controller = models.TextField(blank=True)
    disposable = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

    @property
    def hex(self) -> str:
        """The lab's id in wire form."""
        return self.id.hex


class UserManager(BaseUserManager["User"]):
    """Finds log-ins by name, however it was capitalised."""

    def get_by_natural_key(self, username: str | None) -> User:
        """The log-in with this name."""
        return self.get(name=(username or "").lower())


class User(AbstractBaseUser):
    """A log-in. Who the human is in a lab is a `Person`; one log-in may have one in each lab."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    #: An e-mail address or a user name, in lower case, so that one name is one log-in.
    name = models.CharField(max_length=254, unique=True)
    is_active = models.BooleanField(default=True)
    #: How often she was signed out everywhere; every session knows the number it began with.
    signed_out = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    # Nobody needs the instant of the last log-in, and writing it would go past the log.
    last_login = None

    objects = UserManager()

    USERNAME_FIELD = "name"

    def __str__(self) -> str:
        return self.id.hex

    def check_password(self, raw_password: str | None) -> bool:
        """Is this the password? Never rewrites the row, as Django's own would to renew a hash."""
        return check_password(raw_password, self.password)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must hold to be hers; a new password or a signing out changes it."""
        marks = f"{self.password}:{self.signed_out}"
        return salted_hmac("accounts.session", marks, secret=secret, algorithm="sha256").hexdigest()


class Organisation(models.Model):
    """A firm, a school, an office that people of a lab are of. Retired it is offered no more."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="organisations")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    country = models.CharField(max_length=2)
    sector = models.CharField(max_length=40, blank=True)
    #: One that might be asked to take part. Nothing of it is in the lab yet.
    possible_partner = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    objects = LabManager["Organisation"]()

    def __str__(self) -> str:
        return self.hex

    @property
    def hex(self) -> str:
        """The organisation's id in wire form."""
        return self.id.hex


class Person(models.Model):
    """Somebody in one lab. Her id is random and is all the log knows of her (its `actor`)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="people")
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="people")
    label = models.CharField(max_length=60)
    language = models.CharField(max_length=8)
    languages = models.JSONField(default=list)
    discipline = models.CharField(max_length=60, blank=True)
    #: In her own words; the name of the listed one, once she belongs to one.
    organisation = models.CharField(max_length=120, blank=True)
    belongs_to = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="people"
    )
    created_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    #: Set when two persons turned out to be one human; the log is not rewritten for it.
    alias_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    objects = LabManager["Person"]()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("lab", "user"),
                condition=models.Q(left_at=None),
                name="one_person_per_login_and_lab",
            ),
        )

    def __str__(self) -> str:
        return self.hex

    @property
    def hex(self) -> str:
        """The person's id in wire form."""
        return self.id.hex

    @property
    def actor(self) -> str:
        """What the log calls her."""
        return self.id.hex


class Role(models.Model):
    """What a person is in the lab, from when to when."""

    class Name(models.TextChoices):
        PARTICIPANT = "participant"
        FACILITATOR = "facilitator"
        OWNER = "owner"
        OBSERVER = "observer"
        EVALUATOR = "evaluator"
        ADMINISTRATOR = "administrator"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=16, choices=Name.choices)
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = PersonLabManager["Role"]()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "role"),
                condition=models.Q(ended_at=None),
                name="a_role_is_held_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.person_id}"


class JoinCode(models.Model):
    """A code people type to come in. `kind` and `target` belong to the app it leads to."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="join_codes")
    code = models.CharField(max_length=8, unique=True)
    kind = models.CharField(max_length=20)
    target = models.CharField(max_length=32)
    role = models.CharField(max_length=16, choices=Role.Name.choices)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = LabManager["JoinCode"]()

    def __str__(self) -> str:
        return self.hex

    @property
    def hex(self) -> str:
        """The code's id in wire form; the code itself is a secret and stays out of every log."""
        return self.id.hex

    @property
    def invitation(self) -> str:
        """The code with its key, for the address in a QR code."""
        return invitation(self.code)


class DeviceToken(models.Model):
    """A browser that is a person, known by the hash of a cookie."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="devices")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    #: To the day: enough to forget unused devices, too little to follow anybody.
    last_seen_at = models.DateField()
    revoked_at = models.DateTimeField(null=True)

    objects = PersonLabManager["DeviceToken"]()

    def __str__(self) -> str:
        return f"device of {self.person_id}"


class ResumeCode(models.Model):
    """How a guest comes back on another device; good until a new one is made."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="resume_code")
    code_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    objects = PersonLabManager["ResumeCode"]()

    def __str__(self) -> str:
        return f"resume code of {self.person_id}"


class Consent(models.Model):
    """What a person agreed to: purpose, version of the text, its language, when."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20)
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=8)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = PersonLabManager["Consent"]()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "purpose"),
                condition=models.Q(withdrawn_at=None),
                name="a_consent_is_given_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.purpose} {self.person_id}"


class FirstLink(models.Model):
    """A link used once: whoever opens it becomes the lab's first administrator."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="first_links")
    token_hash = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=16, choices=Role.Name.choices)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = LabManager["FirstLink"]()

    def __str__(self) -> str:
        return self.hex

    @property
    def hex(self) -> str:
        """The link's id in wire form."""
        return self.id.hex


class LoginLink(models.Model):
    """A link used once: to a log-in with a role in the lab, or to a new password of somebody."""

    class Kind(models.TextChoices):
        INVITATION = "invitation"
        RESET = "reset"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="login_links")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    #: of an invitation: what it makes somebody, and for whom it was made, until it is over
    role = models.CharField(max_length=16, choices=Role.Name.choices, blank=True)
    note = models.CharField(max_length=60, blank=True)
    #: of a reset: whose password
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    #: None: the installation itself. The link is worth what its maker may do when it is used.
    made_by = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = LabManager["LoginLink"]()

    def __str__(self) -> str:
        return self.hex

    @property
    def hex(self) -> str:
        """The link's id in wire form; its secret is known to nobody here."""
        return self.id.hex


class RateLimit(models.Model):
    """What went wrong from one place in one stretch of time (`accounts/limits.py`)."""

    bucket = models.CharField(max_length=100, unique=True)
    started_at = models.DateTimeField()
    failures = models.PositiveIntegerField(default=0)
    successes = models.PositiveIntegerField(default=0)
    #: Short keyed hashes of the wrong codes, so that one wrong code counts once.
    seen: Any = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.bucket
