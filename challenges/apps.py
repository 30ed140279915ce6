"""The challenges app: declares what it says in the log."""

from __future__ import annotations

from django.apps import AppConfig


class ChallengesConfig(AppConfig):
    name = "challenges"

    def ready(self) -> None:
        from . import verbs

        verbs.declare()
