"""The only place that writes labs, people, roles, codes and consents."""

from .base import Joined, Newcomer, lab_stream
from .coming import enrol, join_with_code, make_join_code, revoke_join_code
from .consent import give_consent, withdraw_consent
from .devices import (
    device_seen,
    end_devices,
    hand_out_resume_code,
    leave_device,
    renew_resume_code,
    resume,
)
from .labs import claim_first_link, make_first_link, note_restored, start_lab
from .login_links import (
    Made,
    accept_invitation,
    change_password,
    invite,
    make_reset_link,
    reset_password,
    revoke_login_link,
)
from .organisations import (
    About,
    belong_to,
    change_organisation,
    make_organisation,
    retire_organisation,
)
from .people import allow_back, end_role, give_role, remove_person, rename

__all__ = [
    "About",
    "Joined",
    "Made",
    "Newcomer",
    "accept_invitation",
    "allow_back",
    "belong_to",
    "change_organisation",
    "change_password",
    "claim_first_link",
    "device_seen",
    "end_devices",
    "end_role",
    "enrol",
    "give_consent",
    "give_role",
    "hand_out_resume_code",
    "invite",
    "join_with_code",
    "lab_stream",
    "leave_device",
    "make_first_link",
    "make_join_code",
    "make_organisation",
    "make_reset_link",
    "note_restored",
    "remove_person",
    "rename",
    "renew_resume_code",
    "reset_password",
    "resume",
    "retire_organisation",
    "revoke_join_code",
    "revoke_login_link",
    "start_lab",
    "withdraw_consent",
]
