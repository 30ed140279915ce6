"""How much somebody may ask of this process. Times are seconds of a steady clock."""

from __future__ import annotations


class Bucket:
    """A token bucket: `rate` a second, `rate × seconds` at once."""

    __slots__ = ("left", "most", "rate", "then")

    def __init__(self, rate: float, seconds: float, now: float) -> None:
        self.rate = rate
        self.most = rate * seconds
        self.left = self.most
        self.then = now

    def take(self, now: float, cost: float = 1) -> bool:
        """Is so much more allowed?"""
        if self.at(now) < cost:
            return False
        self.left -= cost
        return True

    def at(self, now: float) -> float:
        """What is left by now."""
        self.left = min(self.most, self.left + (now - self.then) * self.rate)
        self.then = now
        return self.left
