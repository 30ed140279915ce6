"""The settings with the bug planted that the trace must find: commits do not wait for the disk."""

from livelab.settings import *  # noqa: F403
from livelab.settings import DATABASES

DATABASES["default"]["OPTIONS"]["init_command"] += "; PRAGMA synchronous=OFF"
