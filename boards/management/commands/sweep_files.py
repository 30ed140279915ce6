"""Remove files that nobody needs; the server does the same every hour."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from boards import attachments
from common import clock


class Command(BaseCommand):
    """`manage.py sweep_files`."""

    help = "Remove uploaded files that no item was made of for a day, and stray ones on disk."

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep, and say what went and what is missing."""
        swept = attachments.sweep(clock.now())
        self.stdout.write(f"{swept.unbound} unused files and {swept.strays} strays were removed.")
        if missing := attachments.missing():
            self.stdout.write(
                f"{len(missing)} files are not on the disk; put the folder `files` back from the"
                f" backup that the database came from: {', '.join(missing[:5])}"
            )
