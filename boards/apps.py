"""The boards app: declares its verbs, what a join code leads to, how it erases once more."""

from __future__ import annotations

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "boards"

    def ready(self) -> None:
        from contributions import guard, privacy
        from files import shelf

        from . import attachments, erasure, targets, verbs

        verbs.declare()
        targets.declare()
        erasure.declare()
        shelf.register("boards", shelf.Holder(attachments.held, attachments.sweep))
        guard.exempt("boards_textclient", "numbers lent to browsers for text merging; no content")
        privacy.leave_to_app("board", "own")  # a text there is several people's: boards.privacy
