"""What goes out over HTTP."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from .models import Challenge

_LISTS = (
    "users",
    "constraints",
    "success",
    "not_wanted",
    "materials",
    "first_questions",
    "possible_partners",
)


class ChallengeLineOut(serializers.Serializer[Any]):
    """A challenge in a list; the text in the language asked for, or the best there is."""

    id = serializers.CharField()
    slug = serializers.CharField()
    sector = serializers.CharField()
    state = serializers.ChoiceField(choices=Challenge.State.values)
    ip_policy = serializers.ChoiceField(choices=Challenge.Terms.values)
    language = serializers.CharField()
    languages = serializers.ListField(child=serializers.CharField())
    title = serializers.CharField()
    problem = serializers.CharField()
    posted_at = serializers.DateTimeField()


class ChallengeOut(ChallengeLineOut):
    """A challenge whole."""

    context = serializers.CharField()  # type: ignore[assignment]  # a field of that name

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """The lists of a brief beside the rest."""
        lines = {name: serializers.ListField(child=serializers.CharField()) for name in _LISTS}
        return super().get_fields() | lines
