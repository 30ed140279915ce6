"""The files app: no tables of its own; who has rows about files says so to `shelf`."""

from __future__ import annotations

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "files"
