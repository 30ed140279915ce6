"""What the people side refuses, and how it says so."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from common.errors import Refusal


class NotValid(Refusal):
    """Something sent has the wrong form; `details.fields` says which."""

    code = "not_valid"
    sentence = _("Something is missing or has the wrong form. Look at the marked fields.")


class CsrfFailed(Refusal):
    code = "csrf_failed"
    sentence = _("This page is too old to be trusted. Reload it and try again.")
    status = 403


class CodeUnknown(Refusal):
    """Wrong, expired, revoked: one answer, so that it tells a guesser nothing."""

    code = "code_unknown"
    sentence = _("This code does not work. Check it, or ask for a new one.")
    status = 404


class TooManyTries(Refusal):
    code = "too_many_tries"
    sentence = _("Too many wrong tries from here. Wait {minutes} minutes, then try again.")
    status = 429


class LinkUnknown(Refusal):
    code = "link_unknown"
    sentence = _("This link was used already, or has expired. Ask the lab's host for a new one.")
    status = 404


class EmailTaken(Refusal):
    code = "email_taken"
    sentence = _("There is a log-in with this name already. Use its password, or another name.")
    status = 409


class PasswordWeak(Refusal):
    code = "password_weak"
    sentence = _("This password is too easy to guess. {reasons}")


class LoginFailed(Refusal):
    code = "login_failed"
    sentence = _("The name or the password is not right.")
    status = 403


class LabelMissing(Refusal):
    code = "label_missing"
    sentence = _("Say what the others should call you.")


class ConsentMissing(Refusal):
    code = "consent_missing"
    sentence = _("To take part, agree to how this lab uses what you contribute.")


class ConsentUnknown(Refusal):
    code = "consent_unknown"
    sentence = _("This lab does not ask for this consent, or its text has changed. Read it again.")
    status = 409


class NotJoined(Refusal):
    code = "not_joined"
    sentence = _("You are not in this lab (any more). Join with a code first.")
    status = 401


class RoleMissing(Refusal):
    code = "role_missing"
    sentence = _("Your role in this lab does not allow this.")
    status = 403


class RoleNotByCode(Refusal):
    code = "role_not_by_code"
    sentence = _("An administrator is named by another administrator, never by a code.")


class LastAdministrator(Refusal):
    code = "last_administrator"
    sentence = _("A lab needs an administrator. Name another one first.")
    status = 409


class OtherLab(Refusal):
    code = "other_lab"
    sentence = _("There is nothing here with this name.")
    status = 404


class NothingToJoin(Refusal):
    code = "nothing_to_join"
    sentence = _("What this code leads to is closed.")
    status = 410


class InAlready(Refusal):
    code = "in_already"
    sentence = _("The log-in of this person is somebody else in this lab by now.")
    status = 409


class ConsentTakenBack(Refusal):
    code = "consent_taken_back"
    sentence = _("This person took back the consent to take part. Let her join anew with a code.")
    status = 409


class GoneFromLab(Refusal):
    code = "gone_from_lab"
    sentence = _("This person is not in the lab any more. Let her in again first.")
    status = 409


class OrganisationKnown(Refusal):
    code = "organisation_known"
    sentence = _("The lab's list has an organisation with this name already.")
    status = 409


class OrganisationRetired(Refusal):
    code = "organisation_retired"
    sentence = _("This organisation is not in the lab's list any more.")
    status = 409


class NoLogin(Refusal):
    code = "no_login"
    sentence = _("This person has no log-in and so no password. Hand out a personal code.")
    status = 409


class LoginElsewhere(Refusal):
    code = "login_elsewhere"
    sentence = _(
        "This log-in is used in another lab as well, which you do not look after. "
        "Whoever runs this installation can make a link."
    )
    status = 409
