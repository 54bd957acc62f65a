"""The decision matrix in a real browser: begin with two, type over a value, ask what would change it, take it home."""

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.browser.grave_faults import faults
from tests.browser.page import Page
from tests.wording import VOICE, says

HEADING, ROW = 38, 35
"""Heights in the table, in pixels."""


def begin_with_two(page):
    """The first two of the ranking of Choose."""
    page.open("matrix")
    page.press("matrix.count", Keys.HOME)
    page.settle()
    page.click(".st-key-matrix-begin button")
    page.until(lambda: page.all(".st-key-matrix-board .llmselect-bars .piece"))
    return page.settle()


def type_over(page, value):
    """Another value in the last cell of the first row: a table is drawn on a canvas, so it is found by its place."""
    table = page.until(lambda: page.all("[class*=st-key-matrix-cells] [data-testid=stDataFrame]"))[0]
    page.window.execute_script("arguments[0].scrollIntoView({block: 'center'})", table)
    size = table.size
    across, down = size["width"] // 2 - 40, HEADING + ROW // 2 - size["height"] // 2
    ActionChains(page.window).move_to_element_with_offset(table, across, down).click().perform()
    ActionChains(page.window).send_keys(value).perform()
    page.one("#portal input, #portal textarea").send_keys(Keys.ENTER)


@pytest.mark.parametrize("language", VOICE)
def test_a_typed_value_moves_the_bars_and_its_original_stays_in_sight(server, browser, language):
    say = VOICE[language]
    page = begin_with_two(Page(browser(1280, 900, language=language), server))
    assert len(page.all(".st-key-matrix-weights input[type=range]")) == 5
    board = page.one(".st-key-matrix-weights").rect
    bars = page.one(".st-key-matrix-right").rect
    assert board["x"] + board["width"] <= bars["x"]
    assert bars["y"] < 450
    before = page.one(".st-key-matrix-right").text
    type_over(page, "3")
    page.until(lambda: says(page.text, "matrix.edits", say, n=1))
    assert page.one(".st-key-matrix-right").text != before
    page.until(lambda: says(page.text, "matrix.edit", say))
    page.screenshot(f"matrix-edited-{language}")


def test_what_would_change_it_is_asked_of_a_value_and_of_a_weight(server, browser):
    page = begin_with_two(Page(browser(), server))
    page.until(lambda: page.all(".st-key-matrix-what_if"))
    lines = [each.text for each in page.all("[data-testid=stMarkdownContainer] ul li")]
    assert len(lines) == 5
    assert any(each.isdigit() for line in lines for each in line)
    page.click(".st-key-matrix-view button", lambda each: says(each.text, "matrix.view_tornado"))
    page.until(lambda: page.all(".st-key-matrix-tornado .js-plotly-plot"))


def test_all_four_files_can_be_taken(server, browser):
    page = begin_with_two(Page(browser(), server))
    page.click(".st-key-matrix-export button")
    page.until(lambda: len(page.all("[class*=st-key-matrix-file_] button")) == 4)


@pytest.mark.parametrize("dark", [False, True])
def test_no_drawer_of_the_matrix_has_a_grave_fault(server, browser, dark):
    page = begin_with_two(Page(browser(dark=dark), server))
    assert faults(page) == []
    for drawer, inside in (("other_ways", "use_order"), ("keep", "save"), ("export", "file_csv")):
        page.click(f".st-key-matrix-{drawer} :is(button, summary)")
        page.until(lambda inside=inside: page.all(f".st-key-matrix-{inside} button"))
        page.until(lambda: faults(page) == [])  # once the drawer has faded in
        page.one("body").send_keys(Keys.ESCAPE)


@pytest.mark.parametrize(("width", "dark", "language"), [(360, False, "fr"), (360, True, "en"), (1280, True, "fr")])
def test_the_matrix_is_never_wider_than_its_window(server, browser, width, dark, language):
    page = begin_with_two(Page(browser(width, 800, dark=dark, language=language), server))
    assert page.window.execute_script("return document.documentElement.scrollWidth") <= width
    page.screenshot(f"matrix-{width}-{'dark' if dark else 'light'}-{language}")
