"""What comes in and goes out over HTTP."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from .lineage import DESCENT
from .models import Board, Flag


class Strict(serializers.Serializer[Any]):
    """Refuses fields it does not know."""

    def to_internal_value(self, data: Any) -> Any:
        """As Django REST framework, after a look at the names."""
        if isinstance(data, dict) and (unknown := sorted(map(str, set(data) - set(self.fields)))):
            raise serializers.ValidationError({name[:40]: [_("Not expected.")] for name in unknown})
        return super().to_internal_value(data)


class NewBoard(Strict):
    """A board to be opened."""

    title = serializers.CharField(max_length=120)
    mode = serializers.ChoiceField(choices=[mode for mode, _ in Board.MODES], default=Board.OPEN)
    challenge = serializers.RegexField(r"^[0-9a-f]{32}$", required=False, allow_null=True)


class Since(Strict):
    """From where on entries are read."""

    stream = serializers.RegexField(r"^[0-9a-f]{32}$", required=False)
    since = serializers.IntegerField(min_value=0, max_value=2**53 - 1, default=0)
    limit = serializers.IntegerField(min_value=1, max_value=1000, default=500)


class Before(Strict):
    """Up to where a history is read."""

    before = serializers.IntegerField(min_value=1, max_value=2**53 - 1, required=False)


#: why something is flagged
REASONS = Flag.Reason.values


class NewFlag(Strict):
    """Why an item is flagged."""

    reason = serializers.ChoiceField(choices=REASONS)


class MyFlag(serializers.Serializer[Any]):
    item = serializers.CharField()
    reason = serializers.ChoiceField(choices=REASONS)


class FlaggedItem(serializers.Serializer[Any]):
    """An item that a facilitator should look at: the most frequent reason first."""

    item = serializers.CharField()
    kind = serializers.CharField()
    author = serializers.CharField()
    excerpt = serializers.CharField(allow_blank=True)
    people = serializers.IntegerField()
    reasons = serializers.ListField(child=serializers.ChoiceField(choices=REASONS))
    since = serializers.DateTimeField()


class FlagsOut(serializers.Serializer[Any]):
    """What the caller flagged; `flagged` is empty for whoever is no facilitator."""

    mine = MyFlag(many=True)
    flagged = FlaggedItem(many=True)


class BoardLine(serializers.Serializer[Any]):
    """A board in a list."""

    id = serializers.CharField()
    title = serializers.CharField()
    mode = serializers.ChoiceField(choices=[mode for mode, _ in Board.MODES])
    role = serializers.CharField()
    people = serializers.IntegerField()
    notes = serializers.IntegerField()
    challenge = serializers.CharField(allow_null=True)


class LabName(serializers.Serializer[Any]):
    id = serializers.CharField()
    name = serializers.CharField()


class BoardDetail(serializers.Serializer[Any]):
    """A board with its brief."""

    id = serializers.CharField()
    title = serializers.CharField()
    mode = serializers.ChoiceField(choices=[mode for mode, _ in Board.MODES])
    role = serializers.CharField()
    lab = LabName()
    challenge = serializers.DictField(allow_null=True)


class AcceptTerms(Strict):
    """The terms that were shown, by policy and version, and the language they were shown in."""

    policy = serializers.CharField(max_length=12)
    version = serializers.CharField(max_length=20)
    language = serializers.CharField(max_length=8)


class TermsOut(serializers.Serializer[Any]):
    """Terms in words. `needed`: to be accepted before one writes, or reads where `confidential`."""

    board = serializers.CharField()
    title = serializers.CharField()
    policy = serializers.CharField()
    version = serializers.CharField()
    language = serializers.CharField()
    lines = serializers.ListField(child=serializers.CharField())
    needed = serializers.BooleanField()
    confidential = serializers.BooleanField()
    accepted_at = serializers.DateTimeField(allow_null=True)


class Placing(Strict):
    """Somebody to be put on a board, from another one or from none."""

    person = serializers.RegexField(r"^[0-9a-f]{32}$")
    leaving = serializers.RegexField(r"^[0-9a-f]{32}$", required=False, allow_null=True)


class UnplacedOut(serializers.Serializer[Any]):
    """Somebody of the lab."""

    id = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # it is also a serializer's own
    discipline = serializers.CharField(allow_blank=True)


class SeatedOut(UnplacedOut):
    """Somebody on a board. `bound`: she may write there, as far as its terms go."""

    role = serializers.CharField()
    bound = serializers.BooleanField()


class TeamOut(serializers.Serializer[Any]):
    """A board with its people, and the challenge it is about (empty where about none)."""

    id = serializers.CharField()
    title = serializers.CharField()
    challenge = serializers.CharField(allow_null=True)
    about = serializers.CharField(allow_blank=True)
    policy = serializers.CharField(allow_blank=True)
    people = SeatedOut(many=True)


class TeamsOut(serializers.Serializer[Any]):
    """Every board with its people, and who is on none."""

    boards = TeamOut(many=True)
    unplaced = UnplacedOut(many=True)


class CodeOut(serializers.Serializer[Any]):
    """A join code, the same with the key that a QR code carries, and until when both work."""

    code = serializers.CharField()
    invitation = serializers.CharField()
    expires_at = serializers.DateTimeField()


class EntryOut(serializers.Serializer[Any]):
    """An entry of the log (docs/board-protocol.md §1)."""

    seq = serializers.IntegerField()
    at = serializers.CharField()
    actor = serializers.CharField()
    verb = serializers.CharField()
    op = serializers.CharField()
    facts = serializers.DictField()
    words = serializers.DictField(allow_null=True)


class ItemOut(serializers.Serializer[Any]):
    """An item as snapshots carry it."""

    id = serializers.CharField()
    kind = serializers.ChoiceField(choices=["note", "image"])
    author = serializers.CharField()
    created = serializers.CharField()
    changed = serializers.CharField()
    x = serializers.IntegerField()
    y = serializers.IntegerField()
    z = serializers.CharField()
    colour = serializers.CharField(required=False)
    w = serializers.IntegerField(required=False)
    h = serializers.IntegerField(required=False)
    file = serializers.CharField(required=False)
    digest = serializers.CharField(required=False, allow_blank=True)
    text = serializers.CharField(allow_blank=True)
    epoch = serializers.IntegerField()
    deleted = serializers.BooleanField(required=False)


class AttachmentOut(serializers.Serializer[Any]):
    """A picture that was taken: its file, to be bound by `add_image`, and its size in pixels."""

    file = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()


class EntriesOut(serializers.Serializer[Any]):
    """A page of entries. `head` is the stream's last number; `next` where to go on, or null."""

    stream = serializers.CharField()
    kind = serializers.ChoiceField(choices=["board", "own"])
    head = serializers.IntegerField()
    next = serializers.IntegerField(allow_null=True)
    entries = EntryOut(many=True)


class SpliceOut(serializers.Serializer[Any]):
    """What an edit did to a text, in UTF-16 code units."""

    at = serializers.IntegerField()
    remove = serializers.IntegerField()
    insert = serializers.CharField(allow_blank=True)


WHATS = (
    "added", "copied", "grouped", "connected", "commented", "moved", "resized", "coloured",
    "locked", "related", "resolved", "deleted", "restored", "reacted", "edited", "revealed",
    "rewritten",
)  # fmt: skip


class HistoryLine(serializers.Serializer[Any]):
    """Something that happened to an item; each field only where it tells something."""

    seq = serializers.IntegerField()
    at = serializers.CharField()
    actor = serializers.CharField()
    what = serializers.ChoiceField(choices=WHATS)
    text = serializers.CharField(required=False, allow_blank=True)
    splice = SpliceOut(required=False)
    erased = serializers.BooleanField(required=False)
    author = serializers.CharField(required=False)
    created = serializers.CharField(required=False)
    zone = serializers.CharField(required=False, allow_null=True)
    group = serializers.CharField(required=False, allow_null=True)
    colour = serializers.CharField(required=False)
    locked = serializers.BooleanField(required=False)
    resolved = serializers.BooleanField(required=False)
    other = serializers.CharField(required=False)
    relation = serializers.CharField(required=False)
    outward = serializers.BooleanField(required=False)
    reaction = serializers.CharField(required=False)
    on = serializers.BooleanField(required=False)


class HistoryOut(serializers.Serializer[Any]):
    """A page of an item's history, the newest first; `before`: where to go on, or null."""

    lines = HistoryLine(many=True)
    before = serializers.IntegerField(allow_null=True)


class EvaluatedBoard(serializers.Serializer[Any]):
    """A board whose ideas may be followed back."""

    id = serializers.CharField()
    title = serializers.CharField()
    challenge = serializers.CharField(allow_null=True)
    opened_at = serializers.DateTimeField()


class IdeaOut(serializers.Serializer[Any]):
    """An idea with its author's pseudonym and discipline, empty where she named none."""

    id = serializers.CharField()
    kind = serializers.CharField()
    created = serializers.CharField()
    author = serializers.CharField()
    discipline = serializers.CharField(allow_blank=True)


class IdeaReach(IdeaOut):
    """How many ideas it came from; how many people and disciplines had a part, its author's too."""

    ancestors = serializers.IntegerField()
    authors = serializers.IntegerField()
    disciplines = serializers.IntegerField()


class EdgeOut(serializers.Serializer[Any]):
    """`idea` came from `origin`."""

    idea = serializers.CharField()
    origin = serializers.CharField()
    relation = serializers.ChoiceField(choices=sorted(DESCENT))


class LineageOut(serializers.Serializer[Any]):
    """Where an idea came from: the nearest ancestors first, and how they hang together.

    `authors` and `disciplines` count its own author in. A copy is answered as its original.
    """

    idea = IdeaOut()
    ancestors = IdeaOut(many=True)
    authors = serializers.ListField(child=serializers.CharField())
    disciplines = serializers.ListField(child=serializers.CharField())
    edges = EdgeOut(many=True)
