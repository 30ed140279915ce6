"""Remove files that nobody needs; the server does the same every hour."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from common import clock
from files import shelf


class Command(BaseCommand):
    """`manage.py sweep_files`."""

    help = "Remove uploaded files that no item was made of for a day, and stray ones on disk."

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep, and say what went and what is missing."""
        swept = shelf.sweep(clock.now())
        self.stdout.write(f"{swept.unbound} unused files and {swept.strays} strays were removed.")
        if missing := shelf.missing():
            self.stdout.write(
                f"{len(missing)} files are not on the disk; put the folder `files` back from the"
                f" backup that the database came from: {', '.join(missing[:5])}"
            )
