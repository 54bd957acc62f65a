"""Leaderboards in a real browser: drawn from the copy at once, live lines after it, and no timer when all is read."""

import datetime
import threading
import time
from itertools import pairwise

import pytest

from llmselect.charts.boards import HEADING_HEIGHT, ROW_HEIGHT
from tests.browser.page import Page
from tests.browser.server import serving
from tests.hub import boards
from tests.hub.stand_in import StandIn
from tests.wording import VOICE, says

LIVE = {language: say("boards.live", day=say.day(datetime.date(2026, 9, 13))) for language, say in VOICE.items()}
READING = {language: say("boards.reading") for language, say in VOICE.items()}
QUIET_S = 4
TABLE, PICTURE = '[data-testid="stDataFrame"]', ".js-plotly-plot"


@pytest.fixture
def live_server(chromium, tmp_path):
    """The app beside a stand-in Hub that first answers when it is let; nothing is kept of earlier runs."""
    hub, answers = boards.fill(StandIn()), threading.Event()
    hub.fail("/", until=answers, times=1)
    variables = {
        "HF_ENDPOINT": hub.url,
        "LLMSELECT_OFFLINE": "",
        "HF_HUB_OFFLINE": "",
        "HF_TOKEN": "",
        "LLMSELECT_CACHE": str(tmp_path),
        "NO_PROXY": "127.0.0.1,localhost",
    }
    with serving(variables) as address:
        yield address, hub, answers
    hub.close()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_live_lines_arrive_after_the_first_paint_and_then_all_is_quiet(live_server, browser, language):
    address, hub, answers = live_server
    page = Page(browser(1280, 1400, language=language), address).open("leaderboards")
    page.until(lambda: says(text := page.text, "boards.bundled", VOICE[language]) and READING[language] in text)
    answers.set()
    page.until(lambda: LIVE[language] in page.text)
    page.until(lambda: page.all(".js-plotly-plot path.point") and READING[language] not in page.text)
    page.screenshot(f"leaderboards-live-{language}")
    page.window.execute_script(COUNT_RUNS)
    asked = len(hub.asked)
    time.sleep(QUIET_S)
    assert page.window.execute_script("return window.runs") == 0
    assert len(hub.asked) == asked <= 12


COUNT_RUNS = """
window.runs = 0
new MutationObserver(seen => { window.runs += seen.length }).observe(
    document.querySelector('[data-testid="stApp"]'), { attributes: true, attributeFilter: ['data-test-script-state'] })
"""


@pytest.mark.parametrize(("dark", "language"), [(False, "fr"), (True, "en")])
def test_leaderboards_fit_a_phone_with_the_picture_and_its_whole_names_first(server, browser, dark, language):
    page = Page(browser(360, 844, dark=dark, language=language), server).open("leaderboards")
    page.until(lambda: says(page.text, "boards.bundled", VOICE[language]) and page.all(".js-plotly-plot path.point"))
    assert page.window.execute_script("return document.documentElement.scrollWidth") <= 360
    rows, picture = page.one(".llmselect-rows").rect, page.one(PICTURE).rect
    assert picture["y"] + picture["height"] <= rows["y"]
    assert not page.one(TABLE).is_displayed()
    page.screenshot(f"leaderboards-360-{'dark' if dark else 'light'}-{language}")


@pytest.mark.parametrize("width", [360, 800])
def test_names_stand_whole_within_the_picture(server, browser, width):
    page = Page(browser(width, 1100), server).open("leaderboards")
    page.until(lambda: page.all(".js-plotly-plot path.point"))
    left, right, names = page.window.execute_script(NAMES)
    assert len(names) == 25
    for text, start, end in names:
        assert "…" not in text
        assert left <= start <= end <= right + 1, text
    heights = sorted(top for _, top in page.window.execute_script(MARKS))
    assert min(after - before for before, after in pairwise(heights)) > 20


def test_every_mark_stands_beside_its_line(server, browser):
    page = Page(browser(1280, 1400), server).open("leaderboards")
    page.until(lambda: page.all(".js-plotly-plot path.point"))
    top = page.one(TABLE).rect["y"] + HEADING_HEIGHT
    heights = sorted(middle for _, middle in page.window.execute_script(MARKS))
    assert len(heights) == 25
    for i, middle in enumerate(heights):
        assert top + i * ROW_HEIGHT <= middle <= top + (i + 1) * ROW_HEIGHT


NAMES = """
const picture = document.querySelector('.js-plotly-plot').getBoundingClientRect()
const names = [...document.querySelectorAll('.js-plotly-plot .ytick text')].map(each => {
    const box = each.getBoundingClientRect()
    return [each.textContent, box.left, box.right]
})
return [picture.left, picture.right, names]
"""
MARKS = """
return [...document.querySelectorAll('.js-plotly-plot path.point')].map(each => {
    const box = each.getBoundingClientRect()
    return [(box.left + box.right) / 2 + window.scrollX, (box.top + box.bottom) / 2 + window.scrollY]
})
"""


@pytest.mark.parametrize(("dark", "language"), [(False, "en"), (True, "fr")])
def test_the_picture_stands_beside_the_table(server, browser, dark, language):
    page = Page(browser(1280, 1400, dark=dark, language=language), server).open("leaderboards")
    page.until(lambda: page.all(".js-plotly-plot path.point"))
    table, picture = page.one(TABLE).rect, page.one(PICTURE).rect
    assert picture["x"] >= table["x"] + table["width"]
    page.choose("boards.other", "Compar")
    page.until(
        lambda: (
            any(says(page.text, f"boards.{verdict}", VOICE[language]) for verdict in ("alike", "partly", "apart"))
            and len(page.all(".js-plotly-plot")) == 2
        )
    )
    page.screenshot(f"leaderboards-{'dark' if dark else 'light'}-{language}")
