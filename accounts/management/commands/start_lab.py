"""`manage.py start_lab NAME`: an empty lab, and the link for whoever will run it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts import labels
from accounts.actions import make_first_link, start_lab


class Command(BaseCommand):
    help = "Start an empty lab and print the one-time link of its first administrator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The name, and who answers for the data."""
        parser.add_argument("name", help="what the lab is called")
        parser.add_argument("--controller", default="", help="who is responsible for its data")
        parser.add_argument(
            "--languages", nargs="+", default=["en", "nl"], choices=dict(settings.LANGUAGES)
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Start it."""
        name = labels.clean(options["name"], 120)
        if not name:
            raise CommandError("Give the lab a name.")
        lab = start_lab(name=name, languages=options["languages"], controller=options["controller"])
        self.stdout.write(f"Started {lab.name} ({lab.slug}).")
        self.stdout.write(first_link_text(make_first_link(lab=lab)))


def first_link_text(secret: str) -> str:
    """What to do with the link. It stands behind a `#`, which browsers send to nobody."""
    page = settings.LIVELAB_ORIGINS[0]
    return (
        "Open this link once, within three days, to become its administrator:\n"
        f"  {page}/first#{secret}"
    )
