"""A lab of the tests' own: the real server as a process, with its data in a folder of its own."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Self

from scripts.devlib.processes import free_port

ROOT = Path(__file__).resolve().parents[2]

#: A name that the browsers take for this machine; unlike 127.0.0.1 it is no secure context.
NEIGHBOUR = "lab.test"


class RunningLab:
    """`manage.py serve` on a free port; started again it keeps its data and its port."""

    def __init__(self, home: Path, host: str = "127.0.0.1") -> None:
        self.home = home
        self.host = host
        self.port = free_port()
        self.codes: dict[str, str] = {}
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None

    @property
    def url(self) -> str:
        """The lab's page."""
        return f"http://{self.host}:{self.port}"

    def prepare(self) -> Self:
        """Make the database and the demo."""
        self._manage("migrate", "-v0")
        self._manage("make_demo", "--if-fresh")
        return self

    def begin_as(self, other: Path) -> Self:
        """Begin with the data of another lab, which was prepared and never ran."""
        shutil.copytree(other, self.home, dirs_exist_ok=True)
        return self

    def first_link(self) -> str:
        """The address that makes whoever opens it an administrator of the demo lab, once."""
        said = subprocess.run(
            self._command("first_link", "living-lab-limburg-demo"),
            cwd=ROOT,
            env=self._environment(),
            check=True,
            timeout=120,
            capture_output=True,
            text=True,
        ).stdout
        return f"{self.url}/first#{said.rpartition('#')[2].strip()}"

    def start(self) -> None:
        """Serve; returns when the address is printed."""
        self._process = subprocess.Popen(
            [*self._command("serve", "--port", str(self.port))],
            cwd=ROOT,
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._await_address(self._process)

    def stop(self) -> None:
        """Ask it to stop, as Ctrl-C would."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Pull the plug."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        if self._process:
            self._process.send_signal(how)
            self._process.wait(20)
            if self._reader and self._process.stdout:
                self._reader.join()
                self._process.stdout.close()
            self._process = None

    def _await_address(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if found := re.search(r"Join as (\w+): \S+/join/(\w+)", line):
                self.codes[found[1]] = found[2]
            if "Stop with" in line:
                self._reader = threading.Thread(target=process.stdout.read, daemon=True)
                self._reader.start()
                return
        raise AssertionError(f"the lab did not start:\n{''.join(said)}")

    def _manage(self, *arguments: str) -> None:
        subprocess.run(
            self._command(*arguments), cwd=ROOT, env=self._environment(), check=True, timeout=120
        )

    @staticmethod
    def _command(*arguments: str) -> list[str]:
        return [sys.executable, "-u", "manage.py", *arguments]

    def _environment(self) -> dict[str, str]:
        origins = "" if self.host == "127.0.0.1" else self.url
        return os.environ | {"LIVELAB_HOME": str(self.home), "LIVELAB_ORIGINS": origins}
