"""Does the log say of every erasure that it was made? Pure: walks in, findings out."""

from __future__ import annotations

import json

from .walk import Finding, Walk


class Erasures:
    """Compares the erasures that stand in a log with those that its labs' own streams name."""

    def __init__(self) -> None:
        #: (lab, stream) → numbers
        self._standing: dict[tuple[str, str], set[int]] = {}
        self._said: dict[tuple[str, str], set[int]] = {}

    def note(self, walk: Walk) -> None:
        """Take down what the walk of a stream met."""
        lab = walk.stream.lab.decode("utf-8", "replace")
        if walk.erased:
            self._standing[lab, walk.stream.name] = set(walk.erased)
        if walk.stream.kind == b"lab":
            for facts in walk.said:
                self._hear(lab, facts)

    def unsaid(self) -> list[Finding]:
        """Erasures that nobody is known to have made."""
        return [
            Finding(stream, seq, "erasure_unsaid", "the lab's stream does not say so")
            for (lab, stream), seqs in sorted(self._standing.items())
            for seq in sorted(seqs - self._said.get((lab, stream), set()))
        ]

    def _hear(self, lab: str, facts: bytes) -> None:
        try:
            said = json.loads(facts)
            self._said.setdefault((lab, said["stream"]), set()).update(said["seqs"])
        except (ValueError, KeyError, TypeError):
            return  # changed since: its hash has told
