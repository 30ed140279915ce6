"""`manage.py first_link SLUG`: a new one-time link; the one before stops working."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actions import make_first_link
from accounts.models import Lab

from .start_lab import first_link_text


class Command(BaseCommand):
    help = "Make a new one-time link for an administrator of a lab."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The lab."""
        parser.add_argument("slug", help="the lab's short name, as `start_lab` printed it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it."""
        lab = Lab.objects.filter(slug=options["slug"]).first()
        if lab is None:
            known = ", ".join(Lab.objects.values_list("slug", flat=True)) or "none"
            raise CommandError(f"No lab is called that. There are: {known}.")
        self.stdout.write(first_link_text(make_first_link(lab=lab)))
