"""The Django project: settings, addresses, servers, health. Wiring only, no rules.

Importing it puts `pysqlite3` in the place of `sqlite3` where that driver is installed, before
Django loads one: its wheel carries a current SQLite; older ones can corrupt a database in WAL mode.
"""

import sys


def _prefer_current_sqlite() -> None:
    try:
        import pysqlite3
        from pysqlite3 import dbapi2
    except ImportError:
        return
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = dbapi2


_prefer_current_sqlite()
