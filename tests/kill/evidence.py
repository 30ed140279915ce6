"""Run in the server's home when it is gone: what the database holds, as one JSON object."""

from __future__ import annotations

import json
import sys
from typing import Any

import django


def main() -> None:
    """Print what is there."""
    django.setup()
    sys.stdout.write(json.dumps(found()) + "\n")


def found() -> dict[str, Any]:
    """Whether the file is whole, what the chain says, and what has which number."""
    from contributions.verify import verify

    report = verify()
    return {
        "integrity": _integrity(),
        "findings": [str(finding) for finding in report.findings],
        "entries": _entries(),
    }


def _integrity() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check")
        else:
            cursor.execute("SELECT 'ok'")
        return ", ".join(row[0] for row in cursor.fetchall())


def _entries() -> list[list[Any]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.stream, c.seq, c.actor, c.op_id FROM contributions_contribution c"
            " JOIN contributions_stream s ON s.id = c.stream WHERE s.kind = 'board'"
            " ORDER BY c.stream, c.seq"
        )
        return [list(row) for row in cursor.fetchall()]


if __name__ == "__main__":
    main()
