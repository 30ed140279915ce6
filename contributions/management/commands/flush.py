"""Django's `flush`, allowed to write past the door."""

from typing import Any

from django.core.management.commands.flush import Command as Django

from contributions import guard


class Command(Django):
    """Runs with the guard lifted."""

    def handle(self, **options: Any) -> None:
        """Do what Django's command does."""
        with guard.lifted("flush"):
            super().handle(**options)
