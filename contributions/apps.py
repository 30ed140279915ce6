"""The contributions app: puts the guard on every connection and keeps the triggers in place."""

from __future__ import annotations

from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "contributions"
    label = "contributions"

    def ready(self) -> None:
        from django.core import checks
        from django.db.backends.signals import connection_created
        from django.db.models.signals import post_migrate

        from . import guard, health, redact

        connection_created.connect(guard.install, dispatch_uid="contributions.guard")
        post_migrate.connect(
            health.keep_triggers, sender=self, dispatch_uid="contributions.triggers"
        )
        checks.register(health.check_triggers, checks.Tags.database)
        redact.declare()
