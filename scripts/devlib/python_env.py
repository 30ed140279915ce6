"""The virtual environment and what is installed in it."""

import shutil
import subprocess
import sys
from pathlib import Path

from scripts.devlib import stamps, system
from scripts.devlib.console import DevError, capture, quietly, say, succeeds
from scripts.devlib.paths import PYTHON, REQUIREMENTS, STAMPS, VENV, VENV_BIN

# uv then trusts the certificates this machine trusts, as pip does.
UV_ENVIRONMENT = {"UV_SYSTEM_CERTS": "1", "UV_NO_PROGRESS": "1"}
PIP_QUIET = ("-qq", "--disable-pip-version-check", "--no-input")
NEW_ENOUGH = "import sys, pip; sys.exit(sys.version_info < (3, 11))"


def ensure_requirements(*names: str) -> None:
    """Make the virtual environment hold exactly the locked versions in `requirements/NAME.txt`."""
    ensure_venv()
    for name in names:
        ensure_one(name)


def ensure_venv() -> None:
    """Create the virtual environment if there is none that works."""
    if succeeds(PYTHON, "-c", NEW_ENOUGH):
        return
    say(f"creating {VENV.name} with Python {sys.version.split()[0]}")
    shutil.rmtree(VENV, ignore_errors=True)
    if create_venv() or (system.install_packages(["python3-venv"]) and create_venv()):
        return
    raise DevError(
        f"{sys.executable} -m venv does not work here. Install python3-venv and run this again."
    )


def create_venv() -> bool:
    """Create the virtual environment with pip in it; whether that worked."""
    if succeeds(sys.executable, "-m", "venv", VENV):
        return True
    shutil.rmtree(VENV, ignore_errors=True)
    return False


def ensure_one(name: str) -> None:
    """Install one locked requirements file, unless that was done already."""
    lock = REQUIREMENTS / f"{name}.txt"
    wanted = stamps.digest([lock], venv_identity())
    stamp = STAMPS / name
    if stamps.is_done(stamp, wanted):
        return
    say(f"installing requirements/{lock.name}")
    install(lock)
    stamps.mark_done(stamp, wanted)


def venv_identity() -> str:
    """The interpreter of the virtual environment: another one needs everything anew."""
    return (VENV / "pyvenv.cfg").read_text()


def install(lock: Path) -> None:
    """Install a hashed requirements file with uv, or with pip where uv cannot."""
    uv = find_uv()
    if uv and install_with_uv(uv, lock):
        return
    quietly(PYTHON, "-m", "pip", "install", *PIP_QUIET, "--require-hashes", "-r", lock)


def install_with_uv(uv: str, lock: Path) -> bool:
    """Whether uv could install the file; where not, pip may know a mirror that uv does not."""
    command = [uv, "pip", "install", "-q", "--python", str(PYTHON), "--require-hashes"]
    done = capture(*command, "-r", str(lock), env=UV_ENVIRONMENT)
    if done.returncode:
        say(f"uv could not install {lock.name}, trying pip: {last_line(done)}")
    return done.returncode == 0


def find_uv() -> str | None:
    """The uv on this machine or in the virtual environment, put there if need be."""
    return shutil.which("uv") or own_uv()


def own_uv() -> str | None:
    """The uv in the virtual environment at its locked version; None where it cannot be had."""
    uv = VENV_BIN / "uv"
    lock = REQUIREMENTS / "tools.txt"
    wanted = stamps.digest([lock], venv_identity())
    stamp = STAMPS / "tools"
    if not stamps.is_done(stamp, wanted):
        pip = [str(PYTHON), "-m", "pip", "install", *PIP_QUIET]
        if not succeeds(*pip, "--only-binary", ":all:", "--require-hashes", "-r", str(lock)):
            return None
        stamps.mark_done(stamp, wanted)
    return str(uv) if succeeds(uv, "--version") else None


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    """The last thing a program said."""
    lines = done.stdout.strip().splitlines()
    return lines[-1].strip() if lines else f"exit code {done.returncode}"
