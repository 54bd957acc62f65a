"""Choose in a real browser: what stands in sight without scrolling, what stays, what a pull or a click changes."""

import time

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from llmselect.scoring.ranking.criteria import CRITERIA
from tests.browser.page import Page
from tests.wording import EN

MAIN = ("privacy", "cost", "latency", "quality")
TOUCH_PX = 44


def opened(server, browser, width, height, **preferences):
    window = browser(width, height, **preferences)
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
    window.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    page = Page(window, server).open("choose")
    page.until(lambda: page.all(".st-key-choose-radar .picture") and page.all(".st-key-lanes-served .piece"))
    return page


def box(page, css):
    """Left, top, right and bottom of an element in the window, in pixels."""
    script = "const b = arguments[0].getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]"
    return page.window.execute_script(script, page.one(css))


def sliders(page):
    return [box(page, f".st-key-weight-{name}") for name in MAIN]


def names(page, name):
    """The elements that hold rank and name of each row of a lane."""
    return page.all(f".st-key-lanes-{name} .name")


def rows(page, name):
    """Top of the first row and bottom of the sixth."""
    _, top, _, bottom = box(page, f".st-key-lanes-{name} .llmselect-bars")
    return top, bottom


@pytest.mark.parametrize("language", ["en", "fr"])
def test_sliders_radar_and_first_six_of_each_lane_need_no_scrolling_on_a_laptop(server, browser, language):
    page = opened(server, browser, 1280, 800, language=language)
    seen = [*sliders(page), box(page, ".st-key-choose-radar .llmselect-radar")]
    seen += [box(page, f".st-key-lanes-{name} .llmselect-bars") for name in ("local", "served")]
    assert all(top >= 0 and bottom <= 800 and left >= 0 and right <= 1280 for left, top, right, bottom in seen)
    assert [len(names(page, name)) for name in ("local", "served")] == [6, 6]


def test_two_sliders_and_the_radar_are_in_the_first_two_screens_of_a_phone(server, browser):
    page = opened(server, browser, 360, 740)
    assert all(bottom <= 740 for *_, bottom in sliders(page)[:2])
    assert box(page, ".st-key-choose-radar .llmselect-radar")[3] <= 2 * 740
    assert page.window.execute_script("return document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize(("width", "in_a_row"), [(1920, 4), (1280, 4), (800, 2), (360, 1)])
def test_sliders_stand_as_many_in_a_row_as_the_window_has_room_for(server, browser, width, in_a_row):
    boxes = sliders(opened(server, browser, width, 800))
    assert len({round(top) for _, top, *_ in boxes}) == 4 // in_a_row
    widths = [right - left for left, _, right, _ in boxes]
    assert max(widths) - min(widths) < 2
    assert all(right <= width for _, _, right, _ in boxes)


def test_each_slider_of_a_phone_is_high_enough_for_a_finger(server, browser):
    page = opened(server, browser, 360, 740)
    assert all(bottom - top >= TOUCH_PX for _, top, _, bottom in sliders(page))


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (800, 1000), (360, 740)])
def test_sliders_stay_in_sight_while_the_page_is_scrolled(server, browser, width, height):
    page = opened(server, browser, width, height)
    page.window.execute_script("document.querySelector('[data-testid=stMain]').scrollTo(0, 700)")
    page.until(lambda: rows(page, "local")[0] < 400)
    boxes = sliders(page)
    assert all(0 <= top < bottom < height / 2 for _, top, _, bottom in boxes)


def test_no_name_of_a_slider_has_marks_in_it(server, browser):
    page = opened(server, browser, 1280, 800)
    script = "return [...document.querySelectorAll('input[type=range]')].map(e => e.labels?.[0]?.innerText || '')"
    said = page.window.execute_script(
        script + ".concat([...document.querySelectorAll('[aria-label]')].map(e => e.getAttribute('aria-label')))"
    )
    assert not [name for name in said if "**" in name]


def test_a_pulled_slider_moves_bars_and_radar_and_marks_what_moved_until_it_fades(server, browser):
    page = opened(server, browser, 1280, 800)
    bars = "return [...document.querySelectorAll('.st-key-lanes-served .piece')].map(e => e.style.width)"
    outline = "return document.querySelector('.st-key-choose-radar .weights').getAttribute('d')"
    before = [page.window.execute_script(script) for script in (bars, outline)]
    page.press("weight.quality", *[Keys.ARROW_RIGHT] * 5)
    page.until(
        lambda: all(page.window.execute_script(s) != old for s, old in zip((bars, outline), before, strict=True))
    )
    page.until(lambda: any(mark in page.one(".st-key-choose-board").text for mark in "▲▼"))
    marks = ".llmselect-bars :is(.moved, .before)"
    strength = f"return Math.max(...[...document.querySelectorAll('{marks}')].map(e => +getComputedStyle(e).opacity))"
    assert page.window.execute_script(strength) > 0.5
    page.until(lambda: page.window.execute_script(strength) < 0.05)


def test_bars_follow_a_pull_at_once_as_the_server_then_draws_them(server, browser):
    """The lengths between the key and the answer, and those of the answer; rows may change their places meanwhile."""
    page = opened(server, browser, 1280, 800)
    page.window.execute_script(
        """
        const lengths = () => Object.fromEntries([...document.querySelectorAll(".st-key-lanes-local li")].map((row) =>
            [row.dataset.id, [...row.querySelectorAll(".piece")].map((piece) => parseFloat(piece.style.width))]))
        const thumb = document.querySelector(".st-key-weight-quality input")
        window.lengths = lengths
        new MutationObserver(() => queueMicrotask(() => { window.followed ??= lengths() }))
            .observe(thumb, { attributes: true, attributeFilter: ["value"] })
        """
    )
    before = page.window.execute_script("return window.lengths()")
    shares = page.one(".st-key-weight-quality label").text
    page.press("weight.quality", Keys.ARROW_RIGHT)
    page.until(lambda: page.one(".st-key-weight-quality label").text != shares)
    page.until(lambda: page.window.execute_script("return document.querySelector('.st-key-lanes-local .before')"))
    followed, drawn = page.window.execute_script("return [window.followed, window.lengths()]")
    both = [id for id in before if id in drawn]
    assert both
    assert all(followed[id] != before[id] for id in both)
    assert all(abs(a - b) <= 0.15 for id in both for a, b in zip(followed[id], drawn[id], strict=True))


def test_what_is_open_below_follows_once_the_sliders_rest(server, browser):
    page = opened(server, browser, 1280, 800)
    page.click(".st-key-behind-view button", lambda element: element.text == EN("analysis.change"))
    page.until(lambda: page.all(".st-key-behind-change"))
    before = page.one(".st-key-behind-change").text
    page.press("weight.cost", *[Keys.ARROW_LEFT] * 4)
    page.until(lambda: page.one(".st-key-behind-change").text != before)


def test_a_click_on_a_row_chooses_its_candidate(server, browser):
    page = opened(server, browser, 1280, 800)
    name = names(page, "served")[2]
    words = name.text.split(None, 1)[1]
    name.click()
    page.until(lambda: words in page.one(".st-key-choose-detail h3").text)
    assert words in page.value("choose.candidate")
    assert words in page.one(".st-key-choose-radar ul").text


def test_a_row_is_reached_and_pressed_with_the_keyboard_and_stays_in_hand(server, browser):
    page = opened(server, browser, 1280, 800)
    row = page.all(".st-key-lanes-served button.row")[2]
    words = row.find_element(By.CSS_SELECTOR, ".name").text.split(None, 1)[1]
    row.send_keys(Keys.ENTER)
    page.until(lambda: words in page.one(".st-key-choose-detail h3").text)
    pressed = page.all('.llmselect-bars [aria-pressed="true"]')
    assert [words in each.text for each in pressed] == [True]
    assert page.window.switch_to.active_element == pressed[0]


def test_each_tap_of_a_finger_chooses_the_row_that_it_touches(server, browser):
    page = opened(server, browser, 360, 740)
    page.window.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True})
    for row in (1, 3, 0):
        name = names(page, "served")[row]
        words = name.text.split(None, 1)[1]
        page.window.execute_script("arguments[0].scrollIntoView({block: 'center'})", name)
        time.sleep(0.5)  # the page scrolls
        for kind, fingers in (("touchStart", [_middle(page, name)]), ("touchEnd", [])):
            page.window.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
        page.until(lambda words=words: words in page.one(".st-key-choose-detail h3").text)
    page.window.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": False})


def _middle(page, element):
    script = "const b = arguments[0].getBoundingClientRect(); return [b.left + b.width / 2, b.top + b.height / 2]"
    x, y = page.window.execute_script(script, element)
    return {"x": x, "y": y}


def test_a_candidate_is_chosen_with_the_keyboard_alone(server, browser):
    page = opened(server, browser, 1280, 800)
    words = names(page, "local")[1].text.split(None, 1)[1]
    box_ = page.widget("choose.candidate").find_element(By.TAG_NAME, "input")
    box_.send_keys(words)
    page.until(lambda: page.all('[role="option"]'))
    box_.send_keys(Keys.ENTER)
    page.until(lambda: words in page.one(".st-key-choose-detail h3").text)
    assert EN("lanes.local") in page.text


def test_sliders_keep_their_values_from_home_to_choose_and_through_another_change(server, browser):
    """A slider mounted anew starts in the browser where the page says, and sends that back with the next change."""
    page = Page(browser(), server).open()
    page.press("weight.privacy", Keys.ARROW_RIGHT)
    page.until(lambda: f"{EN(CRITERIA.named('privacy').label)} · 27%" in page.text)
    page.click('a[href$="/choose"]')
    page.until(lambda: page.title == EN("choose.title") and page.all(".st-key-lanes-served .piece"))
    page.click(".st-key-bar-machine button")
    page.choose("machine.choice", "RTX 3060 12GB")
    page.until(lambda: "RTX 3060 12GB" in page.one(".st-key-bar-machine").text)
    page.until(lambda: page.all(".st-key-lanes-local .piece"))
    assert f"{EN(CRITERIA.named('privacy').label)} · 27%" in page.text
