"""What challenges say in the log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from common.ids import Id
from common.wire import Wire
from contributions.verbs import Verb, register

from .briefs import Brief


class ChallengePosted(Wire):
    challenge: Id
    owner: Id | None
    ip_policy: str


class BriefTexts(Wire):
    """The brief by language."""

    texts: dict[str, Brief]


class ChallengeOpened(Wire):
    challenge: Id


XAPI = "https://w3id.org/xapi/dod-isd/verbs/"


def declare() -> None:
    """Register every verb (called once, in `AppConfig.ready`)."""
    register(
        Verb(
            "challenge_posted",
            "challenge",
            _("A challenge was posted"),
            ChallengePosted,
            BriefTexts,
            XAPI + "shared",
        )
    )
    register(
        Verb(
            "challenge_opened",
            "challenge",
            _("A challenge was opened"),
            ChallengeOpened,
            None,
            XAPI + "opened",
        )
    )
