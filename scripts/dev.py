#!/usr/bin/env python3
"""One program for running and developing LiveLab: `python3 scripts/dev.py run`.

It needs nothing but Python 3.11 and brings the rest itself. `--help` lists the verbs.
"""

import os
import shutil
import sys
from pathlib import Path

OLDEST_PYTHON = (3, 11)
NEWER_PYTHONS = ("python3.14", "python3.13", "python3.12", "python3.11")


def main() -> int:
    """Hand over to `scripts.devlib`, under a Python that is new enough."""
    if sys.version_info < OLDEST_PYTHON:
        return start_again_with_newer_python()
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from scripts.devlib import cli

    return cli.main(sys.argv[1:])


def start_again_with_newer_python() -> int:
    """Replace this process by one under a newer Python, or say that none was found."""
    for name in NEWER_PYTHONS:
        found = shutil.which(name)
        if found:
            os.execv(found, [found, *sys.argv])
    print("LiveLab needs Python 3.11 or newer; install it and run this again.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
