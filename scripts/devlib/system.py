"""Programs of the operating system, and installing them where we may."""

import os
import shutil
import subprocess
from collections.abc import Sequence

from scripts.devlib.console import DevError, capture, quietly, say

# Debian's packages start their service when they are installed; we want the programs only.
APT_ENVIRONMENT = {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
APT_OPTIONS = ("-y", "-qq", "-o", "DPkg::Lock::Timeout=300", "--no-install-recommends")


def is_root() -> bool:
    """Whether this process may do everything on this machine."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def may_install() -> bool:
    """Whether packages of the system can be installed without asking anybody."""
    return is_root() and shutil.which("apt-get") is not None


def install_packages(packages: Sequence[str]) -> bool:
    """Install Debian packages if we may; whether they are installed now."""
    if not may_install():
        return False
    say(f"installing {', '.join(packages)} with apt-get")
    try:
        quietly("apt-get", "update", "-qq", env=APT_ENVIRONMENT)
        quietly("apt-get", "install", *APT_OPTIONS, *packages, env=APT_ENVIRONMENT)
    except (DevError, OSError, subprocess.SubprocessError) as error:
        say(f"apt-get could not install {', '.join(packages)}: {error}")
        return False
    return True


def version_of(program: str, *arguments: str) -> tuple[int, ...]:
    """The version a program prints, as numbers; empty when it does not run."""
    try:
        done = capture(program, *(arguments or ("--version",)))
    except OSError:
        return ()
    return first_version(done.stdout) if done.returncode == 0 else ()


def first_version(text: str) -> tuple[int, ...]:
    """The first word of a text that reads like a version (`v24.1.0`, `15.18`), as numbers."""
    for word in text.split():
        parts = word.lstrip("v").split(".")
        if len(parts) > 1 and all(part.isdigit() for part in parts):
            return tuple(int(part) for part in parts)
    return ()
