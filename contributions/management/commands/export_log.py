"""Write the whole log into a file which anybody can verify without this program."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from contributions import export


class Command(BaseCommand):
    """The audit export; the file is readable by its owner alone, for it holds everything."""

    help = "Writes the whole log as JSON lines (verify it with contributions/independent.py)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file, which must not exist yet."""
        handle = os.open(options["file"], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.writelines(export.lines())
