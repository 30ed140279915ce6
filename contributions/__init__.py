"""The one append-only log, and the door to every write."""
