"""The shape of the log. These models read; only `append`, `streams` and `redact` write, in SQL.

No foreign key leads out of the log, so nothing that is deleted elsewhere takes a memory with it.
"""

from __future__ import annotations

from typing import Any, Never

from django.db import models

from .errors import AppendOnly


def _refuse(*_: Any, **__: Any) -> Never:
    raise AppendOnly("the log is written by contributions.append alone")


class ReadOnlyQuerySet(models.QuerySet[Any]):
    """Reads. Everything that would write raises AppendOnly."""

    create = _refuse
    get_or_create = _refuse
    update_or_create = _refuse
    bulk_create = _refuse
    bulk_update = _refuse
    update = _refuse
    delete = _refuse
    _update = _refuse
    _insert = _refuse
    _raw_delete = _refuse


class LogModel(models.Model):
    """A table of the log: instances are what was read, and cannot be saved or deleted."""

    objects = ReadOnlyQuerySet.as_manager()

    save = _refuse
    delete = _refuse

    class Meta:
        abstract = True
        base_manager_name = "objects"


class Stream(LogModel):
    """One sequence of entries: of a lab, a board, a person's silence… and where it ends now."""

    id = models.CharField(max_length=32, primary_key=True)
    lab = models.CharField(max_length=32)
    kind = models.CharField(max_length=24)
    object_id = models.CharField(max_length=32)
    disposable = models.BooleanField(default=False)
    head_seq = models.BigIntegerField(default=0)
    head_hash = models.BinaryField(max_length=32)
    created_at = models.CharField(max_length=27)

    class Meta(LogModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=("kind", "object_id"), name="one_stream_per_object"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} at {self.head_seq}"


class Contribution(LogModel):
    """One entry: who did what, when and in which circumstances. Never changed, never deleted."""

    pk = models.CompositePrimaryKey("stream", "seq")
    stream = models.CharField(max_length=32)
    seq = models.BigIntegerField()
    op_id = models.CharField(max_length=32)
    at = models.CharField(max_length=27)
    actor = models.CharField(max_length=32)
    verb = models.CharField(max_length=40)
    #: JSON, exactly as it was hashed.
    context = models.TextField()
    facts = models.TextField()
    commitment = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta(LogModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=("op_id", "actor", "stream"), name="accepted_once_per_actor"
            ),
        )

    def __str__(self) -> str:
        return f"{self.stream} {self.seq} {self.verb}"


class Words(LogModel):
    """What was written, beside the entry: it can be erased without breaking the chain."""

    pk = models.CompositePrimaryKey("stream", "seq")
    stream = models.CharField(max_length=32)
    seq = models.BigIntegerField()
    bytes = models.BinaryField()
    salt = models.BinaryField(max_length=16)

    class Meta(LogModel.Meta):
        verbose_name_plural = "words"

    def __str__(self) -> str:
        return f"{self.stream} {self.seq}"


class Erasure(LogModel):
    """Says that the words of an entry were erased: without it the database keeps them."""

    pk = models.CompositePrimaryKey("stream", "seq")
    stream = models.CharField(max_length=32)
    seq = models.BigIntegerField()
    at = models.CharField(max_length=27)
    reason = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.stream} {self.seq} {self.reason}"


class Forgotten(LogModel):
    """An operation that a restore lost after its words were erased: it is not taken again."""

    pk = models.CompositePrimaryKey("actor", "op_id")
    actor = models.CharField(max_length=32)
    op_id = models.CharField(max_length=32)

    class Meta(LogModel.Meta):
        verbose_name_plural = "forgotten"

    def __str__(self) -> str:
        return f"{self.actor} {self.op_id}"
