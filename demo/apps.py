"""The demo app. It has no tables: what it makes belongs to the others."""

from __future__ import annotations

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "demo"

    def ready(self) -> None:
        from . import verbs

        verbs.declare()
