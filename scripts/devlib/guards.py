"""Guards over the repository's own files: what a program can see that a reader would overlook."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from scripts.devlib import console
from scripts.devlib.paths import FRONTEND, REQUIREMENTS, ROOT

# Addresses of package registries: whoever installs has their own, and a lock works with any.
REGISTRY = re.compile(r"\b(?:registry\.(?:npmjs|yarnpkg)|pypi|pythonhosted|npmjs)\.(?:org|com)\b")
# A neighbour of this folder, or a place of one machine, is not there for anybody else.
NEIGHBOUR = re.compile(r"(?<![\w./])((?:\.\./)+)(shared)\b")
MACHINE_PATH = re.compile(r"(?<![\w.-])/(?:work|root)/(?:main|shared|\.[a-z])")
ADDRESS = re.compile(r"https?://|--(?:extra-)?index-url|--find-links|^-[if]\b|file:", re.MULTILINE)
LARGEST_TEXT = 2_000_000
BENCH = ROOT / "tests" / "bench"
NPM_LOCKS = tuple(
    folder / "package-lock.json"
    for folder in (FRONTEND, BENCH / "peers", BENCH / "canvas" / "pages")
)


def run_guards() -> list[str]:
    """Everything all guards complain about."""
    return [complaint for guard in GUARDS for complaint in guard()]


def addresses_in_requirements() -> Iterator[str]:
    """Compiled requirements name versions and hashes, and no place to get them from."""
    for lock in sorted(REQUIREMENTS.glob("*.txt")):
        for number, text in enumerate(lock.read_text().splitlines(), 1):
            if ADDRESS.search(text):
                yield f"{lock.relative_to(ROOT)}:{number} holds an address: {text.strip()}"


def addresses_in_npm_locks() -> Iterator[str]:
    """The npm locks keep integrity hashes and no place to get packages from."""
    for lock in NPM_LOCKS:
        for name, package in npm_packages(lock).items():
            if "resolved" in package and not package.get("link"):
                yield f"{lock.relative_to(ROOT)}: {name} holds an address ({package['resolved']})"


def holes_in_npm_locks() -> Iterator[str]:
    """Every optional package that a locked one names is locked too, or `npm ci` refuses."""
    for lock in NPM_LOCKS:
        packages = npm_packages(lock)
        for name, package in packages.items():
            for optional in package.get("optionalDependencies", {}):
                if not any(place in packages for place in places_of(optional, name)):
                    yield f"{lock.relative_to(ROOT)}: {name} wants {optional}, which is not locked"


def places_of(package: str, wanted_by: str) -> Iterator[str]:
    """Where npm looks for a package: below the one that wants it, then ever further up."""
    folder = wanted_by
    while folder:
        yield f"{folder}/node_modules/{package}"
        folder = folder.rpartition("/node_modules/")[0]
    yield f"node_modules/{package}"


def npm_packages(lock: Path) -> dict[str, dict[str, Any]]:
    """The packages of an npm lock by where they are installed."""
    packages: dict[str, dict[str, Any]] = json.loads(lock.read_text())["packages"]
    return packages


def outside_names() -> Iterator[str]:
    """No tracked file names a package registry, a neighbour of this folder or a machine's path."""
    for path in tracked_files():
        for number, text in enumerate(read_text(path).splitlines(), 1):
            for found in names_outside(text, path):
                yield f"{path.relative_to(ROOT)}:{number} names {found}"


def names_outside(text: str, path: Path) -> Iterator[str]:
    """What one line names that only its writer's machine has."""
    for pattern in (REGISTRY, MACHINE_PATH):
        yield from (match.group() for match in pattern.finditer(text))
    for match in NEIGHBOUR.finditer(text):
        target = (path.parent / match.group()).resolve()
        if not (target.is_dir() and target.is_relative_to(ROOT)):
            yield match.group()


def apps_outside_contracts() -> Iterator[str]:
    """Every app is under the import contracts, so that a new one cannot slip past them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    for config in sorted(ROOT.glob("*/apps.py")):
        if config.parent.name not in settings["root_packages"]:
            yield f"{config.parent.name} is not among the root_packages in pyproject.toml"


def tracked_files() -> list[Path]:
    """The files git knows or would add, as they lie in the folder."""
    listing = ("ls-files", "-z", "--cached", "--others", "--exclude-standard")
    done = console.capture("git", "-c", "safe.directory=*", *listing)
    if done.returncode:
        raise console.DevError("the guards read the list of files from git, which failed here")
    return [path for name in done.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def read_text(path: Path) -> str:
    """The text of a file; nothing for what is no text."""
    if path.stat().st_size > LARGEST_TEXT:
        return ""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


GUARDS: tuple[Callable[[], Iterator[str]], ...] = (
    addresses_in_requirements,
    addresses_in_npm_locks,
    holes_in_npm_locks,
    outside_names,
    apps_outside_contracts,
)
