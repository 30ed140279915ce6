"""How many frames one socket may send (B8.2)."""

from __future__ import annotations


class Bucket:
    """A token bucket: `rate` frames a second, `rate × seconds` at once. Times in seconds."""

    def __init__(self, rate: float, seconds: float, now: float) -> None:
        self.rate = rate
        self.most = rate * seconds
        self.left = self.most
        self.then = now

    def take(self, now: float) -> bool:
        """Is one more frame allowed?"""
        self.left = min(self.most, self.left + (now - self.then) * self.rate)
        self.then = now
        if self.left < 1:
            return False
        self.left -= 1
        return True
