"""What comes in and goes out on the pages of a lab's people."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from . import finding, labels
from .models import Role
from .serializers import Line, Strict

ROLES = Role.Name.values


class PeopleIn(Strict):
    """What is looked for; `stay` is "gone" for those who left. Pages begin with 1."""

    words = Line(required=False, allow_blank=True, default="")
    role = serializers.ChoiceField(choices=ROLES, required=False, allow_blank=True, default="")
    discipline = Line(required=False, allow_blank=True, default="")
    organisation = Line(required=False, allow_blank=True, default="")
    stay = serializers.ChoiceField(
        choices=[finding.GONE], required=False, allow_blank=True, default=""
    )
    page = serializers.IntegerField(min_value=1, max_value=100_000, required=False, default=1)
    lab = serializers.RegexField(r"^[0-9a-f]{32}$", required=False)


class PersonLineOut(serializers.Serializer[Any]):
    """`devices`: how many browsers are she now. `login`: whether she has a log-in."""

    id = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    roles = serializers.ListField(child=serializers.ChoiceField(choices=ROLES))
    discipline = serializers.CharField()
    organisation = serializers.CharField()
    #: the listed one she is of
    belongs_to = serializers.CharField(allow_null=True)
    languages = serializers.ListField(child=serializers.CharField())
    login = serializers.BooleanField()
    devices = serializers.IntegerField()
    since = serializers.DateTimeField()
    left_at = serializers.DateTimeField(allow_null=True)


class PeopleOut(serializers.Serializer[Any]):
    """A page of at most `page_size` people; the filters that there is somebody for."""

    people = PersonLineOut(many=True)
    total = serializers.IntegerField()
    page_size = serializers.IntegerField()
    disciplines = serializers.ListField(child=serializers.CharField())
    organisations = serializers.ListField(child=serializers.CharField())
    may_change = serializers.BooleanField()


class RoleHeldOut(serializers.Serializer[Any]):
    role = serializers.ChoiceField(choices=ROLES)
    given_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)


class DeviceOut(serializers.Serializer[Any]):
    since = serializers.DateTimeField()
    last_seen = serializers.DateField()


class PersonPageOut(serializers.Serializer[Any]):
    """`devices` is empty for who may not change anything."""

    person = PersonLineOut()
    roles_held = RoleHeldOut(many=True)
    devices = DeviceOut(many=True)
    may_change = serializers.BooleanField()


class RoleIn(Strict):
    role = serializers.ChoiceField(choices=ROLES)
    held = serializers.BooleanField()


class NameIn(Strict):
    label = Line(max_length=labels.LONGEST)  # type: ignore[assignment]


class StayIn(Strict):
    here = serializers.BooleanField()
