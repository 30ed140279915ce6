"""A private Redis and a private PostgreSQL: started for one run, stopped after it, seen by nobody.

    with PrivatePostgres() as database, PrivateRedis() as redis:
        environment = {"LIVELAB_DATABASE": database.url, "LIVELAB_REDIS": redis.url}

Both listen on a free port of the loopback address, want a password made for the run, and keep
their files in a temporary folder. Only the process that was started here is ever stopped, by its
id. `stop()` and `start()` may be called in between, to see what happens while a service is away:
the address and the stored data stay the same.
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from scripts.devlib import processes
from scripts.devlib.console import DevError

START_SECONDS = 60.0
STOP_SECONDS = 30.0
PORT_ATTEMPTS = 5
POSTGRES_USER = "postgres"
POSTGRES_HOMES = ("/usr/lib/postgresql", "/usr/local/opt", "/opt/homebrew/opt")


class PrivateService:
    """A server process with a folder, a port and a password of its own."""

    name = "service"
    stop_signal = signal.SIGTERM

    def __init__(self) -> None:
        self.password = secrets.token_urlsafe(18)
        self.port = 0
        self.folder = Path()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address a client connects to."""
        raise NotImplementedError

    @property
    def pid(self) -> int | None:
        """The id of the server process while it runs."""
        return self._process.pid if self._process else None

    def __enter__(self) -> Self:
        self.folder = Path(tempfile.mkdtemp(prefix=f"livelab-{self.name}-"))
        try:
            self.prepare()
            self.start_on_free_port()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop the server and take its files away."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start_on_free_port(self) -> None:
        """Start on a port that is free; another program may take it first, so try a few."""
        for attempt in range(1, PORT_ATTEMPTS + 1):
            self.port = processes.free_port()
            try:
                self.start()
            except DevError:
                if attempt == PORT_ATTEMPTS or not is_taken(self.port):
                    raise
            else:
                return

    def start(self) -> None:
        """Start the server on its port and wait until it answers."""
        with self.log_file.open("ab") as log:
            self._process = self.spawn(self.server_command(), log)
        if not processes.comes_up(self._process, self.answers, START_SECONDS):
            self.stop()
            raise DevError(f"the private {self.name} did not start:\n{self.log_tail()}")

    def stop(self) -> None:
        """Stop the server that was started here; nothing when it does not run."""
        process, self._process = self._process, None
        if process is not None:
            processes.end(process, STOP_SECONDS, self.stop_signal)

    def prepare(self) -> None:
        """Lay out the folder before the first start."""

    def server_command(self) -> Sequence[str]:
        """The command line of the server."""
        raise NotImplementedError

    def answers(self) -> bool:
        """Whether the server takes requests by now."""
        raise NotImplementedError

    def spawn(self, command: Sequence[str], log: IO[bytes]) -> subprocess.Popen[bytes]:
        """Start the server apart from the terminal, so that Ctrl-C leaves stopping it to us."""
        return subprocess.Popen(
            command,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **self.account(),
        )

    def account(self) -> Mapping[str, Any]:
        """As whom the server runs, in the words of `subprocess`; nothing means as ourselves."""
        return {}

    @property
    def log_file(self) -> Path:
        """What the server prints."""
        return self.folder / "log"

    def log_tail(self) -> str:
        """The last lines the server printed."""
        return "\n".join(self.log_file.read_text(errors="replace").splitlines()[-20:])


class PrivateRedis(PrivateService):
    """A Redis (or Valkey) server that keeps nothing on disk."""

    name = "redis"

    @property
    def url(self) -> str:
        """The address with the password in it."""
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def prepare(self) -> None:
        """Write the configuration; on a command line everybody could read the password."""
        settings = ["bind 127.0.0.1", f"requirepass {self.password}", 'save ""', "appendonly no"]
        config = self.folder / "redis.conf"
        config.touch(mode=0o600)
        config.write_text("\n".join(settings) + "\n")

    def server_command(self) -> Sequence[str]:
        """`redis-server` with our configuration."""
        return [redis_program(), str(self.folder / "redis.conf"), "--port", str(self.port)]

    def answers(self) -> bool:
        """Whether the server greets whoever knows the password; another's server would not."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1) as connection:
                connection.sendall(f"AUTH {self.password}\r\nPING\r\n".encode())
                return connection.makefile("rb").readline() == b"+OK\r\n"
        except OSError:
            return False


class PrivatePostgres(PrivateService):
    """A PostgreSQL cluster of its own; it writes through to the disk as a real one does."""

    name = "postgres"
    user = "livelab"
    database = "livelab"
    stop_signal = signal.SIGINT  # "fast": ends the sessions that are left and shuts down cleanly

    def __init__(self, **settings: str) -> None:
        super().__init__()
        self.settings = settings

    @property
    def url(self) -> str:
        """The address of the data base, with user and password in it."""
        return f"postgresql://{self.user}:{self.password}@127.0.0.1:{self.port}/{self.database}"

    @property
    def data(self) -> Path:
        """Where the cluster lies."""
        return self.folder / "data"

    def prepare(self) -> None:
        """Make the cluster; its folder belongs to whom the server runs as."""
        password_file = self.folder / "password"
        password_file.touch(mode=0o600)
        password_file.write_text(self.password)
        self.give_away(self.folder, password_file)
        self.run_program(
            *("initdb", "--pgdata", str(self.data), "--username", self.user),
            *("--pwfile", str(password_file), "--auth", "scram-sha-256"),
            *("--encoding", "UTF8", "--no-locale"),
        )

    def start_on_free_port(self) -> None:
        """Start, and make the data base."""
        super().start_on_free_port()
        self.run_program(
            "createdb", *self.client_options(), "--maintenance-db", "postgres", "livelab"
        )

    def server_command(self) -> Sequence[str]:
        """The server on its port, with its socket file beside its data."""
        settings = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": str(self.folder),
            "max_connections": "200",
            **self.settings,
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [postgres_program("postgres"), "-D", str(self.data), "-p", str(self.port), *options]

    def answers(self) -> bool:
        """Whether our server is up; its socket file lies in our folder, so it is no other's."""
        if not (self.folder / f".s.PGSQL.{self.port}").exists():
            return False
        ready = [postgres_program("pg_isready"), "-q", *self.client_options()]
        return subprocess.run(ready, check=False, stdin=subprocess.DEVNULL).returncode == 0

    def client_options(self) -> tuple[str, ...]:
        """What the client programs need to find the server."""
        return ("-h", str(self.folder), "-p", str(self.port), "-U", self.user)

    def run_program(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's own programs to its end."""
        done = subprocess.run(
            [postgres_program(program), *arguments],
            cwd=self.folder,
            env={**os.environ, "PGPASSWORD": self.password},
            check=False,
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            **self.account(),
        )
        if done.returncode:
            raise DevError(f"{program} ended with {done.returncode}:\n{done.stdout}")

    def account(self) -> Mapping[str, Any]:
        """PostgreSQL refuses to run as root; there it runs as its own user."""
        if os.geteuid() != 0:
            return {}
        return {"user": POSTGRES_USER, "group": POSTGRES_USER, "extra_groups": []}

    def give_away(self, *paths: Path) -> None:
        """Hand files to whom the server runs as."""
        if self.account():
            for path in paths:
                shutil.chown(path, POSTGRES_USER, POSTGRES_USER)


def redis_program() -> str:
    """The path of a Redis server, or of a Valkey server, which speaks the same."""
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    if not found:
        raise DevError("redis-server is missing")
    return found


def postgres_program(name: str) -> str:
    """The path of one of PostgreSQL's programs; Debian keeps most of them off the PATH."""
    versions = [Path(home) for home in POSTGRES_HOMES if Path(home).is_dir()]
    candidates = [path for home in versions for path in home.glob(f"*/bin/{name}")]
    found = shutil.which(name) if not candidates else str(max(candidates, key=version_order))
    if not found:
        raise DevError(f"PostgreSQL's {name} is missing")
    return found


def version_order(program: Path) -> tuple[int, str]:
    """A key that puts `…/15/bin/initdb` after `…/9/bin/initdb`."""
    folder = program.parents[1].name
    digits = "".join(letter for letter in folder if letter.isdigit())
    return int(digits or 0), folder


def is_taken(port: int) -> bool:
    """Whether something listens on this port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
