"""What people are asked to agree to. A text and its version belong together and never change apart.

They are not in the translation files: whoever changes one language makes a new version of all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

TAKING_PART: Final = "taking_part"


@dataclass(frozen=True, slots=True)
class Purpose:
    """One thing to agree to, in its present version."""

    name: str
    version: str
    required: bool
    texts: dict[str, str]

    def text(self, language: str) -> str:
        """The text in this language, else in English."""
        return self.texts.get(language, self.texts["en"])

    def language(self, wanted: str) -> str:
        """The language the text is shown in when this one is wanted."""
        return wanted if wanted in self.texts else "en"


PURPOSES: Final = {
    purpose.name: purpose
    for purpose in (
        Purpose(
            TAKING_PART,
            "2026-1",
            True,
            {
                "en": "I take part. What I write here is kept under the name I choose and is seen "
                "by the people of this session and by the lab. I may ask for my contributions, or "
                "ask to have them erased, at any time.",
                "nl": "Ik doe mee. Wat ik hier schrijf, wordt bewaard onder de naam die ik kies en "
                "is te zien voor de mensen van deze sessie en voor het lab. Ik kan mijn bijdragen "
                "altijd opvragen of laten wissen.",
            },
        ),
        Purpose(
            "research",
            "2026-1",
            False,
            {
                "en": "Researchers may study my contributions under a pseudonym, beyond the "
                "evaluation of this project. I can take this back at any time.",
                "nl": "Onderzoekers mogen mijn bijdragen onder een pseudoniem bestuderen, ook "
                "buiten de evaluatie van dit project. Ik kan dit altijd intrekken.",
            },
        ),
        Purpose(
            "photo",
            "2026-1",
            False,
            {
                "en": "Photos in which I can be recognised may be used to report on this session. "
                "I can take this back at any time.",
                "nl": "Foto's waarop ik herkenbaar ben, mogen gebruikt worden om over deze sessie "
                "te berichten. Ik kan dit altijd intrekken.",
            },
        ),
    )
}
REQUIRED: Final = frozenset(name for name, purpose in PURPOSES.items() if purpose.required)
