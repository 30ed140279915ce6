"""What a board's log tells of its texts, and one person's part in it: the ground of an erasure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from common.wire import unpack
from contributions.append import Stored

from . import facts as f
from . import letters, texts
from .fold import Happening, read
from .letters import History


class Spot(NamedTuple):
    """Where an entry stands."""

    stream: str
    seq: int


class Told:
    """One text: who added its item, its letters, and the entries that tell edits of it."""

    def __init__(self, author: str) -> None:
        self.author = author
        self.history = History()
        self.edits: list[Spot] = []


class Chronicle:
    """Reads entries in order, private streams before the board's.

    `touched` are the texts she had a hand in. `lent` says whose numbers of the text merge are.
    """

    def __init__(self, person: str, lent: Mapping[int, str]) -> None:
        self.person = person
        self.lent = lent
        self.texts: dict[str, Told] = {}
        self.touched: set[str] = set()
        self._hers: set[Spot] = set()
        #: entries that tell whole texts → the items; those among them that tell letters of hers
        self._wholes: dict[Spot, list[str]] = {}
        self._with_hers: set[Spot] = set()

    def hear(self, entries: Iterable[Stored]) -> None:
        """A stream's entries."""
        for entry in entries:
            happening = read(entry.verb, entry.seq, entry.at, entry.actor, entry.facts, entry.words)
            spot = Spot(entry.stream, entry.seq)
            if entry.verb in f.ADDED:
                self._added(spot, happening)
            elif entry.verb == "text_edited":
                self._edited(spot, happening)
            elif entry.verb == "items_revealed":
                self._revealed(spot, happening)
            elif entry.verb == "texts_rewritten":
                self._told_whole(spot, happening.words)
            elif happening.words and entry.actor == self.person:
                self._hers.add(spot)  # an upload's digest tells who has the same picture

    def without_her(self, item: str, state: bytes) -> bytes | None:
        """A text's document without her letters; None where nothing is left."""
        told = self.texts[item]
        author = letters.author_of(self.lent, told.author)
        return letters.without(state, told.history, author, self.person)

    def to_blank(self) -> tuple[set[Spot], set[Spot]]:
        """Her entries that have words; and those of others in which words of hers may stand."""
        others = set(self._with_hers)
        for item in self.touched:
            others.update(self.texts[item].edits)
        return self._hers, others - self._hers

    def to_tell_anew(self) -> set[str]:
        """The texts of others that stand in entries together with letters of hers."""
        items = {item for spot in self._with_hers for item in self._wholes[spot]}
        return items - self.touched

    def _added(self, spot: Spot, added: Happening) -> None:
        told = self.texts[added.facts.id] = Told(added.actor)
        if added.words:
            told.history.hear(texts.base(added.words.text))
            self._note(spot, added)

    def _edited(self, spot: Spot, edited: Happening) -> None:
        told = self.texts.get(edited.facts.id)
        if told is None or edited.words is None:
            return
        told.history.hear(unpack(edited.words.update))
        told.edits.append(spot)
        self._note(spot, edited)

    def _note(self, spot: Spot, happening: Happening) -> None:
        if happening.actor == self.person:
            self._hers.add(spot)
            self.touched.add(happening.facts.id)

    def _revealed(self, spot: Spot, revealed: Happening) -> None:
        for item in revealed.facts.items:
            self.texts[item.id] = Told(item.author)
        self._told_whole(spot, revealed.words)

    def _told_whole(self, spot: Spot, words: f.WholeTexts | None) -> None:
        whole = [text for text in (words.texts if words else ()) if text.id in self.texts]
        self._wholes[spot] = [text.id for text in whole]
        for text in whole:
            told = self.texts[text.id]
            state = unpack(text.state) if text.state else texts.base(text.text)
            told.history.hear(state)
            author = letters.author_of(self.lent, told.author)
            more_of_hers = told.author == self.person and bool(text.digest or text.path)
            if more_of_hers or self.person in map(author, letters.clients_in(state)):
                self._with_hers.add(spot)
                self.touched.add(text.id)


def by_stream(spots: Iterable[Spot]) -> dict[str, list[int]]:
    """Numbers of entries by stream, sorted."""
    found: dict[str, list[int]] = defaultdict(list)
    for stream, seq in sorted(spots):
        found[stream].append(seq)
    return dict(found)
