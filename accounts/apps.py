"""The accounts app: declares what it says in the log and what its tables are."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from . import targets, verbs

        verbs.declare()
        targets.declare()
