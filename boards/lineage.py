"""Where an idea came from: what it builds on, and what that builds on in turn. Pure.

A connector says what its source is to its target, so an idea's forebears are the targets of its
connectors. Both ends of a connector lie on one board, and so does a lineage. A copy stands for what
it was copied from, and is no idea of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from msgspec import UNSET

from .kinds import ClusterItem, ConnectorItem, ImageItem, Item, NoteItem, StrokeItem, TextItem

#: every relation but `relates_to`, which says nothing of where an idea came from
DESCENT: Final = frozenset({"builds_on", "merges", "contradicts", "answers"})
#: what may be an idea; a zone is a place
IDEAS: Final = (NoteItem, ImageItem, TextItem, StrokeItem, ClusterItem)


class Edge(NamedTuple):
    """`idea` came from `origin`, in this way."""

    idea: str
    origin: str
    relation: str


class Lineage(NamedTuple):
    """The nearest ancestors first, and every edge between them and the idea."""

    idea: Item
    ancestors: list[Item]
    edges: list[Edge]

    @property
    def authors(self) -> list[str]:
        """Whose ideas they are, the idea's own author included."""
        return sorted({item.author for item in (self.idea, *self.ancestors)})


class Descent:
    """Who came from whom on one board. Nothing deleted counts, neither an idea nor a connector."""

    def __init__(self, items: Iterable[Item]) -> None:
        alive = [item for item in items if item.deleted is not True]
        self.ideas: dict[str, Item] = {item.id: item for item in alive if isinstance(item, IDEAS)}
        self.edges: dict[str, list[Edge]] = {}
        lines = [item for item in alive if isinstance(item, ConnectorItem)]
        for line in sorted(lines, key=lambda line: (line.created, line.id)):
            self._join(line)

    def _join(self, line: ConnectorItem) -> None:
        if line.relation not in DESCENT or not {line.source, line.target} <= self.ideas.keys():
            return
        edge = Edge(self.original(line.source), self.original(line.target), line.relation)
        known = self.edges.setdefault(edge.idea, [])
        if edge.idea != edge.origin and edge not in known:
            known.append(edge)

    def original(self, item: str) -> str:
        """What a copy stands for; itself where it is none, or its original is gone."""
        seen = {item}
        while (source := getattr(self.ideas[item], "copied_from", UNSET)) is not UNSET:
            if source not in self.ideas or source in seen:
                break
            seen.add(source)
            item = source
        return item

    def of(self, item: str) -> Lineage | None:
        """The lineage of an idea of this board; None where it is not one."""
        if item not in self.ideas:
            return None
        start = self.original(item)
        found, edges, seen = [start], list[Edge](), {start}
        for idea in found:  # grows while we go, so the nearest come first
            for edge in self.edges.get(idea, ()):
                edges.append(edge)
                if edge.origin not in seen:
                    seen.add(edge.origin)
                    found.append(edge.origin)
        return Lineage(self.ideas[start], [self.ideas[one] for one in found[1:]], edges)

    def all(self) -> list[Lineage]:
        """The lineage of every idea that is no copy, the oldest first."""
        ideas = sorted(self.ideas.values(), key=lambda item: (item.created, item.id))
        return [
            lineage
            for item in ideas
            if self.original(item.id) == item.id and (lineage := self.of(item.id))
        ]


def disciplines(lineage: Lineage, by_author: Mapping[str, str]) -> list[str]:
    """The disciplines that came together in an idea; who named none brings none."""
    named = {by_author.get(author, "") for author in lineage.authors}
    return sorted(named - {""})
