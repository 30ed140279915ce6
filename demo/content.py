"""The invented day, as it is kept in `data/demo.json`."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path

import msgspec

from challenges.models import Brief

LAB_NAME = "Living Lab Limburg (demo)"
CONTROLLER = {
    "en": "This lab is a demonstration. The people, organisations, notes and results in it are "
    "invented; firms are named only as possible partners. Do not write anything confidential: "
    "whoever started this demo can read and remove everything.",
    "nl": "Dit lab is een demonstratie. De mensen, organisaties, notities en resultaten erin zijn "
    "verzonnen; bedrijven worden alleen genoemd als mogelijke partners. Schrijf niets "
    "vertrouwelijks: wie deze demo startte, kan alles lezen en verwijderen.",
}
INVENTED = {
    "en": "Invented for the demo; the firms named are possible partners only.",
    "nl": "Verzonnen voor de demo; de genoemde bedrijven zijn alleen mogelijke partners.",
}
OPEN_TABLE = {"en": "Open table", "nl": "Open tafel"}
OPEN_TABLE_NOTES = {
    "en": [
        "This table is open to everybody. Try it: double-click, or press N, and write.",
        "Everything in this demo is invented. Nobody here is a real person.",
        "Which things in your street are thrown away whole?",
    ],
    "nl": [
        "Deze tafel is open voor iedereen. Probeer maar: dubbelklik, of druk op N, en schrijf.",
        "Alles in deze demo is verzonnen. Niemand hier is een echt mens.",
        "Wat wordt er in jouw straat heel weggegooid?",
    ],
}
FACILITATOR = {"en": "Facilitator (demo)", "nl": "Begeleider (demo)"}


class Participant(msgspec.Struct, frozen=True):
    """Somebody with a role label instead of a name."""

    id: str
    role: dict[str, str]
    discipline: str
    organisation: str
    languages: list[str]
    team: str


class Idea(msgspec.Struct, frozen=True):
    """What somebody wrote, when, and on which ideas it builds."""

    id: str
    challenge: str
    created_at: datetime
    phase: str
    author: str
    parents: list[str]
    text: dict[str, str]


class Comment(msgspec.Struct, frozen=True):
    """What somebody said about an idea, when."""

    idea: str
    created_at: datetime
    author: str
    text: dict[str, str]


class ChallengeText(msgspec.Struct, frozen=True):
    """A challenge and its brief in each language."""

    id: str
    slug: str
    sector: str
    owner: str
    ip_policy: str
    texts: dict[str, Brief]


class Session(msgspec.Struct, frozen=True):
    """When the day began."""

    start: datetime


class Day(msgspec.Struct, frozen=True):
    """The parts of the file that the demo uses so far."""

    session: Session
    challenges: list[ChallengeText]
    participants: list[Participant]
    ideas: list[Idea]
    comments: list[Comment]


@lru_cache(maxsize=1)
def day() -> Day:
    """The whole day."""
    file = Path(__file__).parent / "data" / "demo.json"
    return msgspec.json.decode(file.read_bytes(), type=Day)
