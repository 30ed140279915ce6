"""What comes in and goes out over HTTP. What comes in has the stated form and nothing else."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError as Invalid
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from . import consents, labels
from .actions import Newcomer
from .errors import PasswordWeak
from .models import Role, User

LANGUAGES = [code for code, _name in settings.LANGUAGES]
PURPOSES = sorted(consents.PURPOSES)
LONGEST_SENT = 1000  # what is longer than its field is refused, not cut; this is far longer
_LANGUAGE_TAG = r"^[a-z]{2,3}(-[A-Z]{2})?$"


class Strict(serializers.Serializer[Any]):
    """Refuses fields it does not know."""

    def to_internal_value(self, data: Any) -> Any:
        """As Django REST framework, after a look at the names."""
        if isinstance(data, dict) and (unknown := sorted(map(str, set(data) - set(self.fields)))):
            raise serializers.ValidationError({name[:40]: [_("Not expected.")] for name in unknown})
        return super().to_internal_value(data)


class Line(serializers.CharField):
    """One line of text as people type it, cleaned (`labels.clean`). Numbers are no text."""

    def to_internal_value(self, data: Any) -> str:
        """The cleaned text; what cleaning leaves nothing of is empty."""
        if not isinstance(data, str):
            self.fail("invalid")
        text = labels.clean(super().to_internal_value(data)[:LONGEST_SENT], LONGEST_SENT)
        if not text and not self.allow_blank:
            self.fail("blank")
        return text


class Secret(serializers.CharField):
    """Text that is taken exactly as it came."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(trim_whitespace=False, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        """The text; numbers are no text."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class LookIn(Strict):
    code = Secret(max_length=40)


class JoinIn(Strict):
    """`label` may be left out by somebody who is known on this device already."""

    code = Secret(max_length=40)
    label = Line(max_length=labels.LONGEST, required=False, allow_blank=True, default="")  # type: ignore[assignment]
    language = serializers.ChoiceField(choices=LANGUAGES)
    languages = serializers.ListField(
        child=serializers.RegexField(_LANGUAGE_TAG), max_length=8, required=False, default=list
    )
    discipline = Line(max_length=60, required=False, allow_blank=True, default="")
    organisation = Line(max_length=120, required=False, allow_blank=True, default="")
    consents = serializers.ListField(
        child=serializers.ChoiceField(choices=PURPOSES),
        max_length=8,
        required=False,
        default=list,
    )

    def newcomer(self) -> Newcomer:
        """What she said of herself."""
        said = {key: value for key, value in self.validated_data.items() if key != "code"}
        return Newcomer(**said | {"consents": frozenset(said["consents"])})


class ResumeIn(Strict):
    code = Secret(max_length=40)


class LeaveIn(Strict):
    """The lab to leave on this device; left out: all of them."""

    lab = serializers.RegexField(r"^[0-9a-f]{32}$", required=False)


class LoginIn(Strict):
    """`name`: an e-mail address or a user name."""

    name = Secret(max_length=254)
    password = Secret(max_length=200)


class FirstIn(Strict):
    token = Secret(max_length=100)
    email = serializers.EmailField(max_length=254)
    password = Secret(max_length=200)
    label = Line(max_length=labels.LONGEST)  # type: ignore[assignment]
    language = serializers.ChoiceField(choices=LANGUAGES, required=False, default="en")


def demand_good_password(password: str, name: str) -> None:
    """Raises PasswordWeak and says why."""
    try:
        validate_password(password, User(name=name))
    except Invalid as weak:
        raise PasswordWeak(reasons=" ".join(weak.messages)) from None


class ConsentIn(Strict):
    purpose = serializers.ChoiceField(choices=PURPOSES)
    given = serializers.BooleanField()
    lab = serializers.RegexField(r"^[0-9a-f]{32}$", required=False)


class LabOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    name = serializers.CharField()
    languages = serializers.ListField(child=serializers.CharField())
    controller = serializers.CharField()
    disposable = serializers.BooleanField()


class TargetOut(serializers.Serializer[Any]):
    kind = serializers.CharField()
    title = serializers.CharField()
    brief = serializers.CharField()
    mode = serializers.CharField()


class ConsentTextOut(serializers.Serializer[Any]):
    purpose = serializers.ChoiceField(choices=PURPOSES)
    version = serializers.CharField()
    text = serializers.CharField()
    required = serializers.BooleanField()  # type: ignore[assignment]


class PersonOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    language = serializers.CharField()
    roles = serializers.ListField(child=serializers.ChoiceField(choices=Role.Name.values))


class LookOut(serializers.Serializer[Any]):
    """`me`: who this device is in that lab already; she may go on as that."""

    lab = LabOut()
    target = TargetOut()
    consents = ConsentTextOut(many=True)
    me = PersonOut(allow_null=True)


class JoinOut(serializers.Serializer[Any]):
    """`resume_code` is shown once, to a new person; null to one who was known."""

    person = PersonOut()
    path = serializers.CharField()
    resume_code = serializers.CharField(allow_null=True)


class ResumeOut(serializers.Serializer[Any]):
    person = PersonOut()
    path = serializers.CharField()


class ResumeCodeOut(serializers.Serializer[Any]):
    resume_code = serializers.CharField()


class UserOut(serializers.Serializer[Any]):
    name = serializers.CharField()


class MeOut(serializers.Serializer[Any]):
    person = PersonOut(allow_null=True)
    user = UserOut(allow_null=True)
    lab = LabOut(allow_null=True)


class ConsentOut(ConsentTextOut):
    """`given_version`, `given_at`: what was agreed to and when; null where it was not."""

    given_at = serializers.DateTimeField(allow_null=True)
    given_version = serializers.CharField(allow_null=True)


class RefusalOut(serializers.Serializer[Any]):
    """Every refusal: a stable code, a sentence in the caller's language, data where it helps."""

    code = serializers.CharField()
    message = serializers.CharField()
    details = serializers.DictField(required=False)
