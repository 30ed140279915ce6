"""Operations that a restored database must not take a second time: their words were erased.

A browser keeps what it wrote for a day and offers it again to a server that lost it. What was
erased since stands here, put there by the restore that lost it; nothing is added while the lab is
served, so each process reads it once.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from . import act, driver

#: (actor, op_id)
Operation = tuple[str, str]


def add(operations: Collection[Operation]) -> None:
    """Remember these operations. Needs an open action, which says in the log what it restored."""
    act.current()
    new = sorted(set(operations) - _all())
    sql = f"INSERT INTO contributions_forgotten (actor, op_id) VALUES ({driver.marks(2)})"
    with driver.cursor() as cursor:
        cursor.executemany(sql, new)
    read_again()


def holds(actor: str, op_id: str) -> bool:
    """Was this operation lost after its words were erased?"""
    return (actor, op_id) in _all()


def read_again() -> None:
    """The database is another one now."""
    _all.cache_clear()


@lru_cache(maxsize=1)
def _all() -> frozenset[Operation]:
    with driver.cursor() as cursor:
        cursor.execute("SELECT actor, op_id FROM contributions_forgotten")
        return frozenset((actor, op_id) for actor, op_id in cursor.fetchall())
