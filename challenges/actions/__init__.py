"""The only place that writes challenges."""

from __future__ import annotations

from .bringing import (
    bring_file,
    erase_files,
    note_file_opening,
    remove_files_of,
)
from .forgetting import forget_said
from .posting import begin_challenge, open_challenge, post_challenge
from .readers import name_reader, note_opening, unname_reader
from .states import answer_challenge, move_challenge
from .talking import answer_question, ask_question, show_interest, withdraw_interest
from .terms import accept_terms
from .writing import publish, save_brief

__all__ = [
    "accept_terms",
    "answer_challenge",
    "answer_question",
    "ask_question",
    "begin_challenge",
    "bring_file",
    "erase_files",
    "forget_said",
    "move_challenge",
    "name_reader",
    "note_file_opening",
    "note_opening",
    "open_challenge",
    "post_challenge",
    "publish",
    "remove_files_of",
    "save_brief",
    "show_interest",
    "unname_reader",
    "withdraw_interest",
]
