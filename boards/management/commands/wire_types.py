"""`manage.py wire_types [--check]`: write (or compare) the TypeScript types of the messages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from boards.typescript import render

TARGET = Path("frontend/src/api/wire.gen.ts")


class Command(BaseCommand):
    """Keeps frontend/src/api/wire.gen.ts equal to the Python declarations."""

    help = __doc__ or ""
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """`--check` compares and writes nothing."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file, or fail where it differs."""
        target = settings.BASE_DIR / TARGET
        made = render()
        if not options["check"]:
            target.write_text(made)
        elif not target.exists() or target.read_text() != made:
            raise CommandError(f"{TARGET} is not up to date: run manage.py wire_types")
