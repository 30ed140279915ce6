"""Back the lab up into one file, while it is served."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from livelab.backup.errors import Refused
from livelab.backup.making import backup


class Command(BaseCommand):
    """The file holds everything there is of the lab but its secret key; only its owner reads it."""

    help = "Writes the whole lab into a new file; it may be served meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it."""
        try:
            size = backup(options["file"])
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"{options['file']}: {size:,} bytes")
