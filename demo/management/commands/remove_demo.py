"""`manage.py remove_demo`: take every disposable lab away, and say what went."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from demo.actions import remove_disposable_labs


class Command(BaseCommand):
    help = "Remove disposable labs (the demo, rehearsals) with everything in them."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove them."""
        removed = remove_disposable_labs()
        if not removed:
            self.stdout.write("There is no disposable lab.")
        for name, tables in removed.items():
            self.stdout.write(f"Removed {name}:")
            for table, count in sorted(tables.items()):
                self.stdout.write(f"  {count:6} rows of {table}")
