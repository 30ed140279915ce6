"""What is refused of a file, and how that is said."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from common.errors import Refusal


class NoSuchFile(Refusal):
    """Also the answer where somebody may not know that there is one."""

    code = "no_such_file"
    sentence = _("There is no such file. Choose it once more.")
    status = 404


class NotAnImage(Refusal):
    code = "not_an_image"
    sentence = _("This is no picture that can be shown. Choose a JPEG, PNG, WebP or GIF file.")
    status = 415


class ImageTooLarge(Refusal):
    code = "image_too_large"
    sentence = _("This picture is too large. Choose a smaller one, of at most 12 MB.")
    status = 413


class FilesBusy(Refusal):
    code = "files_busy"
    sentence = _("Many files are coming in at this moment. Try it again in a minute.")
    status = 503


class TooMuch(Refusal):
    code = "too_much"
    sentence = _("Too many changes at once. Wait a moment; nothing of yours is lost.")
    status = 429


class FileNotTaken(Refusal):
    code = "file_not_taken"
    sentence = _("Only pictures (JPEG, PNG, WebP, GIF) and PDFs are taken. Choose one of those.")
    status = 415


class FileTooLarge(Refusal):
    code = "file_too_large"
    sentence = _("This file is too large. Choose one of at most 12 MB.")
    status = 413


class DocumentActs(Refusal):
    """It would do something where it is opened."""

    code = "document_acts"
    sentence = _(
        "This PDF does more than be read: it holds a script, a film or other files."
        " Print it to a new PDF and choose that one."
    )
    status = 415


class DocumentUnclear(Refusal):
    """Cut off, locked, or made so that nobody can say what it does."""

    code = "document_unclear"
    sentence = _(
        "This PDF is locked, damaged or unusual. Print it to a new PDF, without a password,"
        " and choose that one."
    )
    status = 415
