"""What a board refuses, and how it says so (docs/board-protocol.md §5)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from common.errors import REFUSALS, Refusal
from files.errors import NoSuchFile as NoSuchFile
from files.errors import TooMuch as TooMuch


class JoinFirst(Refusal):
    code = "join_first"
    sentence = _("The connection began in the wrong way. Reload the page.")


class ReloadPage(Refusal):
    code = "reload_page"
    sentence = _("LiveLab was renewed. Reload the page to go on; your writing is kept.")


class NotUnderstood(Refusal):
    code = "not_understood"
    sentence = _("The board did not understand this change. Reload the page; your writing is kept.")


class NotMember(Refusal):
    code = "not_member"
    sentence = _("You are not on this board (any more). Ask the facilitator for the code.")
    status = 403


class NotAllowed(Refusal):
    code = "not_allowed"
    sentence = _("Only the author or a facilitator can do this.")
    status = 403


class NotNow(Refusal):
    code = "not_now"
    sentence = _("This is not possible at this moment of the session.")
    status = 409


class NowPublic(Refusal):
    code = "now_public"
    sentence = _(
        "The notes have been revealed meanwhile. Choose whether yours goes on the board too."
    )
    status = 409


class IdTaken(Refusal):
    code = "id_taken"
    sentence = _("This note could not be placed. Place it again.")
    status = 409


class NoSuchItem(Refusal):
    code = "no_such_item"
    sentence = _("That note is not on this board.")
    status = 404


class ItemGone(Refusal):
    code = "item_gone"
    sentence = _("Somebody has deleted this note already.")
    status = 409


class MixedStreams(Refusal):
    code = "mixed_streams"
    sentence = _("Private and shared notes cannot be changed in one go.")


class TextForged(Refusal):
    code = "text_forged"
    sentence = _("This edit was not made by you. Your text is kept; place it again.")
    status = 403


class TextGap(Refusal):
    code = "text_gap"
    sentence = _("Part of this edit is missing. It is being sent again.")
    status = 409


class TextEpoch(Refusal):
    code = "text_epoch"
    sentence = _(
        "This text was rewritten meanwhile. What you had just typed is kept; place it again."
    )
    status = 409


class WordsErased(Refusal):
    code = "words_erased"
    sentence = _("This was erased meanwhile and is not put back. Only your device still has it.")
    status = 410


class TextTooLong(Refusal):
    code = "text_too_long"
    sentence = _("A note holds at most 4,000 characters. Put the rest into a second note.")


class FileTaken(Refusal):
    code = "file_taken"
    sentence = _("This picture is on the board already.")
    status = 409


class NoColour(Refusal):
    code = "no_colour"
    sentence = _("Only notes, zones and lines have a colour.")


class WrongKind(Refusal):
    code = "wrong_kind"
    sentence = _("This cannot be done with that kind of item.")


class Locked(Refusal):
    code = "locked"
    sentence = _("This is locked. Who locked it, or a facilitator, can unlock it.")
    status = 409


class Overtaken(Refusal):
    code = "overtaken"
    sentence = _("Somebody changed this after you. It stays as it is now.")
    status = 409


class FilesFull(Refusal):
    code = "files_full"
    sentence = _("You have brought as many pictures to this board as one person may.")
    status = 409


class Busy(Refusal):
    code = "busy"
    sentence = _("The board is catching up. Your changes wait and are sent again.")
    status = 503


class Failed(Refusal):
    code = "failed"
    sentence = _("Something went wrong with this change on our side. Your writing is kept.")
    status = 500


class NoTerms(Refusal):
    code = "no_terms"
    sentence = _("This board is about no challenge, so there are no terms to accept.")
    status = 404


class UnknownPerson(Refusal):
    code = "unknown_person"
    sentence = _("There is nobody of that name in this lab.")
    status = 404


class UnknownBoard(Refusal):
    code = "unknown_board"
    sentence = _("There is no such board.")
    status = 404


def sentence_of(code: str) -> str:
    """The sentence of a code in the active language."""
    return str(REFUSALS[code].sentence)
