"""No room has a fault that axe-core calls serious or critical, in either language, by day or by night."""

from importlib.resources import files

import pytest

from llmselect.ui.core.rooms import ROOMS
from tests.browser.page import Page
from tests.wording import VOICE

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RUN = "return await axe.run(document, {resultTypes: ['violations']})"
GRAVE = ("serious", "critical")


def faults(page):
    """Rule and element of every grave fault."""
    if not page.window.execute_script("return typeof axe == 'object'"):
        page.window.execute_script(AXE)
    found = page.window.execute_script(RUN)["violations"]
    return [
        f"{fault['id']}: {node['target']} {node['any'][0]['message'] if node['any'] else ''}"
        for fault in found
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]


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
