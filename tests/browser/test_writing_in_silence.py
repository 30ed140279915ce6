"""A silent board: only the author sees her notes, until the facilitator reveals them."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.person import Host


def test_notes_stay_private_until_the_reveal(people: Any, host: Host, silent_board: str) -> None:
    """Before the reveal nobody else sees them; afterwards everybody does, without a reload."""
    technologist = people("Glass technologist").join(silent_board)
    repairer = people("Bicycle repairer", PHONE).join(silent_board)
    technologist.write("Accept lower clarity")
    technologist.all_saved()
    repairer.compose("Cups from tubes")
    repairer.page.get_by_role("button", name="Notes", exact=True).click()
    repairer.sees("Cups from tubes")
    expect(repairer.page.get_by_text("Accept lower clarity")).to_have_count(0)
    facilitator = host.person
    facilitator.page.goto(technologist.page.url)
    facilitator.is_in()
    expect(facilitator.page.locator("[data-item]")).to_have_count(0)
    facilitator.page.get_by_role("button", name="Reveal", exact=True).click()
    facilitator.page.get_by_role("button", name="Reveal now").click()
    for person in (facilitator, technologist, repairer):
        person.sees("Accept lower clarity")
        person.sees("Cups from tubes")
