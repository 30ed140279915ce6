"""What the challenges refuse, and how they say so."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from common.errors import Refusal


class UnknownChallenge(Refusal):
    """Also the answer where somebody may not know that there is one."""

    code = "unknown_challenge"
    sentence = _("There is no such challenge.")
    status = 404


class ChallengeNotOpen(Refusal):
    code = "challenge_not_open"
    sentence = _("Only a draft can be opened.")
    status = 409


class BriefIncomplete(Refusal):
    code = "brief_incomplete"
    sentence = _("A challenge needs a title and a problem, in at least one language of the lab.")


class SlugTaken(Refusal):
    code = "slug_taken"
    sentence = _("There is a challenge with this short name already.")
    status = 409
