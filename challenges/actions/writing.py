"""Writing a brief and publishing what was written."""

from __future__ import annotations

import msgspec

from accounts.models import Person
from contributions.door import SERVER, Act, action

from .. import queries, states
from ..access import demand_may_write
from ..briefs import Content, changes, missing, tidy
from ..errors import BriefChanged, BriefIncomplete, BriefIsHistory, NothingToPublish
from ..models import Challenge, ChallengeVersion
from ..verbs import AboutChallenge, BriefChanges, BriefEdited, ChallengePublished
from .base import locked, say
from .bringing import note_shown
from .terms import other_terms


@action
def save_brief(
    act: Act, *, challenge: Challenge, content: Content, revision: int, by: Person
) -> Challenge:
    """Keep what was written so far; readers see it once it is published.

    Raises BriefChanged where somebody saved after the revision this was written upon.
    """
    row = _writable(challenge, revision, by)
    changed = changes(queries.working(row), content)
    if not changed:
        return row
    if states.is_published(row.state):
        row.draft = msgspec.to_builtins(content)
    else:
        _put(act, row, content)
    row.revision += 1
    row.saved_at = act.now
    row.save()
    note_shown(act, row)
    facts = BriefEdited(row.hex, row.revision, list(changed))
    say(act, row, "brief_edited", by, facts, BriefChanges(changed))
    return row


@action
def publish(act: Act, *, challenge: Challenge, revision: int, by: Person) -> Challenge:
    """Show what was saved to those it is for: a draft opens, another gets a new version."""
    row = _writable(challenge, revision, by)
    is_first = not states.is_published(row.state)
    working = queries.working(row)
    if not is_first and not changes(
        queries.content(row), queries.with_its_files(row, tidy(working))
    ):
        raise NothingToPublish
    put_version(act, row, working, by)
    if is_first:
        say(act, row, "challenge_opened", by, AboutChallenge(row.hex))
    return row


def _writable(challenge: Challenge, revision: int, by: Person) -> Challenge:
    demand_may_write(by, challenge)
    row = locked(challenge)
    if not states.may_be_edited(row.state):
        raise BriefIsHistory
    if row.revision != revision:
        raise BriefChanged(revision=row.revision)
    return row


def put_version(act: Act, row: Challenge, working: Content, by: Person | None) -> None:
    """Make this what readers see; raises BriefIncomplete."""
    content = queries.with_its_files(row, tidy(working))
    if missing(working):
        raise BriefIncomplete
    _put(act, row, content)
    row.draft = None
    row.revision += 1
    row.version += 1
    row.saved_at = act.now
    if row.state == Challenge.State.DRAFT:
        row.state, row.opened_at = Challenge.State.OPEN, act.now
    row.save()
    note_shown(act, row)
    ChallengeVersion.objects.create(
        challenge=row,
        number=row.version,
        by=by.actor if by else SERVER,
        at=act.now,
        content=msgspec.to_builtins(content),
    )
    facts = ChallengePublished(row.hex, row.version, row.ip_policy, row.audience)
    say(act, row, "challenge_published", by, facts, content)


def _put(act: Act, row: Challenge, content: Content) -> None:
    if row.ip_policy != content.ip_policy:
        other_terms(act, row)
    row.texts = msgspec.to_builtins(content.texts)
    row.criteria = msgspec.to_builtins(content.criteria)
    row.sector, row.ip_policy = content.sector, content.ip_policy
    row.audience = content.audience
    row.cover = msgspec.to_builtins(content.cover)
    row.files = msgspec.to_builtins(content.files)
