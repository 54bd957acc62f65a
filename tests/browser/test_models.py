"""Models in a real browser: filter, click a name or a mark, read the page of a model, go on to Memory."""

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.browser.page import Page
from tests.wording import EN, VOICE

HEADING, ROW = 38, 35
"""Heights in the table, in pixels."""


def press(page, key, words):
    """The button of a switch that begins with these words."""
    buttons = f".st-key-{key.replace('.', '-')} button"
    page.click(buttons, lambda each: each.text.startswith(words))
    page.settle()


def click_first_name(page):
    """The first cell of the first row: a table is drawn on a canvas, so it is found by its place."""
    table = page.until(lambda: page.all("[data-testid=stDataFrame] canvas") and page.all("[data-testid=stDataFrame]"))[
        0
    ]
    size = table.size
    across, down = 60 - size["width"] // 2, HEADING + ROW // 2 - size["height"] // 2
    ActionChains(page.window).move_to_element_with_offset(table, across, down).click().perform()


def counted(page):
    """What the table says of how many models it shows."""
    return page.until(lambda: page.all("[data-testid=stMain] [data-testid=stCaptionContainer]"))[1].text


@pytest.mark.parametrize("language", VOICE)
def test_from_the_table_to_a_models_page_to_its_memory(server, browser, language):
    say = VOICE[language]
    page = Page(browser(1280, 900, language=language), server).open("models")
    every = counted(page)
    page.one(".st-key-models-search input").send_keys("qwen3-8b", Keys.ENTER)
    page.until(lambda: counted(page) != every)
    page.settle()
    click_first_name(page)
    page.until(lambda: "Qwen3 8B" in page.title)
    assert "id=" in page.window.current_url
    page.until(lambda: page.all(".llmselect-radar .mark"))
    page.screenshot(f"model-{language}")

    press(page, "model.view", say("model.as_memory"))
    page.until(lambda: len(page.all(".js-plotly-plot .bars path")) > 10)
    page.click(".st-key-model-to_memory button")
    page.until(lambda: page.title == say("memory.title"))
    page.until(lambda: "Qwen3 8B" in page.text)


def test_a_click_on_the_map_opens_the_page_of_that_model(server, browser):
    page = Page(browser(), server).open("models")
    press(page, "models.view", EN("models.as_map"))
    marks = page.until(lambda: len(found := page.all(".js-plotly-plot path.point")) > 100 and found)
    page.screenshot("panorama-map")
    ActionChains(page.window).move_to_element(marks[40]).click().perform()
    page.until(lambda: "/model?" in page.window.current_url and page.title != EN("models.title"))


@pytest.mark.parametrize(("width", "dark", "language"), [(390, False, "fr"), (390, True, "en"), (1280, True, "fr")])
@pytest.mark.parametrize("path", ["models", "models?compare=qwen3-8b,openai:gpt-4o", "model?id=qwen3-8b"])
def test_no_page_is_wider_than_its_window(server, browser, path, width, dark, language):
    page = Page(browser(width, 844, dark=dark, language=language), server).open(path)
    page.until(lambda: page.all("[data-testid=stDataFrame] canvas, .llmselect-rows li, .st-key-compare-table td"))
    assert page.window.execute_script("return document.documentElement.scrollWidth") <= width
    name = "compare" if "compare" in path else path.split("?")[0]
    page.screenshot(f"{name}-{width}-{'dark' if dark else 'light'}-{language}")


@pytest.mark.parametrize("language", VOICE)
@pytest.mark.parametrize(("typed", "found"), [("Mixtral", "mixtral-8x7b-instruct"), ("Claude 3 Opus", "claude-3-opus")])
def test_a_name_of_the_course_is_the_first_of_the_list_and_enter_takes_it(server, browser, typed, found, language):
    page = Page(browser(language=language), server).open("models?compare=gpt-oss-20b")
    box = page.until(lambda: page.all(".st-key-compare-models input"))[0]
    box.send_keys(typed)
    options = page.until(lambda: page.all("[role=option]"))
    assert language == "en" or not any("Add:" in option.text for option in options)
    box.send_keys(Keys.ENTER)
    page.until(lambda: found in page.window.current_url)


SIDEWAYS = """
return [...document.querySelectorAll('[data-testid=stMain] *')].filter(each =>
    /auto|scroll/.test(getComputedStyle(each).overflowX) && each.scrollWidth > each.clientWidth + 1
    && each.clientWidth && !each.matches('.st-key-settings-menu, .st-key-settings-bar')).map(each => each.className)
"""


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        ("models", ".llmselect-rows li"),
        ("models?compare=qwen3-8b,qwen3-32b,gpt-oss-20b,openai:gpt-4o", ".st-key-compare-table td"),
        ("model?id=gpt-oss-20b", ".llmselect-rows li"),
        ("leaderboards", ".llmselect-rows li"),
    ],
)
def test_on_a_phone_two_line_rows_stand_in_place_of_wide_tables(server, browser, path, lines):
    page = Page(browser(360, 740, language="fr"), server).open(path)
    assert page.until(lambda: page.all(lines))[0].is_displayed()
    assert page.window.execute_script(SIDEWAYS) == []


def test_a_row_of_a_phone_leads_to_the_page_of_its_model(server, browser):
    page = Page(browser(360, 740), server).open("models")
    link = page.until(lambda: page.all(".llmselect-rows a"))[0]
    name = link.text
    page.window.execute_script("arguments[0].click()", link)
    page.until(lambda: page.title == name)


@pytest.mark.parametrize(("browsers", "pages"), [("en", "fr"), ("fr", "en")])
def test_tables_write_numbers_in_the_language_of_the_page_and_not_of_the_browser(server, browser, browsers, pages):
    page = Page(browser(language=browsers), server).open(f"models?l={pages}")
    page.until(lambda: page.all("[data-testid=stDataFrame] canvas td"))
    told = page.window.execute_script("return new Intl.NumberFormat(navigator.languages).format(12345.5)")
    assert told == VOICE[pages].number(12345.5, 1)


COLUMNS = """
return [...document.querySelectorAll('.pairs tr.then, .pairs tr.today')].map(row =>
    [...row.querySelectorAll('td')].map(cell => {
        const box = cell.getBoundingClientRect()
        return [Math.round(box.left), Math.round(box.right), cell.scrollWidth > cell.clientWidth + 1]
    }))
"""


@pytest.mark.parametrize(("width", "dark", "language"), [(1280, False, "en"), (800, True, "fr"), (360, False, "fr")])
def test_facts_of_a_pair_stand_under_each_other_and_nothing_is_cut(server, browser, width, dark, language):
    page = Page(browser(width, 1000, dark=dark, language=language), server).open("models")
    press(page, "models.view", VOICE[language]("models.as_then"))
    page.until(lambda: page.all(".pairs tr.today"))
    rows = page.window.execute_script(COLUMNS)
    assert len(rows) == 28
    assert {len(row) for row in rows} == {6}
    for column in zip(*rows, strict=True):
        assert len({left for left, _, _ in column}) == 1
    assert all(right <= width and not cut for row in rows for _, right, cut in row)
    page.screenshot(f"then-{width}-{'dark' if dark else 'light'}-{language}")


CARDS = """
return [...document.querySelectorAll('.st-key-models-course h2')].map(name => {
    const box = name.closest('[class*=st-key-models-course_]').getBoundingClientRect()
    return [box.left, box.right, box.width]
})
"""


@pytest.mark.parametrize(("width", "columns"), [(1280, 3), (800, 2), (360, 1)])
def test_cards_of_families_follow_the_width_of_the_window(server, browser, width, columns):
    page = Page(browser(width, 1000), server).open("models")
    press(page, "models.view", EN("models.as_families"))
    page.until(lambda: len(page.all(".st-key-models-course h2")) == 14)
    page.settle()
    cards = page.window.execute_script(CARDS)
    assert len({round(left) for left, _, _ in cards}) == columns
    assert all(right <= width for _, right, _ in cards)
    assert max(wide for *_, wide in cards) - min(wide for *_, wide in cards) <= 1
    page.screenshot(f"families-{width}")
