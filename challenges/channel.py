"""What others hear of the challenges: called inside the action that changed something.

An app above registers itself in `AppConfig.ready`; boards use it to make the rooms look again.
"""

from __future__ import annotations

from collections.abc import Callable

from contributions.door import Act

from .models import Challenge

Listener = Callable[[Act, Challenge], None]

_listeners: list[Listener] = []


def when_terms_change(listener: Listener) -> None:
    """Hear when a challenge got other terms, or when somebody accepted those it has."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(act: Act, challenge: Challenge) -> None:
    """Tell all listeners, inside the transaction."""
    for listener in _listeners:
        listener(act, challenge)
