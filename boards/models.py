"""Shapes of the board. The items are a projection of the log: `rebuild_items` makes them anew."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID, uuid5

from django.db import models

from accounts.models import Lab, LabManager, Person
from challenges.models import Challenge
from common.ids import random_id, uuid7
from contributions.streams import StreamKey


class Board(models.Model):
    """One shared surface. Its row is the lock of everything that happens on it."""

    OPEN, SILENT = "open", "silent"
    MODES = ((OPEN, "open"), (SILENT, "silent"))

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="boards")
    challenge = models.ForeignKey(Challenge, null=True, on_delete=models.PROTECT)
    title = models.CharField(max_length=120)
    mode = models.CharField(max_length=12, choices=MODES, default=OPEN)
    epoch = models.CharField(max_length=32, default=random_id)
    access_version = models.BigIntegerField(default=0)
    opened_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True)

    objects = LabManager["Board"]()

    def __str__(self) -> str:
        return self.hex

    @property
    def hex(self) -> str:
        """The board's id in wire form."""
        return self.id.hex

    @property
    def stream(self) -> StreamKey:
        """The stream everybody on the board reads."""
        return StreamKey(self.lab.hex, "board", self.hex, self.lab.disposable)

    @property
    def flags_stream(self) -> StreamKey:
        """Where it is said what was flagged: nobody reads it on the board."""
        return StreamKey(self.lab.hex, "flags", self.hex, self.lab.disposable)


def own_stream(lab: str, board: str, person: str, *, disposable: bool) -> StreamKey:
    """The private stream of one person on one board (ids in wire form)."""
    return StreamKey(lab, "own", _own(board, person), disposable)


@lru_cache(maxsize=65_536)
def _own(board: str, person: str) -> str:
    return uuid5(UUID(board), person).hex


class MemberManager(LabManager["BoardMember"]):
    """Memberships: their lab is the board's."""

    lab_path = "board__lab"


class BoardMember(models.Model):
    """Who takes part on a board, and as what."""

    PARTICIPANT, FACILITATOR, OBSERVER = "participant", "facilitator", "observer"
    ROLES = ((PARTICIPANT, "participant"), (FACILITATOR, "facilitator"), (OBSERVER, "observer"))

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="boards")
    role = models.CharField(max_length=12, choices=ROLES)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = MemberManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("board", "person"), name="one_membership_per_board"),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.person_id} on {self.board_id}"


class BoardItem(models.Model):
    """An item as its stream's entries made it: JSON bytes, exactly as snapshots carry them.

    `owner` is the person whose private stream holds it, or "" when it is on the board.
    """

    pk = models.CompositePrimaryKey("board", "item")
    board = models.CharField(max_length=32)
    item = models.CharField(max_length=32)
    stream = models.CharField(max_length=32)
    owner = models.CharField(max_length=32, blank=True)
    deleted = models.BooleanField(default=False)
    data = models.BinaryField()

    def __str__(self) -> str:
        return self.item


class AttachmentManager(LabManager["Attachment"]):
    """Files: their lab is the board's."""

    lab_path = "board__lab"


class Attachment(models.Model):
    """A picture somebody uploaded to a board. Its bytes are a file of this name on disk.

    `uploader` is the person who owns it. `item` is the item that an operation bound it to, or ""
    while none has: then it goes after a day.
    """

    id = models.CharField(primary_key=True, max_length=32, default=random_id)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="attachments")
    uploader = models.CharField(max_length=32)
    item = models.CharField(max_length=32, blank=True)
    digest = models.CharField(max_length=64)
    width = models.IntegerField()
    height = models.IntegerField()
    size = models.IntegerField()
    uploaded_at = models.DateTimeField()

    objects = AttachmentManager()

    class Meta:
        indexes = (
            models.Index(
                fields=["uploaded_at"], condition=models.Q(item=""), name="unbound_attachments"
            ),
        )

    def __str__(self) -> str:
        return self.id


class BoardText(models.Model):
    """The merge document of a text that was edited at least once."""

    pk = models.CompositePrimaryKey("board", "item")
    board = models.CharField(max_length=32)
    item = models.CharField(max_length=32)
    epoch = models.IntegerField(default=0)
    state = models.BinaryField()

    def __str__(self) -> str:
        return self.item


class TextClient(models.Model):
    """Which person a number of the text merge belongs to. Numbers are lent, never used twice.

    `process` is the one that lent it: it alone knows whether a socket is using it, so a browser
    that comes back to another process, or to one that was started anew, gets a new number.
    """

    pk = models.CompositePrimaryKey("board", "number")
    board = models.CharField(max_length=32)
    number = models.BigIntegerField()
    person = models.CharField(max_length=32)
    process = models.CharField(max_length=32, blank=True)

    def __str__(self) -> str:
        return f"{self.number} on {self.board}"


class FlagManager(LabManager["Flag"]):
    """Flags: their lab is the board's."""

    lab_path = "board__lab"


class Flag(models.Model):
    """Somebody asks the facilitator to look at an item. No words: those would be one more text.

    `person` is who flagged it; the facilitator hears how many did, not who.
    """

    class Reason(models.TextChoices):
        """What the matter is."""

        UNCLEAR = "unclear", "cannot be understood"
        HURTFUL = "hurtful", "hurts somebody"
        PERSONAL = "personal", "tells something about a person"
        CONFIDENTIAL = "confidential", "should not be shown outside"

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="flags")
    item = models.CharField(max_length=32)
    person = models.CharField(max_length=32)
    reason = models.CharField(max_length=16, choices=Reason.choices)
    flagged_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    objects = FlagManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("board", "item", "person"), name="one_flag_per_item_and_person"
            ),
        )

    def __str__(self) -> str:
        return f"{self.reason} at {self.item}"


class Lease(models.Model):
    """How many people are on a board in one process, until when that holds if nothing is said."""

    pk = models.CompositePrimaryKey("board", "process")
    board = models.CharField(max_length=32)
    process = models.CharField(max_length=32)
    people = models.PositiveIntegerField()
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.people} on {self.board}"
