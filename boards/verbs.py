"""What boards say in the log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from common.ids import Id
from common.wire import Wire
from contributions.verbs import Verb, register

from . import facts as f
from .wire import Mode


class BoardOpened(Wire):
    board: Id
    mode: Mode
    challenge: Id | None


class BoardTitle(Wire):
    title: str


class MemberAdmitted(Wire):
    board: Id
    person: Id
    role: str


class MemberRoleChanged(Wire):
    board: Id
    person: Id
    role: str


class MembershipEnded(Wire):
    board: Id
    person: Id


class EpochBegun(Wire):
    board: Id
    epoch: Id


class ModeChanged(Wire):
    board: Id
    mode: Mode


class ItemFlagged(Wire):
    board: Id
    item: Id
    reason: str


class FlagWithdrawn(Wire):
    board: Id
    item: Id


class FlagsSettled(Wire):
    board: Id
    item: Id
    people: int


FLAGS = (
    ("item_flagged", _("Somebody asked the facilitator to look at an item"), ItemFlagged),
    ("flag_withdrawn", _("Somebody took that back"), FlagWithdrawn),
    ("flags_settled", _("A facilitator looked at a flagged item"), FlagsSettled),
)

XAPI = "https://w3id.org/xapi/dod-isd/verbs/"
SENTENCES = {
    "note_added": ("note", _("A note was written"), "created"),
    "image_added": ("image", _("A picture was put on the board"), "created"),
    "text_added": ("text", _("Free text was written"), "created"),
    "zone_added": ("zone", _("A zone was drawn"), "created"),
    "cluster_added": ("cluster", _("Items were put under a title"), "created"),
    "stroke_added": ("stroke", _("A line was drawn by hand"), "created"),
    "connector_added": ("connector", _("Two items were connected"), "created"),
    "comment_added": ("comment", _("Something was said about an item"), "commented"),
    "items_resized": ("note", _("Items got another size"), "modified"),
    "items_grouped": ("cluster", _("Items went under a title, or away from it"), "modified"),
    "items_locked": ("note", _("Items were locked or unlocked"), "modified"),
    "items_related": ("connector", _("Connections got another meaning"), "modified"),
    "comments_resolved": ("comment", _("Comments were settled or opened again"), "modified"),
    "items_restored": ("note", _("Deleted items were brought back"), "restored"),
    "reacted": ("note", _("Somebody reacted to an item"), "responded"),
    "items_moved": ("note", _("Items were moved"), "moved"),
    "items_coloured": ("note", _("Items were given a colour"), "modified"),
    "items_deleted": ("note", _("Items were taken off the board"), "removed"),
    "text_edited": ("note", _("A text was edited"), "edited"),
    "items_revealed": ("board", _("What was written in silence was revealed"), "revealed"),
    "items_published": ("note", _("Private notes went onto the board"), "published"),
    "texts_rewritten": ("note", _("Texts were rewritten without erased words"), "modified"),
    "file_uploaded": ("file", _("A picture was uploaded"), "uploaded"),
    "files_removed": ("file", _("Pictures were removed"), "removed"),
}


def declare() -> None:
    """Register every verb (called once, in `AppConfig.ready`)."""
    for name, (kind, sentence, xapi) in SENTENCES.items():
        facts, words = f.SHAPES[name]
        register(Verb(name, kind, sentence, facts, words, XAPI + xapi))
    for name, sentence, shape in FLAGS:
        register(Verb(name, "note", sentence, shape, None, XAPI + "flagged"))
    register(
        Verb(
            "board_opened",
            "board",
            _("A board was opened"),
            BoardOpened,
            BoardTitle,
            XAPI + "opened",
        )
    )
    register(
        Verb(
            "member_admitted",
            "board",
            _("A person came onto a board"),
            MemberAdmitted,
            None,
            XAPI + "joined",
        )
    )
    register(
        Verb(
            "member_role_changed",
            "board",
            _("A person became something else on a board"),
            MemberRoleChanged,
            None,
            XAPI + "modified",
        )
    )
    register(
        Verb(
            "membership_ended",
            "board",
            _("A person left a board"),
            MembershipEnded,
            None,
            XAPI + "left",
        )
    )
    register(
        Verb(
            "epoch_begun",
            "board",
            _("A board began anew from a backup"),
            EpochBegun,
            None,
            XAPI + "restored",
        )
    )
    register(
        Verb(
            "mode_changed",
            "board",
            _("The way of working on a board changed"),
            ModeChanged,
            None,
            XAPI + "modified",
        )
    )
