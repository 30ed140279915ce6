"""PostgreSQL syncs in processes of its own (`livelab.checks` looks at its settings): not here."""

from __future__ import annotations

import os

collect_ignore_glob = ["test_*.py"] if os.environ.get("LIVELAB_DATABASE") else []
