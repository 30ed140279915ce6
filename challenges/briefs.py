"""What a brief says, in one language. Pure."""

from __future__ import annotations

from common.wire import Wire


class Brief(Wire, omit_defaults=True):
    """A problem as its owner tells it. The lists hold one short line each."""

    title: str
    problem: str
    context: str = ""
    users: list[str] = []
    constraints: list[str] = []
    success: list[str] = []
    not_wanted: list[str] = []
    materials: list[str] = []
    first_questions: list[str] = []
    #: Text only: naming a firm here makes it no partner.
    possible_partners: list[str] = []

    @property
    def is_complete(self) -> bool:
        """Does it say what the problem is?"""
        return bool(self.title.strip() and self.problem.strip())


def best_language(has: list[str], wanted: str) -> str:
    """The wanted language, else English, else the first there is."""
    return next((one for one in (wanted, "en") if one in has), has[0])
