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
