"""Where things are in this repository."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FRONTEND = ROOT / "frontend"
FRONTEND_BUILD = FRONTEND / "dist"
NODE_MODULES = FRONTEND / "node_modules"
REQUIREMENTS = ROOT / "requirements"
VENV = ROOT / ".venv"
VENV_BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = VENV_BIN / ("python.exe" if os.name == "nt" else "python")
STAMPS = VENV / ".stamps"
MANAGE = ROOT / "manage.py"
