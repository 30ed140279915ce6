"""What the challenges refuse, and how they say so."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from common.errors import Refusal


class UnknownChallenge(Refusal):
    """Also the answer where somebody may not know that there is one."""

    code = "unknown_challenge"
    sentence = _("There is no such challenge.")
    status = 404


class UnknownQuestion(Refusal):
    code = "unknown_question"
    sentence = _("There is no such question.")
    status = 404


class ChallengeNotOpen(Refusal):
    code = "challenge_not_open"
    sentence = _("Only a draft can be opened.")
    status = 409


class StateNotNext(Refusal):
    code = "state_not_next"
    sentence = _("The challenge cannot go there from where it is now. Reload the page.")
    status = 409


class NotUnderWay(Refusal):
    code = "not_under_way"
    sentence = _("This challenge is closed: nobody asks or joins in any more.")
    status = 409


class TermsFirst(Refusal):
    """She is there, but has not agreed yet to what was agreed about the ideas."""

    code = "terms_first"
    sentence = _(
        "First read and accept the terms of this challenge. What you wrote is kept on this device."
    )
    status = 403


class TermsChanged(Refusal):
    code = "terms_changed"
    sentence = _("The terms were changed meanwhile. Read them once more.")
    status = 409


class BriefIncomplete(Refusal):
    code = "brief_incomplete"
    sentence = _("A challenge needs a title and a problem, in at least one language of the lab.")


class BriefChanged(Refusal):
    """`details.revision` is the newer one."""

    code = "brief_changed"
    sentence = _("Somebody else saved this challenge meanwhile.")
    status = 409


class BriefIsHistory(Refusal):
    code = "brief_is_history"
    sentence = _("This challenge was answered. What it says stays as it is.")
    status = 409


class NothingToPublish(Refusal):
    code = "nothing_to_publish"
    sentence = _("Nothing has changed since it was published last.")
    status = 409


class ChallengeFull(Refusal):
    code = "challenge_full"
    sentence = _(
        "This challenge holds as many files as one may. Take one away; in a day there is room."
    )
    status = 409


class LabFull(Refusal):
    code = "lab_full"
    sentence = _("The lab has no room for more files. Ask whoever keeps the lab.")
    status = 409


class SlugTaken(Refusal):
    code = "slug_taken"
    sentence = _("There is a challenge with this short name already.")
    status = 409
