"""The vocabulary of the log: every verb with the shape of its facts and words."""

from __future__ import annotations

from typing import NamedTuple

from common.errors import Sentence
from common.wire import Wire

from .errors import UndeclaredVerb, VerbTaken


class Verb(NamedTuple):
    """One verb. Past tense, lower case; `sentence` is its line in the codebook.

    `object_kind` says what it happened to; `facts` and `words` are the types of what an entry
    holds (`words` None: it never has any); `xapi` is the IRI of the nearest xAPI verb.
    """

    name: str
    object_kind: str
    sentence: Sentence
    facts: type[Wire]
    words: type[Wire] | None
    xapi: str


_verbs: dict[str, Verb] = {}


def register(verb: Verb) -> Verb:
    """Declare a verb (in `AppConfig.ready`). Twice the same is no matter; raises VerbTaken."""
    known = _verbs.setdefault(verb.name, verb)
    if known != verb:
        raise VerbTaken(verb.name)
    return known


def get(name: str) -> Verb:
    """The verb of this name; raises UndeclaredVerb."""
    try:
        return _verbs[name]
    except KeyError:
        raise UndeclaredVerb(name) from None


def all_verbs() -> list[Verb]:
    """Every declared verb, by name."""
    return sorted(_verbs.values(), key=lambda verb: verb.name)
