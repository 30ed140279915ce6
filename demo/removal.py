"""Everything that hangs on a disposable lab, in the order in which it can go.

Called by `actions.remove_lab` alone. A test compares it with all tables there are.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.db.models import Model, QuerySet

from accounts.models import (
    Consent,
    DeviceToken,
    FirstLink,
    JoinCode,
    Lab,
    LoginLink,
    Organisation,
    Person,
    ResumeCode,
    Role,
)
from boards import attachments
from boards.models import (
    Attachment,
    Board,
    BoardItem,
    BoardMember,
    BoardText,
    Flag,
    Lease,
    TextClient,
)
from challenges import actions as challenges
from challenges.models import (
    Challenge,
    ChallengeFile,
    ChallengeVersion,
    Interest,
    NamedPerson,
    Question,
    TermsAccepted,
)

#: Of the log: only streams that were made disposable; the triggers see to it.
LOG_TABLES = (
    ("contributions_words", "stream"),
    ("contributions_erasure", "stream"),
    ("contributions_contribution", "stream"),
    ("contributions_stream", "id"),
)


def remove(lab: Lab) -> dict[str, int]:
    """Table → how many rows went."""
    attachments.remove_files_of(lab)
    challenges.remove_files_of(lab)
    gone = {rows.model._meta.db_table: rows.delete()[0] for rows in rows_of(lab)}
    return gone | _remove_log(lab)


def rows_of(lab: Lab) -> Iterator[QuerySet[Model]]:
    boards = [board.hex for board in Board.objects.in_lab(lab)]
    for kind in (BoardItem, BoardText, TextClient, Lease):
        yield kind.objects.filter(board__in=boards)
    yield Attachment.objects.in_lab(lab)
    yield Flag.objects.in_lab(lab)
    yield BoardMember.objects.in_lab(lab)
    yield Board.objects.in_lab(lab)
    challenge_rows = (
        ChallengeFile,
        ChallengeVersion,
        NamedPerson,
        Question,
        Interest,
        TermsAccepted,
    )
    for said in challenge_rows:
        yield said.objects.in_lab(lab)
    yield Challenge.objects.in_lab(lab)
    for hanging in (Consent, DeviceToken, ResumeCode, Role):
        yield hanging.objects.in_lab(lab)
    for own in (JoinCode, FirstLink, LoginLink, Person, Organisation):
        yield own.objects.in_lab(lab)
    yield Lab.objects.filter(pk=lab.pk)


def _remove_log(lab: Lab) -> dict[str, int]:
    gone = {}
    with connection.cursor() as cursor:
        for table, column in LOG_TABLES:
            cursor.execute(
                f"DELETE FROM {table} WHERE {column} IN"  # noqa: S608  # names from this module
                " (SELECT id FROM contributions_stream WHERE lab = %s AND disposable)",
                [lab.hex],
            )
            gone[table] = cursor.rowcount
    return gone
