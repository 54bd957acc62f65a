"""The journey in a real browser: open, change the machine, move a priority, see the ranking change, see the bars."""

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from llmselect.scoring.ranking.criteria import CRITERIA
from tests.browser.page import Page
from tests.wording import EN, FR, says


def summary(page):
    """The sentence that names the winner."""
    return page.until(
        lambda: next(
            p.text
            for p in page.all("[data-testid=stMarkdown] p")
            if any(says(p.text, f"choose.{words}") for words in ("first", "shown"))
        )
    )


def lane(page, name):
    """The words of a lane: ranks, names, how each runs, scores."""
    return page.one(f".st-key-lanes-{name} .llmselect-bars").text


def test_from_home_to_a_ranking_to_the_memory_bars(server, browser):
    page = Page(browser(), server).open()
    assert page.title == EN("home.title")
    page.screenshot("home")

    page.click('a[href$="/choose"]')
    page.until(lambda: page.title == EN("choose.title"))
    before = lane(page, "local")
    page.click(".st-key-bar-machine button")
    page.choose("machine.choice", "RTX 3060 12GB")
    page.until(lambda: lane(page, "local") != before)
    on_other_machine = summary(page)

    page.press("weight.privacy", *[Keys.ARROW_LEFT] * 3)
    page.press("weight.quality", *[Keys.ARROW_RIGHT] * 5)
    page.until(lambda: f"{EN(CRITERIA.named('quality').label)} · 62%" in page.text)
    page.until(lambda: summary(page) != on_other_machine)
    page.until(lambda: page.all(".llmselect-bars .piece") and page.all(".llmselect-radar .picture"))
    page.screenshot("choose")

    address = page.window.current_url
    page.click('a[href$="/memory"]')
    page.until(lambda: page.title == EN("memory.title"))
    page.until(lambda: len(page.all(".js-plotly-plot .bars path")) > 6)
    assert "RTX 3060 12GB: 11.2" in page.one(".js-plotly-plot").text
    page.screenshot("memory")

    page.window.get(address)
    page.settle()
    page.until(lambda: f"{EN(CRITERIA.named('quality').label)} · 62%" in page.text)


def test_a_deep_link_opens_its_page_with_the_settings(server, browser):
    page = Page(browser(), server).open("memory?model=mistral-7b-instruct-v0.3")
    assert page.title == EN("memory.title")
    assert "Mistral 7B" in page.text
    page.click(".st-key-bar-machine button")
    assert page.widget("machine.choice").is_displayed()


def test_back_undoes_a_moved_priority(server, browser):
    page = Page(browser(), server).open("choose")
    page.until(lambda: f"{EN(CRITERIA.named('privacy').label)} · 21%" in page.text)
    old = page.until(lambda: "s=" in page.window.current_url and page.window.current_url)
    page.press("weight.privacy", Keys.ARROW_RIGHT)
    page.until(lambda: f"{EN(CRITERIA.named('privacy').label)} · 27%" in page.text)
    page.until(lambda: page.window.current_url != old)
    page.window.back()
    page.until(lambda: f"{EN(CRITERIA.named('privacy').label)} · 21%" in page.text)


@pytest.mark.parametrize(("width", "dark", "language"), [(390, False, "fr"), (390, True, "en"), (1280, True, "fr")])
@pytest.mark.parametrize("room", ["", "choose", "memory"])
def test_no_page_is_wider_than_its_window(server, browser, room, width, dark, language):
    page = Page(browser(width, 844, dark=dark, language=language), server).open(room)
    page.until(lambda: page.all(".js-plotly-plot" if room == "memory" else ".llmselect-radar .picture"))
    assert page.window.execute_script("return document.documentElement.scrollWidth") <= width
    page.screenshot(f"{room or 'home'}-{width}-{'dark' if dark else 'light'}-{language}")


def test_pictures_and_tables_have_words_for_screen_readers(server, browser):
    page = Page(browser(), server).open("choose")
    page.until(lambda: page.all(".llmselect-radar .picture") and page.all(".st-key-lanes-served .piece"))
    labels = page.window.execute_script(
        "return [...document.querySelectorAll('.llmselect-radar, .llmselect-bars')].map(e => e.ariaLabel)"
    )
    assert any(says(label, "radar.alt") for label in labels)
    assert sum(says(label, "lanes.alt") for label in labels) == 2


def test_words_in_pictures_follow_a_change_of_theme(server, browser):
    page = Page(browser(), server).open("choose")
    page.until(lambda: page.all(".llmselect-radar text"))
    shade = {"name": "prefers-color-scheme", "value": "dark"}
    page.window.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [shade]})
    drawn = (
        "const words = getComputedStyle(document.querySelector('h1')).color;"
        "const drawn = [...document.querySelectorAll('.llmselect-radar text')];"
        "return [words, drawn.every(text => getComputedStyle(text).fill == words)]"
    )
    page.until(lambda: page.window.execute_script(drawn) == ["rgb(230, 239, 238)", True])


def test_lists_keep_their_choice_when_the_language_changes(server, browser):
    """The browser names a choice by the words it shows, which the other language has not."""
    page = Page(browser(), server).open("memory?model=qwen3-30b-a3b")
    page.until(lambda: page.all(".js-plotly-plot"))
    page.click(".st-key-language button", lambda button: button.text == "FR")
    page.until(lambda: page.title == FR("memory.title"))
    page.until(lambda: "Md" in page.value("memory.model"))
    before = page.window.current_url
    page.widget("workload.context_tokens").find_element(By.TAG_NAME, "input").send_keys(Keys.ARROW_UP, Keys.ENTER)
    page.until(lambda: page.window.current_url != before)
    assert "Qwen3 30B-A3B" in page.value("memory.model")
    assert "model=qwen3-30b-a3b" in page.window.current_url
