"""What kinds of organisations a lab works with. Pure."""

from __future__ import annotations

from typing import Final

#: as the region's programme counts them; the labels are the pages' own
KINDS: Final = (
    "sme_industrial",
    "creative_sme",
    "startup",
    "large_firm",
    "social_enterprise",
    "ngo",
    "education",
    "research",
    "business_support",
    "public_body",
    "other",
)
