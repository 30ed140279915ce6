"""What people agreed to, and took back."""

from __future__ import annotations

from contributions.door import Act, action

from .. import consents
from ..errors import ConsentUnknown
from ..models import Consent, Person
from .base import Newcomer, say
from .people import remove_person


@action
def give_consent(act: Act, *, person: Person, purpose: str, language: str) -> None:
    """Agree to the present text of a purpose; agreeing to it twice changes nothing."""
    text = consents.PURPOSES.get(purpose)
    if text is None:
        raise ConsentUnknown
    held = Consent.objects.in_lab(person.lab_id).filter(person=person, purpose=purpose)
    current = held.filter(withdrawn_at=None).first()
    if current and current.version == text.version:
        return
    held.filter(withdrawn_at=None).update(withdrawn_at=act.now)
    given = {"purpose": purpose, "version": text.version, "language": text.language(language)}
    Consent.objects.create(person=person, given_at=act.now, **given)
    say(act, person.lab, "consent_given", person, person=person.hex, **given)


def agree(act: Act, person: Person, who: Newcomer) -> None:
    for purpose in sorted(who.consents):
        give_consent(person=person, purpose=purpose, language=who.language)


@action
def withdraw_consent(act: Act, *, person: Person, purpose: str) -> None:
    """Take an agreement back. Without the required one nobody takes part: her stay ends."""
    held = Consent.objects.in_lab(person.lab_id).filter(person=person, purpose=purpose)
    if not held.filter(withdrawn_at=None).update(withdrawn_at=act.now):
        return
    say(act, person.lab, "consent_withdrawn", person, person=person.hex, purpose=purpose)
    if purpose in consents.REQUIRED:
        remove_person(person=person, by=person)
