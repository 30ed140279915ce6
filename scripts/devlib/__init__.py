"""The parts of `scripts/dev.py`: standard library only, so that a bare Python can start them."""
