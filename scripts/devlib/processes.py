"""Server processes of our own: a free port, waiting until one is up, ending it by its id."""

import signal
import socket
import subprocess
import time
from collections.abc import Callable
from typing import Any

POLL_SECONDS = 0.05


def free_port() -> int:
    """A port of the loopback address that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def comes_up(
    process: subprocess.Popen[bytes], answers: Callable[[], bool], within_seconds: float
) -> bool:
    """Wait until it answers; false: it ended by itself, or that took too long."""
    deadline = time.monotonic() + within_seconds
    while not answers():
        if process.poll() is not None or time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True


def end(
    process: subprocess.Popen[bytes], within_seconds: float, how: signal.Signals = signal.SIGTERM
) -> None:
    """Ask it to end, and kill it when it does not; nothing when it ended already."""
    if process.poll() is None:
        process.send_signal(how)
    wait_or_kill(process, within_seconds)


def wait_or_kill(process: subprocess.Popen[Any], within_seconds: float) -> None:
    """It was told to end: wait for that, and kill it when it takes too long."""
    try:
        process.wait(within_seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
