"""What each policy means for who works on a challenge. A text and its version belong together and
never change apart: with a new version everybody is asked again.

As with consents, they are not in the translation files: whoever changes one language makes a new
version of both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Text:
    """A policy in plain words, sentence by sentence, in its present version."""

    version: str
    lines: Mapping[str, tuple[str, ...]]

    def language(self, wanted: str) -> str:
        """The language it is shown in when this one is wanted."""
        return wanted if wanted in self.lines else "en"


TEXTS: Final[Mapping[str, Text]] = {
    "open": Text(
        "2026-1",
        {
            "en": (
                "Everybody may use, change and pass on what comes out of this challenge, as long "
                "as your team is named with it (licence CC BY 4.0).",
                "So do not write down what you or your employer want to keep secret or to patent.",
            ),
            "nl": (
                "Iedereen mag gebruiken, veranderen en doorgeven wat uit deze uitdaging komt, "
                "zolang je team erbij genoemd wordt (licentie CC BY 4.0).",
                "Schrijf dus niet op wat jij of je werkgever geheim wil houden of wil octrooieren.",
            ),
        },
    ),
    "keep": Text(
        "2026-1",
        {
            "en": (
                "Your ideas stay yours.",
                "The owner of the challenge may use them inside the firm to judge them. For "
                "anything more the owner has to ask you.",
            ),
            "nl": (
                "Je ideeën blijven van jou.",
                "De eigenaar van de uitdaging mag ze binnen het bedrijf gebruiken om ze te "
                "beoordelen. Voor al de rest moet de eigenaar het jou vragen.",
            ),
        },
    ),
    "first_talk": Text(
        "2026-1",
        {
            "en": (
                "Your ideas stay yours.",
                "For 90 days the owner of the challenge is the first to talk with you about using "
                "them. Until then you do not offer them to others. You need not come to terms.",
            ),
            "nl": (
                "Je ideeën blijven van jou.",
                "De eigenaar van de uitdaging mag 90 dagen lang als eerste met jou praten over het "
                "gebruik ervan. Tot dan bied je ze niet aan anderen aan. Je hoeft het niet eens te "
                "worden.",
            ),
        },
    ),
    "owner": Text(
        "2026-1",
        {
            "en": (
                "What comes out of this challenge belongs to its owner, for the payment that was "
                "agreed with you. You are named as its author.",
                "If nothing was agreed with you, do not accept, and talk to the facilitator.",
            ),
            "nl": (
                "Wat uit deze uitdaging komt, is van de eigenaar, voor de vergoeding die met jou "
                "afgesproken is. Jij wordt als maker genoemd.",
                "Is er niets met jou afgesproken, ga dan niet akkoord en praat met de begeleider.",
            ),
        },
    ),
    "nda": Text(
        "2026-1",
        {
            "en": (
                "This challenge and its board are confidential. You tell nobody outside what you "
                "read and hear here, and you make no copies or photos of it.",
                "Each time somebody opens the brief, that is written down.",
            ),
            "nl": (
                "Deze uitdaging en haar bord zijn vertrouwelijk. Je vertelt aan niemand buiten de "
                "groep wat je hier leest en hoort, en je maakt er geen kopieën of foto's van.",
                "Telkens als iemand de opdracht opent, wordt dat genoteerd.",
            ),
        },
    ),
}
