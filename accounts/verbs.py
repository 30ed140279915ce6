"""What the people side says in the log: ids and kinds, never a name, an address or a code."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from common.ids import Id
from common.wire import Wire
from contributions.verbs import Verb, register


class LabStarted(Wire):
    lab: Id
    languages: list[str]


class LabName(Wire):
    name: str


class LabRestored(Wire):
    """Everything that was committed after `taken_at` is not in the log any more."""

    taken_at: str


class FirstLinkMade(Wire):
    link: Id
    role: str


class FirstLinkClaimed(Wire):
    link: Id
    person: Id


class JoinCodeMade(Wire):
    code: Id
    kind: str
    target: str
    role: str


class JoinCodeRevoked(Wire):
    code: Id


class PersonJoined(Wire):
    person: Id
    code: Id | None


class AboutPerson(Wire):
    person: Id


class RoleChanged(Wire):
    person: Id
    role: str


class AboutLoginLink(Wire):
    link: Id


class InvitationMade(Wire):
    link: Id
    role: str


class LoginLinkOfPerson(Wire):
    link: Id
    person: Id


class AboutOrganisation(Wire):
    organisation: Id


class OrganisationSaid(Wire):
    organisation: Id
    kind: str
    country: str
    possible_partner: bool


class OrganisationWords(Wire):
    name: str
    sector: str


class OrganisationOfPerson(Wire):
    person: Id
    organisation: Id | None


class ConsentGiven(Wire):
    person: Id
    purpose: str
    version: str
    language: str


class ConsentWithdrawn(Wire):
    person: Id
    purpose: str


XAPI = "https://w3id.org/xapi/dod-isd/verbs/"


def declare() -> None:
    """Register every verb (called once, in `AppConfig.ready`)."""
    for verb in (
        Verb("lab_started", "lab", _("A lab was started"), LabStarted, LabName, XAPI + "opened"),
        Verb(
            "lab_restored",
            "lab",
            _("The lab was restored from a backup"),
            LabRestored,
            None,
            XAPI + "restored",
        ),
        Verb(
            "first_link_made",
            "lab",
            _("A link for a first administrator was made"),
            FirstLinkMade,
            None,
            XAPI + "created",
        ),
        Verb(
            "first_link_claimed",
            "person",
            _("A first administrator came in"),
            FirstLinkClaimed,
            None,
            XAPI + "joined",
        ),
        Verb(
            "join_code_made",
            "join_code",
            _("A join code was made"),
            JoinCodeMade,
            None,
            XAPI + "created",
        ),
        Verb(
            "join_code_revoked",
            "join_code",
            _("A join code was withdrawn"),
            JoinCodeRevoked,
            None,
            XAPI + "removed",
        ),
        Verb("person_joined", "person", _("A person joined"), PersonJoined, None, XAPI + "joined"),
        Verb(
            "person_resumed",
            "person",
            _("A person came back on another device"),
            AboutPerson,
            None,
            XAPI + "resumed",
        ),
        Verb(
            "device_left",
            "person",
            _("A person left a device"),
            AboutPerson,
            None,
            XAPI + "left",
        ),
        Verb(
            "resume_code_renewed",
            "person",
            _("A person got a new code to come back with"),
            AboutPerson,
            None,
            XAPI + "modified",
        ),
        Verb(
            "person_renamed",
            "person",
            _("A person changed what she is called"),
            AboutPerson,
            None,
            XAPI + "modified",
        ),
        Verb(
            "person_removed",
            "person",
            _("A person left the lab or was taken out of it"),
            AboutPerson,
            None,
            XAPI + "left",
        ),
        Verb(
            "person_allowed_back",
            "person",
            _("A person was let into the lab again"),
            AboutPerson,
            None,
            XAPI + "joined",
        ),
        Verb(
            "devices_ended",
            "person",
            _("All devices of a person were ended"),
            AboutPerson,
            None,
            XAPI + "left",
        ),
        Verb("role_given", "person", _("A role was given"), RoleChanged, None, XAPI + "modified"),
        Verb("role_ended", "person", _("A role was ended"), RoleChanged, None, XAPI + "modified"),
        Verb(
            "invitation_made",
            "lab",
            _("A link to a log-in was made"),
            InvitationMade,
            None,
            XAPI + "created",
        ),
        Verb(
            "invitation_accepted",
            "person",
            _("A person came in with a log-in"),
            LoginLinkOfPerson,
            None,
            XAPI + "accepted",
        ),
        Verb(
            "password_link_made",
            "person",
            _("A link to a new password was made"),
            LoginLinkOfPerson,
            None,
            XAPI + "created",
        ),
        Verb(
            "login_link_revoked",
            "lab",
            _("A link to a log-in or a password was withdrawn"),
            AboutLoginLink,
            None,
            XAPI + "removed",
        ),
        Verb(
            "password_reset",
            "person",
            _("A person has a new password by a link"),
            LoginLinkOfPerson,
            None,
            XAPI + "modified",
        ),
        Verb(
            "password_changed",
            "person",
            _("A person changed her password"),
            AboutPerson,
            None,
            XAPI + "modified",
        ),
        Verb(
            "organisation_made",
            "organisation",
            _("An organisation was entered"),
            OrganisationSaid,
            OrganisationWords,
            XAPI + "created",
        ),
        Verb(
            "organisation_changed",
            "organisation",
            _("An organisation was changed"),
            OrganisationSaid,
            OrganisationWords,
            XAPI + "modified",
        ),
        Verb(
            "organisation_retired",
            "organisation",
            _("An organisation was taken off the list"),
            AboutOrganisation,
            None,
            XAPI + "removed",
        ),
        Verb(
            "organisation_taken_up",
            "organisation",
            _("An organisation was put on the list again"),
            AboutOrganisation,
            None,
            XAPI + "modified",
        ),
        Verb(
            "organisation_of_person",
            "person",
            _("It was said which organisation a person is of"),
            OrganisationOfPerson,
            None,
            XAPI + "modified",
        ),
        Verb(
            "consent_given",
            "person",
            _("A consent was given"),
            ConsentGiven,
            None,
            XAPI + "accepted",
        ),
        Verb(
            "consent_withdrawn",
            "person",
            _("A consent was withdrawn"),
            ConsentWithdrawn,
            None,
            XAPI + "cancelled",
        ),
    ):
        register(verb)
