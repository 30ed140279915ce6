"""Was it accepted before? One question for a whole batch, answered from the log's own index."""

from __future__ import annotations

from collections.abc import Collection

from common.wire import encode

from . import driver

#: Which operation: (stream, actor, op_id).
Asked = tuple[str, str, str]

_SQLITE = (
    "SELECT c.actor, c.op_id, c.stream, c.seq FROM json_each(?) asked"
    " CROSS JOIN contributions_contribution c ON c.stream = asked.value ->> 0"
    " AND c.actor = asked.value ->> 1 AND c.op_id = asked.value ->> 2"
)
_POSTGRESQL = (
    "SELECT c.actor, c.op_id, c.stream, c.seq"
    " FROM unnest(%s::text[], %s::text[], %s::text[]) AS asked(stream, actor, op_id)"
    " JOIN contributions_contribution c USING (stream, actor, op_id)"
)


def accepted(asked: Collection[Asked]) -> dict[tuple[str, str], tuple[str, int]]:
    """Of these operations those in the log: (actor, op_id) → (stream, seq)."""
    if not asked:
        return {}
    with driver.cursor() as cursor:
        if driver.is_postgresql():
            cursor.execute(_POSTGRESQL, [list(column) for column in zip(*asked, strict=True)])
        else:
            cursor.execute(_SQLITE, (encode(list(asked)).decode(),))
        return {(actor, op_id): (stream, seq) for actor, op_id, stream, seq in cursor.fetchall()}
