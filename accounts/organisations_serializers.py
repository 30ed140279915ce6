"""What comes in and goes out about organisations."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from .actions import About
from .organisations import KINDS
from .serializers import Line, Strict

COUNTRY = r"^[A-Z]{2}$"


class OrganisationIn(Strict):
    """`country`: two letters, as ISO 3166 has them."""

    name = Line(max_length=120)
    kind = serializers.ChoiceField(choices=KINDS)
    country = serializers.RegexField(COUNTRY)
    sector = Line(max_length=40, required=False, allow_blank=True, default="")
    possible_partner = serializers.BooleanField(required=False, default=False)

    def about(self) -> About:
        """What was said of it."""
        return About(**self.validated_data)


class RetiredIn(Strict):
    retired = serializers.BooleanField()


class BelongsIn(Strict):
    organisation = serializers.RegexField(r"^[0-9a-f]{32}$", allow_null=True)


class OrganisationOut(serializers.Serializer[Any]):
    """`people`: how many in the lab are of it now."""

    id = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=KINDS)
    country = serializers.CharField()
    sector = serializers.CharField()
    possible_partner = serializers.BooleanField()
    people = serializers.IntegerField()
    retired_at = serializers.DateTimeField(allow_null=True)


class OrganisationsOut(serializers.Serializer[Any]):
    organisations = OrganisationOut(many=True)
    may_change = serializers.BooleanField()
