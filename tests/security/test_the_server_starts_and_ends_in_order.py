"""`manage.py serve`: one command, a free port, one process for one lab, an end without loss."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from livelab import network
from livelab.uvicorn_server import listening

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = re.compile(r"LiveLab is at http://127\.0\.0\.1:(\d+)")


def environment(home: Path) -> dict[str, str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("LIVELAB_")}
    return clean | {"LIVELAB_HOME": str(home), "PYTHONUNBUFFERED": "1"}


def manage(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    assert manage(folder, "migrate", "-v0").returncode == 0
    assert manage(folder, "make_demo", "--if-fresh").returncode == 0
    return folder


class Served:
    """A server process and what it printed."""

    def __init__(self, home: Path, *words: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", *words],
            cwd=ROOT,
            env=environment(home),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.printed = ""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.printed += line
            if "Stop with" in line:
                break
        found = ADDRESS.search(self.printed)
        self.port = int(found[1]) if found else 0

    def __enter__(self) -> Served:
        assert self.port, self.printed
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.communicate()
        if self.process.stdout:
            self.process.stdout.close()

    def end(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        rest, _ = self.process.communicate(timeout=20)
        self.printed += rest
        return self.process.returncode


def opened(address: str, origin: str | None) -> ClientConnection:
    """A socket as a page of this origin opens it."""
    return connect(address, origin=Origin(origin) if origin else None)


@pytest.fixture
def taken() -> Iterator[int]:
    """A port somebody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def ask(port: int, path: str) -> bytes:
    with urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
        return bytes(answer.read())


@pytest.mark.parametrize("server", ["daphne", "uvicorn"])
def test_it_serves_on_a_free_port_alone_and_ends_in_order(
    home: Path, taken: int, server: str
) -> None:
    with Served(home, "--port", str(taken), "--server", server) as served:
        assert served.port != taken
        look_and_end(home, served)


async def test_uvicorn_keeps_no_small_frame_back() -> None:
    """No frame waits for the acknowledgement of the one before it."""
    no_delay: list[int] = []

    class Door(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            accepted = transport.get_extra_info("socket")
            no_delay.append(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            transport.close()

    bound = listening("127.0.0.1", 0)
    async with await asyncio.get_running_loop().create_server(Door, sock=bound):
        reader, writer = await asyncio.open_connection(*bound.getsockname())
        assert await reader.read() == b""
        writer.close()
    assert no_delay == [1]


def look_and_end(home: Path, served: Served) -> None:
    assert json.loads(ask(served.port, "/api/health"))["ok"] is True
    assert b'<div id="root">' in ask(served.port, "/")

    second = manage(home, "serve", "--port", "0")
    assert second.returncode != 0
    assert "being served already" in second.stderr

    address = f"ws://127.0.0.1:{served.port}/ws/boards/{'0' * 32}"
    for origin in (None, "http://evil.example", "http://127.0.0.1.evil.example"):
        with pytest.raises(InvalidStatus) as refused:
            opened(address, origin)
        assert refused.value.response.status_code == 403
    with opened(address, f"http://127.0.0.1:{served.port}") as open_one:
        began = time.monotonic()
        assert served.end() == 0
        assert time.monotonic() - began < 10
        with pytest.raises(ConnectionClosed):
            open_one.recv(timeout=5)
    assert "Traceback" not in served.printed
    assert "is kept" in served.printed


def test_the_join_code_stays_the_same_between_starts(home: Path) -> None:
    codes = []
    for _ in range(2):
        with Served(home) as served:
            codes.append(re.findall(r"/join/(\w{8})", served.printed))
            assert served.end() == 0
    assert codes[0] == codes[1]
    assert len(codes[0]) == 3  # for a participant, a facilitator and an evaluator


def test_a_database_that_is_not_up_to_date_is_not_served(tmp_path: Path) -> None:
    done = manage(tmp_path, "serve")
    assert done.returncode != 0
    assert "manage.py migrate" in done.stderr


def test_a_port_that_may_not_move_is_said(taken: int) -> None:
    assert network.free_port(["127.0.0.1"], taken) != taken
    with pytest.raises(network.NoPort):
        network.free_port(["127.0.0.1"], taken, fixed=True)
