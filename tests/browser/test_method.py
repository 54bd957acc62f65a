"""Method in a real browser: the first screen tells how right it is, links find their headings, a phone stays put."""

import pytest

from tests.browser.page import Page
from tests.wording import VOICE, says


@pytest.mark.parametrize(("dark", "language"), [(False, "fr"), (True, "en")])
def test_method_fits_a_phone(server, browser, dark, language):
    page = Page(browser(390, 844, dark=dark, language=language), server).open("method")
    page.until(lambda: says(page.text, "method.says", VOICE[language]) and page.all(".js-plotly-plot path.point"))
    assert page.window.execute_script("return document.documentElement.scrollWidth") <= 390
    page.screenshot(f"method-390-{'dark' if dark else 'light'}-{language}")


@pytest.mark.parametrize(("dark", "language"), [(False, "en"), (True, "fr")])
def test_the_first_screen_tells_how_right_the_estimates_are(server, browser, dark, language):
    page = Page(browser(1280, 900, dark=dark, language=language), server).open("method")
    page.until(lambda: says(page.text, "method.says", VOICE[language]))
    figures = page.until(lambda: len(found := page.all('[data-testid="stMetricValue"]')) == 4 and found)
    assert all("%" in figure.text and figure.rect["y"] < 500 for figure in figures)
    page.until(lambda: page.all(".js-plotly-plot path.point"))
    page.screenshot(f"method-{'dark' if dark else 'light'}-{language}")


def test_a_link_within_the_page_finds_its_heading(server, browser):
    page = Page(browser(1280, 900), server).open("method")
    page.click('a[href="#formulas"]')
    page.until(lambda: 0 <= page.one("#formulas").rect["y"] - scrolled(page) < 200)


def scrolled(page):
    return page.window.execute_script("return window.scrollY")
