"""Cost & energy in a real browser: answer, picture, table in that order, and a phone that never scrolls sideways."""

import pytest

from tests.browser.page import Page
from tests.wording import EN

TOPS = """
const top = css => { const e = document.querySelector(css); return e ? e.getBoundingClientRect().top : null };
return [top('.st-key-costs-cards'), top('.js-plotly-plot'), top('.st-key-costs-ways'), top('.st-key-costs-volume')];
"""
OVERFLOW = "return [document.documentElement.scrollWidth, window.innerWidth]"


def opened(browser, server, width, height=800):
    page = Page(browser(width, height), server).open("costs")
    page.until(lambda: page.all(".js-plotly-plot .scatterlayer path"))
    return page


def test_the_answer_stands_above_the_picture_and_the_picture_above_the_table(server, browser):
    page = opened(browser, server, 1280)
    answer, picture, table, volume = page.window.execute_script(TOPS)
    assert volume < answer < picture < table


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_reaches_beyond_the_screen(server, browser, width):
    wide, screen = opened(browser, server, width).window.execute_script(OVERFLOW)
    assert wide <= screen


def test_a_preset_changes_the_answer_without_leaving_the_page(server, browser):
    page = opened(browser, server, 1280)
    before = page.one(".st-key-costs-cards").text
    page.click(".st-key-costs-preset button", lambda each: each.text == EN("costs.preset_public"))
    page.until(lambda: page.one(".st-key-costs-cards").text != before)
