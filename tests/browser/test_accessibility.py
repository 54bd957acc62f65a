"""No room has a fault that axe-core calls serious or critical, in either language, by day or by night."""

import re

import pytest

from llmselect.text import Language
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
    page.window.execute_cdp_cmd("Emulation.setFocusEmulationEnabled", {"enabled": True})  # be it behind another
    chosen = page.one(".st-key-language [data-selected]")
    page.window.execute_script("arguments[0].focus()", chosen)
    page.until(lambda: chosen.get_attribute("data-focused"))
    page.until(lambda: faults(page) == [])


NOTE_INK = """
window.inks = {}
const write = CanvasRenderingContext2D.prototype.fillText
CanvasRenderingContext2D.prototype.fillText = function (words, ...where) {
    window.inks[words] = this.fillStyle
    return write.call(this, words, ...where)
}
"""
CONTRAST = 4.5
"""WCAG 1.4.3, for words of ordinary size."""


@pytest.mark.parametrize("dark", [False, True], ids=("day", "night"))
def test_the_word_for_what_is_not_known_can_be_read_in_tables(server, browser, dark):
    page = Page(browser(1280, 900, dark=dark), server)
    page.window.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": NOTE_INK})
    page.open("models")
    page.until(lambda: contrast(*ink_and_ground(page, VOICE[Language.EN]("how.unknown"))) >= CONTRAST)


def ink_and_ground(page, words):
    """With what a table painted these words last, and the page's own colour."""
    ground = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
    script = f"return window.inks[arguments[0]] && [window.inks[arguments[0]], {ground}]"
    return page.until(lambda: page.window.execute_script(script, words))


def contrast(ink, ground):
    """Of two colours as a browser writes them, `rgba(8, 24, 28, 0.7)`, the first painted on the second."""
    below = channels(ground)
    *above, cover = channels(ink)
    painted = [cover * a + (1 - cover) * b for a, b in zip(above, below[:3], strict=True)]
    dark, light = sorted(map(luminance, (painted, below[:3])))
    return (light + 0.05) / (dark + 0.05)


def channels(colour):
    red, green, blue, *cover = (float(each) for each in re.findall(r"[\d.]+", colour))
    return red, green, blue, cover[0] if cover else 1.0


def luminance(channels):
    shares = (each / 255 for each in channels)
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return sum(weight * each for weight, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
