"""A meeting in real windows: the host's desk, a phone of 360 pixels, and the wall that the last row reads."""

import pytest

from tests.browser.chromium import dress
from tests.browser.grave_faults import faults
from tests.browser.meeting_pages import TARGETS, counts, invitation, join, rehearse, sliders, tap_slider, wall_of
from tests.browser.page import Page
from tests.wording import EN, VOICE, says

THUMB = 44
"""Pixels that a target wants at least (Apple's guidelines; WCAG 2.5.5)."""
WALL_TEXT, WALL_CODE = 36, 120
"""Pixels of a wall of 1920: 1/53 of its width, and its code 1/16; captions may be a third smaller."""
SIZES = """
return [...document.querySelectorAll('.st-key-workshop-wall :is(h1, p, td), .st-key-workshop-wall .annotation-text')]
    .map(each => [each.closest('[data-testid=stCaptionContainer]') !== null || each.tagName === 'text',
                  parseFloat(getComputedStyle(each).fontSize)])
"""
FITS = """
const main = document.querySelector('[data-testid=stMain]')
const last = document.querySelector('.st-key-workshop-wall_notes').getBoundingClientRect()
return main.scrollHeight <= innerHeight && last.bottom <= innerHeight
"""


def wide(page):
    return page.window.execute_script("return document.documentElement.scrollWidth")


def test_a_phone_votes_by_touch_and_the_host_sees_it_and_opens_the_results(server, browser):
    host = Page(browser(1280, 900), server)
    rehearse(host)
    assert counts(host) == [12, 12, 12]
    phone = join(browser(360, 740), invitation(host), "Zoé")
    host.until(lambda: counts(host) == [13, 12, 12])
    targets = phone.window.execute_script(TARGETS)
    assert len(targets) >= 2 * 5
    assert all(left >= 0 and right <= 360 and height >= THUMB for left, right, height in targets)
    assert wide(phone) <= 360

    tap_slider(phone, 0, 0.9)
    phone.until(lambda: says(phone.text, "workshop.kept"))
    assert 85 <= sliders(phone)[0] <= 95
    host.until(lambda: counts(host) == [13, 13, 12])
    phone.click(".st-key-workshop-finish button")
    host.until(lambda: counts(host) == [13, 13, 13])

    host.click(".st-key-workshop-show button")
    host.until(lambda: says(host.text, "workshop.group_first"))
    phone.until(lambda: says(phone.text, "workshop.your_regret"))
    assert "Invented 1" not in phone.text
    assert wide(phone) <= 360
    phone.screenshot("workshop-phone-results")


def test_a_phone_that_reloads_or_comes_back_continues_where_it_was(server, browser):
    host = Page(browser(1280, 900), server)
    rehearse(host)
    phone = join(browser(360, 740), invitation(host), "Ada")
    tap_slider(phone, 1, 0.2)
    phone.until(lambda: says(phone.text, "workshop.kept"))
    stood, own = sliders(phone), phone.window.current_url
    for _ in range(2):
        phone.window.get("about:blank")
        phone.window.get(own)
        phone.settle()
        phone.until(lambda: says(phone.text, "workshop.you_are", name="Ada"))
        phone.until(lambda: sliders(phone) == stood)
    assert counts(host) == [13, 13, 12]


@pytest.mark.parametrize(("dark", "language"), [(False, "fr"), (True, "en")])
def test_the_wall_can_be_read_from_the_last_row(server, browser, dark, language):
    wall = Page(browser(1920, 1080, dark=dark, language=language), server)
    host = rehearse(wall)
    projected = wall_of(wall)
    assert host.rpartition("=")[2] not in projected
    wall.window.get(projected)
    code = wall.one(".st-key-workshop-wall_code p")
    assert float(code.value_of_css_property("font-size")[:-2]) >= WALL_CODE
    assert code.rect["x"] + code.rect["width"] <= wall.one(".st-key-workshop-wall_right").rect["x"]
    picture = wall.one(".st-key-workshop-wall img").rect
    assert picture["width"] == picture["height"] >= 600
    assert picture["y"] + picture["height"] <= 1080
    wall.screenshot(f"workshop-wall-{language}")

    wall.window.get(host)
    wall.settle().click(".st-key-workshop-show button")
    wall.until(lambda: says(wall.text, "workshop.group_first", VOICE[language]))
    wall.window.get(projected)
    wall.until(lambda: wall.all(".st-key-workshop-wall .annotation-text") and wall.all(".st-key-workshop-wall td"))
    sizes = wall.window.execute_script(SIZES)
    assert min(size for quiet, size in sizes if not quiet) >= WALL_TEXT
    assert min(size for quiet, size in sizes if quiet) >= WALL_TEXT * 2 / 3
    wall.screenshot(f"workshop-wall-results-{language}")
    for width, height in ((1920, 1080), (1280, 720), (1024, 768)):
        dress(wall.window, width, height, dark=dark)
        wall.until(lambda: wall.window.execute_script(FITS))
        assert wide(wall) <= width
        assert wall.all(".st-key-workshop-wall_notes")[0].rect["height"] > 0


@pytest.mark.parametrize("dark", [False, True])
def test_no_view_of_a_meeting_has_a_grave_fault(server, browser, dark):
    page = Page(browser(1280, 900, dark=dark), server)
    host = rehearse(page)
    link, projected = invitation(page), wall_of(page)
    assert faults(page) == []
    page.window.get(projected)
    page.one(".st-key-workshop-wall img")
    assert faults(page) == []
    page.window.get(host)
    page.settle().click(".st-key-workshop-show button")
    page.until(lambda: page.all("[data-testid=stDataFrame]"))
    assert faults(page) == []
    page.window.get(projected)
    page.until(lambda: page.all(".st-key-workshop-wall td"))
    assert faults(page) == []
    page.window.get(link)
    page.one(".st-key-workshop-nickname")
    assert faults(page) == []
    phone = join(page.window, link, "Eve")
    phone.until(lambda: phone.all(".st-key-workshop-group"))
    assert faults(phone) == []
    assert says(phone.text, "workshop.practice_badge", EN)
