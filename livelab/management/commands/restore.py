"""Restore the lab from a backup, while it is not served."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from livelab.backup.errors import Refused
from livelab.backup.restoring import Restored, restore


class Command(BaseCommand):
    """Everything is checked and made ready beside the lab, then put in its place at once."""

    help = "Puts a backup in the lab's place; the database that was there is kept aside."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and further journals."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--erasures",
            type=Path,
            action="append",
            default=[],
            metavar="JOURNAL",
            help="a further erasures.jsonl, where this home's own is lost or not the only one",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore, and say what was done."""
        try:
            done = restore(options["file"], options["erasures"])
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self._print(done)

    def _print(self, done: Restored) -> None:
        self.stdout.write(f"The lab is as it was at {done.taken_at}: {done.entries} entries,")
        self.stdout.write(f"{done.boards} boards in a new epoch, {done.rebuilt} made anew.")
        self.stdout.write(f"{done.erasures} erasures were made again.")
        if done.unreadable:
            self.stdout.write(f"{done.unreadable} lines of the journal could not be read.")
        if done.kept:
            self.stdout.write(f"What was there is kept: {done.kept}. Remove it when all is well.")
        self.stdout.write("Anchors written after the backup hold no more: make a new one.")
