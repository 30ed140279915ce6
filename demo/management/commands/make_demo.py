"""`manage.py make_demo`: a lab to look at, all invented."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from accounts.models import Lab
from demo.actions import make_demo


class Command(BaseCommand):
    help = "Make the demo lab: invented people, two challenges, boards with ideas, an open table."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument(
            "--if-fresh", action="store_true", help="only where there is no lab yet"
        )
        parser.add_argument(
            "--language", choices=("en", "nl"), default="en", help="of notes and labels"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it and say how to come in."""
        if options["if_fresh"] and Lab.objects.exists():
            return
        demo = make_demo(options["language"])
        self.stdout.write(f"Made {demo.lab.name}: everything in it is invented.")
        for code in demo.codes:
            self.stdout.write(f"  Join as {code.role}: {code.code}")
        self.stdout.write("`manage.py remove_demo` takes it away again.")
