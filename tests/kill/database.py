"""A database for one server that is killed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex
from urllib.parse import urlsplit, urlunsplit


@contextmanager
def own_database(address: str) -> Iterator[str]:
    """'' for a file in the server's home; on PostgreSQL the address of a fresh database."""
    if not address.startswith("postgres"):
        yield ""
        return
    import psycopg

    name = f"livelab_kill_{os.getpid()}_{token_hex(3)}"
    with psycopg.connect(address, autocommit=True) as administration:
        administration.execute(f"CREATE DATABASE {name}".encode())
        try:
            yield urlunsplit(urlsplit(address)._replace(path=f"/{name}"))
        finally:
            administration.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
