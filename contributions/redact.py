"""Erasing words: the chain stays whole, and what was written cannot be read or guessed any more."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from django.db import connection
from django.utils.translation import gettext_lazy as _

from common.clock import stamp
from common.ids import Id
from common.wire import Wire

from . import verbs
from .act import Act
from .door import action
from .errors import DoesNotFit, UnknownStream
from .streams import StreamKey

#: How many numbers one `words_erased` entry names at most.
SEQS_PER_ENTRY = 1000

_is_reason = re.compile(r"[a-z][a-z_]{0,39}").fullmatch


class WordsErased(Wire, frozen=True):
    """Which entries lost their words; nothing about whose they were."""

    stream: Id
    seqs: list[int]


def declare() -> None:
    """Register the verb of this module."""
    verbs.register(
        verbs.Verb(
            "words_erased",
            "stream",
            _("Words were erased"),
            WordsErased,
            None,
            "http://activitystrea.ms/schema/1.0/delete",
        )
    )


@action
def erase_words(
    act: Act,
    *,
    log: StreamKey,
    entries: Mapping[str, Sequence[int]],
    reason: str,
    actor: str,
) -> int:
    """Erase the words of the entries named by stream and numbers; how many there still were.

    `log` is the lab's own stream, which says that it was done; `reason` is a short code such as
    `person_asked`. Entries that have no words (any more) are passed over. Raises UnknownStream
    for a stream of another lab.
    """
    if not _is_reason(reason):
        raise DoesNotFit(f"{reason!r} is no code for a reason")
    erased = 0
    for stream, seqs in sorted(entries.items()):
        _same_lab(stream, log.lab)
        for part in _parts(_with_words(stream, seqs)):
            _erase(act, stream, part, reason)
            facts = {"stream": stream, "seqs": part}
            act.append(log, "words_erased", actor=actor, facts=facts, context={"lab": log.lab})
            erased += len(part)
    return erased


def _same_lab(stream: str, lab: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM contributions_stream WHERE id = %s AND lab = %s", (stream, lab)
        )
        if cursor.fetchone() is None:
            raise UnknownStream(stream)


def _with_words(stream: str, seqs: Sequence[int]) -> list[int]:
    wanted = set(seqs)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq FROM contributions_words WHERE stream = %s ORDER BY seq", (stream,)
        )
        return [seq for (seq,) in cursor.fetchall() if seq in wanted]


def _parts(seqs: list[int]) -> list[list[int]]:
    return [seqs[at : at + SEQS_PER_ENTRY] for at in range(0, len(seqs), SEQS_PER_ENTRY)]


def _erase(act: Act, stream: str, seqs: Sequence[int], reason: str) -> None:
    at = stamp(act.now)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO contributions_erasure (stream, seq, at, reason) VALUES (%s, %s, %s, %s)",
            [(stream, seq, at, reason) for seq in seqs],
        )
        cursor.executemany(
            "DELETE FROM contributions_words WHERE stream = %s AND seq = %s",
            [(stream, seq) for seq in seqs],
        )
