"""The challenges app: what it says in the log, which files it has, how it erases once more."""

from __future__ import annotations

from django.apps import AppConfig


class ChallengesConfig(AppConfig):
    name = "challenges"

    def ready(self) -> None:
        from files import shelf

        from . import queries, verbs
        from .actions import bringing, forgetting

        verbs.declare()
        bringing.declare()
        forgetting.declare()
        shelf.register("challenges", shelf.Holder(queries.files_held, bringing.sweep))
