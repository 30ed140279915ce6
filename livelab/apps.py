"""The project as an app: its commands, its templates and its checks."""

from __future__ import annotations

from django.apps import AppConfig


class LiveLabConfig(AppConfig):
    name = "livelab"

    def ready(self) -> None:
        from . import checks  # noqa: F401  # registers
