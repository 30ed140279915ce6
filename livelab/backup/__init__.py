"""A lab in one file, and back: `manage.py backup`, `manage.py restore` (docs/keeping-a-lab.md)."""
