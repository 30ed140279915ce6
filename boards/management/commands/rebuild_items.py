"""Make the items and texts of boards anew from the log, or only look whether they are right."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from boards import rebuild
from boards.models import Board


class Command(BaseCommand):
    """`manage.py rebuild_items [--check] [--board ID]`."""

    help = "Make the boards' items and texts anew from the log."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which boards, and whether to write."""
        parser.add_argument("--check", action="store_true", help="only compare; write nothing")
        parser.add_argument("--board", help="one board by its id (default: all)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, or compare and fail where a board differs."""
        boards = [board.hex for board in Board.objects.across_labs().order_by("id")]
        if options["board"]:
            boards = [board for board in boards if board == options["board"]]
        if options["check"]:
            self._check(boards)
            return
        for board in boards:
            rebuild.rebuild(board=board)
        self.stdout.write(f"{len(boards)} boards were made anew from the log.")

    def _check(self, boards: list[str]) -> None:
        wrong = [board for board in boards if rebuild.differs(board=board)]
        if wrong:
            raise CommandError("Not what the log says: " + ", ".join(wrong))
        self.stdout.write(f"{len(boards)} boards are what the log says.")
