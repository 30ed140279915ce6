"""What comes in and goes out over HTTP."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from .models import Challenge, ChallengeFile

LANGUAGES = [code for code, _name in settings.LANGUAGES]
STATES = Challenge.State.choices
LISTS = (
    "users",
    "constraints",
    "success",
    "not_wanted",
    "materials",
    "first_questions",
    "possible_partners",
)
LONGEST_TITLE, LONGEST_TEXT, LONGEST_LINE, MOST_LINES = 160, 6000, 400, 40
MOST_FILES = 12


class Strict(serializers.Serializer[Any]):
    """Refuses fields it does not know."""

    def to_internal_value(self, data: Any) -> Any:
        """As Django REST framework, after a look at the names."""
        if isinstance(data, dict) and (unknown := sorted(map(str, set(data) - set(self.fields)))):
            raise serializers.ValidationError({name[:40]: [_("Not expected.")] for name in unknown})
        return super().to_internal_value(data)


class Prose(serializers.CharField):
    """Text as it was typed, spaces and all: somebody may be in the middle of it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(trim_whitespace=False, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        """The text; numbers are no text."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


def _lines() -> serializers.ListField:
    line = Prose(max_length=LONGEST_LINE, allow_blank=True)
    return serializers.ListField(child=line, max_length=MOST_LINES, required=False, default=list)


class BriefText(Strict):
    """A brief in one language."""

    title = Prose(max_length=LONGEST_TITLE, allow_blank=True)
    problem = Prose(max_length=LONGEST_TEXT, allow_blank=True)
    context = Prose(max_length=LONGEST_TEXT, allow_blank=True, required=False, default="")  # type: ignore[assignment]  # a field of that name

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """The lists of a brief beside the rest."""
        return super().get_fields() | {name: _lines() for name in LISTS}


class CriterionText(Strict):
    """What answers are judged by, named in each language."""

    id = serializers.RegexField(r"^[0-9a-f]{32}$")
    names = serializers.DictField(child=Prose(max_length=LONGEST_LINE, allow_blank=True))


class AttachedText(Strict):
    """A file that was brought, and what it shows or holds, said in each language."""

    id = serializers.RegexField(r"^[0-9a-f]{32}$")
    says = serializers.DictField(child=Prose(max_length=LONGEST_LINE, allow_blank=True))

    def validate_says(self, says: dict[str, str]) -> dict[str, str]:
        """Only languages that the lab speaks."""
        if set(says) - set(self.context.get("languages", says)):
            raise serializers.ValidationError(_("The lab does not speak one of these languages."))
        return says


class ContentText(Strict):
    """All that is published together; `texts` is by language."""

    texts = serializers.DictField(child=BriefText(), allow_empty=False)
    sector = Prose(max_length=40, allow_blank=True)
    ip_policy = serializers.ChoiceField(choices=Challenge.Terms.choices)
    audience = serializers.ChoiceField(choices=Challenge.Audience.choices)
    criteria = serializers.ListField(child=CriterionText(), max_length=12)
    cover = AttachedText(allow_null=True)
    files = serializers.ListField(child=AttachedText(), max_length=MOST_FILES)

    def validate_texts(self, texts: dict[str, Any]) -> dict[str, Any]:
        """Only languages that the lab speaks."""
        if set(texts) - set(self.context["languages"]):
            raise serializers.ValidationError(_("The lab does not speak one of these languages."))
        return texts


class NewChallenge(Strict):
    title = serializers.CharField(max_length=LONGEST_TITLE)
    language = serializers.ChoiceField(choices=LANGUAGES)


class SaveIn(Strict):
    """`revision` is the one this was written upon."""

    revision = serializers.IntegerField(min_value=1)
    content = ContentText()


class PublishIn(Strict):
    revision = serializers.IntegerField(min_value=1)


class StateIn(Strict):
    state = serializers.ChoiceField(choices=STATES)


class DecisionIn(Strict):
    """What was decided, by language."""

    texts = serializers.DictField(
        child=serializers.CharField(max_length=LONGEST_TEXT, allow_blank=True), allow_empty=False
    )

    def validate_texts(self, texts: dict[str, str]) -> dict[str, str]:
        """Only languages that the lab speaks."""
        if set(texts) - set(self.context["languages"]):
            raise serializers.ValidationError(_("The lab does not speak one of these languages."))
        return texts


class NamingIn(Strict):
    person = serializers.RegexField(r"^[0-9a-f]{32}$")
    named = serializers.BooleanField()


class QuestionIn(Strict):
    text = serializers.CharField(max_length=1000)


class AnswerIn(Strict):
    text = serializers.CharField(max_length=LONGEST_TEXT)


class InterestIn(Strict):
    interested = serializers.BooleanField()


class WantedIn(serializers.Serializer[Any]):
    """What is looked for in the catalogue."""

    words = serializers.CharField(max_length=100, required=False, default="")
    sector = serializers.CharField(max_length=40, required=False, default="")
    state = serializers.ChoiceField(choices=STATES, required=False, default="")
    language = serializers.ChoiceField(choices=LANGUAGES, required=False, default="")


class CoverOut(serializers.Serializer[Any]):
    """A picture; `alt` says what it shows."""

    id = serializers.CharField()
    alt = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()


class BroughtOut(serializers.Serializer[Any]):
    """A file that was brought; width and height are 0 where it is no picture."""

    id = serializers.CharField()
    kind = serializers.ChoiceField(choices=ChallengeFile.Kind.choices)
    name = serializers.CharField()
    size = serializers.IntegerField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()


class FileOut(BroughtOut):
    """The same, with what its people say of it in the language of the brief."""

    says = serializers.CharField()


class ChallengeLineOut(serializers.Serializer[Any]):
    """A challenge in a list; the text in the language asked for, or the best there is.

    Of a confidential one the list says the title only.
    """

    id = serializers.CharField()
    slug = serializers.CharField()
    sector = serializers.CharField()
    state = serializers.ChoiceField(choices=STATES)
    ip_policy = serializers.ChoiceField(choices=Challenge.Terms.choices)
    audience = serializers.ChoiceField(choices=Challenge.Audience.choices)
    language = serializers.CharField()
    languages = serializers.ListField(child=serializers.CharField())
    title = serializers.CharField()
    problem = serializers.CharField()
    posted_at = serializers.DateTimeField()
    questions = serializers.IntegerField()
    interested = serializers.IntegerField()
    cover = CoverOut(allow_null=True)


class ChallengeOut(ChallengeLineOut):
    """A challenge whole. `may_join_in`: she may ask and say that she would like to work on it.

    `organisation`: its owner's, empty where that is not known.
    """

    context = serializers.CharField()  # type: ignore[assignment]  # a field of that name
    organisation = serializers.CharField()
    criteria = serializers.ListField(child=serializers.CharField())
    decision = serializers.CharField()
    version = serializers.IntegerField()
    may_write = serializers.BooleanField()
    may_join_in = serializers.BooleanField()
    is_interested = serializers.BooleanField()
    files = FileOut(many=True)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """The lists of a brief beside the rest."""
        lines = {name: serializers.ListField(child=serializers.CharField()) for name in LISTS}
        return super().get_fields() | lines


class ContentOut(serializers.Serializer[Any]):
    """As `ContentText`, with every field there."""

    texts = serializers.DictField(child=BriefText())
    sector = serializers.CharField()
    ip_policy = serializers.ChoiceField(choices=Challenge.Terms.choices)
    audience = serializers.ChoiceField(choices=Challenge.Audience.choices)
    criteria = CriterionText(many=True)
    cover = AttachedText(allow_null=True)
    files = AttachedText(many=True)


class ChallengeDraftOut(serializers.Serializer[Any]):
    """What its people are writing. `changed`: readers do not see all of it yet.

    `brought`: every file that is there for it; `content` may name some that are not any more.
    """

    id = serializers.CharField()
    state = serializers.ChoiceField(choices=STATES)
    next = serializers.ListField(child=serializers.ChoiceField(choices=STATES))
    revision = serializers.IntegerField()
    version = serializers.IntegerField()
    changed = serializers.BooleanField()
    languages = serializers.ListField(child=serializers.CharField())
    missing = serializers.ListField(child=serializers.CharField())
    saved_at = serializers.DateTimeField(allow_null=True)
    decision = serializers.DictField(child=serializers.CharField())
    content = ContentOut()
    brought = BroughtOut(many=True)


class ChallengeVersionOut(serializers.Serializer[Any]):
    """Something that was published; `changed` names its fields that differ from the one before."""

    number = serializers.IntegerField()
    at = serializers.DateTimeField()
    by = serializers.CharField()
    changed = serializers.ListField(child=serializers.CharField())
    content = ContentOut()


class ReaderOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    named = serializers.BooleanField()


class QuestionOut(serializers.Serializer[Any]):
    """A question to the owner; `answer` is empty until there is one."""

    id = serializers.CharField()
    text = serializers.CharField()
    asked_by = serializers.CharField()
    asked_at = serializers.DateTimeField()
    answer = serializers.CharField()
    answered_by = serializers.CharField()
    answered_at = serializers.DateTimeField(allow_null=True)
