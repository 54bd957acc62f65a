"""Memory in a real browser: one field for everything, bars that are clicked, words where they can be read."""

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.page import Page
from tests.wording import EN, says

BOXES = """
const plot = document.querySelector(arguments[0] + ' .js-plotly-plot');
const box = each => { const r = each.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom] };
return {
    plot: box(plot),
    bars: [...plot.querySelectorAll('.bars .point path')].map(box).filter(b => b[2] - b[0] > 3),
    words: [...plot.querySelectorAll('.infolayer .annotation text')].map(t => [t.textContent, ...box(t)]),
}
"""
WIDE, NARROW = ".st-key-memory-wide", ".st-key-memory-narrow"


def chart(page, where):
    page.until(lambda: page.all(f"{where} .js-plotly-plot .bars path"))
    return page.window.execute_script(BOXES, where)


def ask(page, text):
    """Type into the field, and take what Enter takes."""
    css = ".st-key-memory-model input"
    page.click(css)
    page.one(css).send_keys(Keys.CONTROL, "a")
    page.one(css).send_keys(text)
    page.until(lambda: page.all('[role="option"]'))
    page.one(css).send_keys(Keys.ENTER)
    page.settle()


def chosen(page):
    return page.one(".st-key-memory-quantization button[aria-checked=true]").text


def test_words_in_any_order_find_a_model(server, browser):
    page = Page(browser(), server).open("memory?model=qwen3-8b")
    ask(page, "70b 3.1 llama")
    page.until(lambda: "Llama 3.1 70B" in page.value("memory.model"))
    page.until(lambda: "model=llama-3.1-70b-instruct" in page.window.current_url)


def test_a_click_on_a_bar_selects_it_for_the_whole_page(server, browser):
    page = Page(browser(), server).open("memory?model=qwen3-32b")
    bars = page.until(lambda: len(found := page.all(f"{WIDE} .bars .point path")) > 7 and found)
    before = chosen(page)
    ActionChains(page.window).move_to_element(bars[0]).click().perform()
    page.until(lambda: chosen(page) != before)
    picked = chosen(page)
    page.until(lambda: any(says(each.text, "memory.selected", quantization=picked) for each in page.all("h2")))


def test_the_keyboard_selects_too(server, browser):
    page = Page(browser(), server).open("memory?model=qwen3-32b")
    buttons = page.until(lambda: page.all(".st-key-memory-quantization button"))
    before = chosen(page)
    next(button for button in buttons if button.text != before).send_keys(Keys.SPACE)
    page.until(lambda: chosen(page) != before)


@pytest.mark.parametrize("width", [1920, 1280, 800])
def test_the_words_of_a_row_stand_right_before_its_bar(server, browser, width):
    found = chart(Page(browser(width, 900), server).open("memory?model=qwen3-32b"), WIDE)
    left = min(bar[0] for bar in found["bars"])
    cells = [word for word in found["words"] if word[3] <= left + 1]
    assert len(cells) >= 5 * 7
    for bar in found["bars"]:
        middle = (bar[1] + bar[3]) / 2
        row = [word for word in cells if word[2] <= middle <= word[4]]
        assert len(row) == 5
        assert left - max(word[3] for word in row) < 60
    assert min(word[1] for word in found["words"]) >= found["plot"][0] - 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_on_a_phone_each_bar_stands_over_a_line_of_words_that_is_not_cut(server, browser, language):
    page = Page(browser(360, 780, language=language), server).open("memory?model=qwen3-32b")
    found = chart(page, NARROW)
    assert not page.one(f"{WIDE}").is_displayed()
    edge = page.window.execute_script("return document.documentElement.clientWidth")
    lines = [word for word in found["words"] if "GiB" in word[0] or "Gio" in word[0]]
    assert len(lines) >= 7
    assert all(word[1] >= 0 and word[3] <= edge for word in found["words"])
    for bar in found["bars"]:
        below = min(word[2] for word in lines if word[2] > bar[1])
        assert -2 <= below - bar[3] < 20
    assert page.window.execute_script("return document.documentElement.scrollWidth") <= edge


def test_the_headline_and_the_bars_need_no_scrolling_on_a_laptop(server, browser):
    page = Page(browser(1280, 800), server).open("memory?model=qwen3-32b")
    found = chart(page, WIDE)
    best = page.until(
        lambda: next(each for each in page.all("[data-testid=stMarkdown] p") if says(each.text, "memory.best"))
    )
    assert best.rect["y"] + best.rect["height"] < found["plot"][1] + 1
    assert max(bar[3] for bar in found["bars"]) < 800
    assert page.one("h1").find_element(By.XPATH, ".").text == EN("memory.title")
