"""Each room with the Tab key alone: where the keyboard is can be seen."""

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.browser.page import Page

STOPS = 60
STYLED = "return [...document.querySelectorAll('style')].some(each => each.textContent.includes('canvas, summary'))"
FOCUSED = """
const each = document.activeElement
if (each === document.body || !each.matches('a, button, canvas, summary')) return null
const look = getComputedStyle(each)
return [each.textContent.slice(0, 40), look.outlineStyle, parseFloat(look.outlineWidth)]
"""


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("path", ["", "models", "memory", "leaderboards", "privacy"])
def test_links_buttons_and_tables_under_the_keyboard_have_an_outline(server, browser, path, dark):
    page = Page(browser(1280, 800, dark=dark), server).open(path)
    page.until(lambda: page.window.execute_script(STYLED))
    seen = []
    for _ in range(STOPS):
        ActionChains(page.window).send_keys(Keys.TAB).perform()
        if found := page.window.execute_script(FOCUSED):
            seen.append(found)
    assert len(seen) > 20
    assert [name for name, style, width in seen if style != "solid" or width < 2] == []
