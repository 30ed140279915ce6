"""Erasing words: the chain stays whole, and what was written cannot be read or guessed any more."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from django.db import connection
from django.utils.translation import gettext_lazy as _

from common.clock import stamp
from common.ids import Id
from common.wire import Wire

from . import driver, journal, verbs
from .act import Act
from .door import SERVER, action
from .errors import DoesNotFit, UnknownStream
from .streams import StreamKey

#: How many numbers one `words_erased` entry names at most.
SEQS_PER_ENTRY = 1000

#: An entry's number, its actor and its operation.
Named = tuple[int, str, str]

_is_reason = re.compile(r"[a-z][a-z_]{0,39}").fullmatch


class WordsErased(Wire, frozen=True):
    """Which entries lost their words; nothing about whose they were."""

    stream: Id
    seqs: list[int]


#: A line of the journal about entries named by (number, actor, op_id), in no other words.
JOURNAL_KIND = "words"


def declare() -> None:
    """Register the verb of this module, and how erased words are erased again."""
    journal.register(JOURNAL_KIND, _again)
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
    journalled: bool = True,
) -> int:
    """Erase the words of the entries named by stream and numbers; how many there still were.

    `log` is the lab's own stream, which says that it was done; `reason` is a short code such as
    `person_asked`. Entries that have no words (any more) are passed over. `journalled` is False
    where the caller's own line in the journal says how it is done again. Raises UnknownStream for
    a stream of another lab.
    """
    if not _is_reason(reason):
        raise DoesNotFit(f"{reason!r} is no code for a reason")
    erased = 0
    for stream, seqs in sorted(entries.items()):
        _same_lab(stream, log.lab)
        named = with_words(stream, seqs)
        if named and journalled:
            about = {"log": log, "stream": stream, "reason": reason, "entries": named}
            journal.note(act, JOURNAL_KIND, about)
        for part in _parts([entry[0] for entry in named]):
            _erase(act, stream, part, reason)
            facts = {"stream": stream, "seqs": part}
            act.append(log, "words_erased", actor=actor, facts=facts, context={"lab": log.lab})
            erased += len(part)
    return erased


def _again(act: Act, about: journal.Data) -> journal.Lost:
    """Erase those of the entries that this database holds, wherever in the stream they are now.

    A number may be another entry's by now, so they are known by their operations.
    """
    asked = {(actor, op_id) for _, actor, op_id in about["entries"]}
    there = _places(about["stream"], asked)
    if there:
        erase_words(
            log=StreamKey(*about["log"]),
            entries={about["stream"]: list(there.values())},
            reason=about["reason"],
            actor=SERVER,
            journalled=False,
        )
    return asked - there.keys()


def _places(stream: str, asked: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The numbers which operations have in a stream."""
    sql = f"SELECT actor, op_id, seq FROM contributions_contribution WHERE stream = {driver.mark()}"
    with driver.cursor() as cursor:
        cursor.execute(sql, (stream,))
        return {(a, op_id): seq for a, op_id, seq in cursor.fetchall() if (a, op_id) in asked}


def _same_lab(stream: str, lab: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM contributions_stream WHERE id = %s AND lab = %s", (stream, lab)
        )
        if cursor.fetchone() is None:
            raise UnknownStream(stream)


def with_words(stream: str, seqs: Sequence[int]) -> list[Named]:
    """Those of a stream's entries that still have words, in order."""
    wanted = set(seqs)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT w.seq, c.actor, c.op_id FROM contributions_words w"
            " JOIN contributions_contribution c ON c.stream = w.stream AND c.seq = w.seq"
            " WHERE w.stream = %s ORDER BY w.seq",
            (stream,),
        )
        return [row for row in cursor.fetchall() if row[0] in wanted]


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
