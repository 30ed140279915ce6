"""Verify the log: walk every chain, and compare with heads written down outside the database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from contributions import anchors
from contributions.verify import Report, verify


class Command(BaseCommand):
    """Exit code 1 and one line per finding where the log is not what was written."""

    help = "Verifies that nothing in the log was changed, lost or moved."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("--anchor", type=Path, help="compare with the heads in this file")
        parser.add_argument("--write-anchor", type=Path, help="write the heads into this file")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--quiet", action="store_true", help="do not print the heads")

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify, print, and write the anchor if all is well."""
        anchor = _anchor(options["anchor"])
        report = verify(anchor)
        if options["json"]:
            self.stdout.write(json.dumps(report.as_data()))
        else:
            self._print(report, heads=not options["quiet"])
            if anchor is not None:
                self.stdout.write(f"compared with the anchor {anchors.digest(anchor)}")
        if report.findings:
            raise SystemExit(1)
        if options["write_anchor"]:
            anchors.write(options["write_anchor"], report.lasting)

    def _print(self, report: Report, *, heads: bool) -> None:
        for head in report.heads if heads else ():
            self.stdout.write(f"{head.stream} {head.seq} {head.hash.hex()}")
        for finding in report.findings:
            self.stdout.write(str(finding))
        self.stdout.write(
            f"{report.entries} entries in {len(report.heads)} streams,"
            f" {report.speed} entries/s, {len(report.findings)} findings"
        )


def _anchor(path: Path | None) -> Any:
    try:
        return anchors.read(path) if path else None
    except (OSError, ValueError, KeyError, AttributeError) as wrong:
        raise CommandError(f"The anchor cannot be read: {wrong}") from wrong
