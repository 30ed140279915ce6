"""Faults of the program, never of its user: each says that code broke a promise of the log."""

from __future__ import annotations


class LogFault(RuntimeError):
    """Something was done that would make the log untrue; the transaction is rolled back."""


class OutsideTheDoor(LogFault):
    """A guarded row was written, or an entry appended, with no action open."""


class NothingLogged(LogFault):
    """An action changed guarded rows and appended nothing."""


class AppendOnly(LogFault):
    """Only `append` writes the log: its models are neither saved, nor changed, nor deleted."""


class StaleHead(LogFault):
    """A head was not locked in this transaction: somebody else appended meanwhile."""


class UnknownStream(LogFault):
    """No stream has this id."""


class StreamMismatch(LogFault):
    """The stream exists, but not as it was named: it is disposable, or is not."""


class UndeclaredVerb(LogFault):
    """Nobody registered this verb."""


class VerbTaken(LogFault):
    """Two apps declare the same verb in two ways."""


class DoesNotFit(LogFault):
    """Facts, words, context or actor are not what the verb declares."""
