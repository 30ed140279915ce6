"""Write the heads of the log down outside the database, once the log was found whole."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from common import clock
from contributions import anchors
from contributions.verify import verify


class Command(BaseCommand):
    """Verifies, then writes a new file and prints its digest; exit code 1 if something is wrong."""

    help = "Writes down where the log stands; keep the file, or its digest, somewhere else."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument(
            "file", type=Path, nargs="?", help="a new one under `anchors` in the lab's home if none"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify, write, print."""
        path = options["file"] or _new_file()
        if path.exists():
            raise CommandError(f"{path} exists; an anchor is never written over.")
        report = verify()
        for finding in report.findings:
            self.stdout.write(str(finding))
        if report.findings:
            raise CommandError("The log is not what was written: nothing is anchored.")
        path.parent.mkdir(parents=True, exist_ok=True)
        digest = anchors.write(path, report.lasting)
        self.stdout.write(f"{len(report.lasting)} heads in {path}. Keep it elsewhere, or print:")
        self.stdout.write(digest)


def _new_file() -> Path:
    stamp = clock.now().strftime("%Y-%m-%dT%H%M%SZ")
    home: Path = settings.HOME
    return home / "anchors" / f"{stamp}.json"
