"""`manage.py serve`: the lab, its boards and its pages from one process."""

from __future__ import annotations

import io
import logging
from argparse import ArgumentParser
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import segno
from django.conf import settings
from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from accounts import queries
from common import clock
from livelab import alone, limits, network, origins


@dataclass(frozen=True, slots=True)
class Plan:
    """Where to listen, and under which addresses people come."""

    hosts: list[str]
    port: int
    page: str
    lan_page: str | None


class Command(BaseCommand):
    help = "Serve the lab on this machine; with --lan also to others on the local network."
    #: these, and those of the database in `handle`; all others would be a fifth of a start, and
    #: `migrate`, without which nothing is served, makes them
    requires_system_checks = (Tags.compatibility, Tags.security)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=int, default=8000, help="the next free one if taken")
        parser.add_argument("--server", choices=("daphne", "uvicorn"), default="daphne")
        parser.add_argument(
            "--lan",
            nargs="?",
            const="",
            metavar="ADDRESS",
            help="let other devices on the local network in (ADDRESS if it is not found by itself)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until told to stop; `-v 2` prints each request."""
        self.check(tags=[Tags.database], databases=["default"])
        self._demand_migrated()
        plan = self._plan(options["host"], options["port"], options["lan"])
        try:
            with alone.only_one(settings.HOME, alone=not settings.REDIS):
                self._serve(plan, options["server"], each_request=options["verbosity"] > 1)
        except alone.AlreadyServed:
            raise CommandError(
                "This lab is being served already, or is being restored."
                " A second process that serves needs LIVELAB_REDIS."
            ) from None

    def _demand_migrated(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError("The database is not up to date. Run `manage.py migrate` first.")

    def _plan(self, host: str, port: int, lan: str | None) -> Plan:
        lan_host = None if lan is None else (lan or network.lan_address())
        if lan is not None and lan_host is None:
            raise CommandError("This machine is in no network. Join one, or name its address.")
        hosts = [host, *([lan_host] if lan_host and host != "0.0.0.0" else [])]  # noqa: S104
        try:
            port = network.free_port(hosts, port, fixed=settings.ORIGINS_GIVEN)
        except network.NoPort:
            raise CommandError(
                f"Port {port} is taken, and LIVELAB_ORIGINS leaves no other."
            ) from None
        lan_page = f"http://{lan_host}:{port}" if lan_host else None
        self._admit(port, lan_page)
        return Plan(hosts, port, settings.LIVELAB_ORIGINS[0], lan_page)

    def _admit(self, port: int, lan_page: str | None) -> None:
        own = [f"http://{name}:{port}" for name in ("127.0.0.1", "localhost")]
        given = settings.LIVELAB_ORIGINS if settings.ORIGINS_GIVEN else own
        origins.admit([*given, *([lan_page] if lan_page else [])])

    def _serve(self, plan: Plan, name: str, *, each_request: bool) -> None:
        serving = _server(name)
        limits.allow_many_files()
        from boards import service
        from livelab.asgi import application

        # After that import: building the application sets all logs up anew.
        logging.getLogger("livelab.access").setLevel(
            logging.INFO if each_request else logging.WARNING
        )
        running = serving(
            application,
            [(host, plan.port) for host in plan.hosts],
            drain=service.drain,
            ready=lambda: self._say(plan),
        )
        running.run()
        if running.failed:
            raise CommandError(f"Port {plan.port} was taken by another program. Start again.")
        self.stdout.write("Stopped. Everything that was accepted is kept.")

    def _say(self, plan: Plan) -> None:
        self.stdout.write(f"\nLiveLab is at {plan.page}")
        codes = queries.demo_codes(clock.now())
        for code in codes:
            self.stdout.write(f"  Join as {code.role}: {plan.page}/join/{code.invitation}")
        if plan.lan_page:
            self._invite(plan.lan_page, codes[0].invitation if codes else "")
        self.stdout.write("Stop with Ctrl-C.\n")
        self.stdout.flush()

    def _invite(self, page: str, code: str) -> None:
        address = f"{page}/join/{code}" if code else page
        self.stdout.write(f"On this network: {address}\n")
        try:
            picture = io.StringIO()
            segno.make(address, error="m").terminal(out=picture, compact=True)
            self.stdout.write(picture.getvalue())
        except UnicodeEncodeError:
            self.stdout.write("(This terminal cannot show the QR code.)")


def _server(name: str) -> Any:
    """The server of this name. Daphne chooses Twisted's reactor when it is imported: not before."""
    return import_module(f"livelab.{name}_server").DrainingServer
