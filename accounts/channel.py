"""What others hear of the people side: called inside the action that changed something.

An app above registers itself in `AppConfig.ready`; boards use it to make the rooms look again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from contributions.door import Act

from .models import Person

What = Literal["access", "label"]
Listener = Callable[[Act, Person, What], None]

_listeners: list[Listener] = []


def when_person_changes(listener: Listener) -> None:
    """Hear when somebody's roles, devices or stay ("access") or her name ("label") changed."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(act: Act, person: Person, what: What) -> None:
    """Tell all listeners, inside the transaction."""
    for listener in _listeners:
        listener(act, person, what)
