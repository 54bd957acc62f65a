"""No room has a fault that axe-core calls serious or critical, in either language, by day or by night."""

import pytest

from llmselect.ui.core.rooms import ROOMS
from tests.browser.grave_faults import faults
from tests.browser.page import Page
from tests.wording import VOICE


@pytest.mark.parametrize("language", VOICE)
@pytest.mark.parametrize("room", [room.name for room in ROOMS if not room.hidden] + ["model?id=qwen3-8b"])
def test_a_room_has_no_grave_fault(server, browser, room, language):
    page = Page(browser(1280, 900, language=language), server).open("" if room == "home" else room)
    by_day = faults(page)
    shade = {"name": "prefers-color-scheme", "value": "dark"}
    page.window.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [shade]})
    page.settle()
    assert by_day == []
    page.until(lambda: faults(page) == [])  # once the colours have faded over to those of the night


def test_the_chosen_button_of_a_switch_can_be_read_while_it_has_the_focus(server, browser):
    page = Page(browser(1280, 900), server).open("workshop")
    chosen = page.one(".st-key-language [data-selected]")
    page.window.execute_script("arguments[0].focus()", chosen)
    page.until(lambda: chosen.get_attribute("data-focused"))
    page.until(lambda: faults(page) == [])
