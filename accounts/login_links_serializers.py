"""What comes in and goes out around one-time links and passwords."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from . import labels
from .actions import Newcomer
from .models import LoginLink
from .people_serializers import ROLES
from .serializers import LANGUAGES, PURPOSES, ConsentTextOut, LabOut, Line, Secret, Strict

#: an e-mail address, or a name of at least three letters, digits, dots and dashes
LOGIN_NAME = r"(?i)^([^\s@]+@[^\s@]+\.[^\s@]+|[a-z0-9][a-z0-9._-]{2,59})\Z"
KINDS = LoginLink.Kind.values


class InviteIn(Strict):
    """`note`: for whom, so that the list tells which is which."""

    role = serializers.ChoiceField(choices=ROLES)
    note = Line(max_length=60, required=False, allow_blank=True, default="")


class TokenIn(Strict):
    token = Secret(max_length=100)


class AcceptIn(Strict):
    """`name`: an e-mail address or a user name, a new one or that of a log-in she has already."""

    token = Secret(max_length=100)
    name = serializers.RegexField(LOGIN_NAME, max_length=254)
    password = Secret(max_length=200)
    label = Line(max_length=labels.LONGEST)  # type: ignore[assignment]
    language = serializers.ChoiceField(choices=LANGUAGES)
    consents = serializers.ListField(child=serializers.ChoiceField(choices=PURPOSES), max_length=8)

    def newcomer(self) -> Newcomer:
        """What she said of herself."""
        said = self.validated_data
        return Newcomer(
            label=said["label"],
            language=said["language"],
            consents=frozenset(said["consents"]),
        )


class ResetIn(Strict):
    token = Secret(max_length=100)
    password = Secret(max_length=200)


class PasswordIn(Strict):
    old = Secret(max_length=200)
    new = Secret(max_length=200)


class LinkOut(serializers.Serializer[Any]):
    """`made_by`: who made it; empty where that was the installation."""

    id = serializers.CharField()
    kind = serializers.ChoiceField(choices=KINDS)
    role = serializers.CharField()
    note = serializers.CharField()
    made_by = serializers.CharField()
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()


class MadeOut(serializers.Serializer[Any]):
    """`token` is told once; it belongs behind the `#` of an address, which browsers send nobody."""

    link = LinkOut()
    token = serializers.CharField()


class LinkLookOut(serializers.Serializer[Any]):
    """What a link is for. `login`: whose password a reset changes."""

    kind = serializers.ChoiceField(choices=KINDS)
    role = serializers.CharField()
    lab = LabOut()
    login = serializers.CharField()
    consents = ConsentTextOut(many=True)
