"""The assistant clicked through in a real browser, and its link opened by somebody else; in both languages."""

import json

import pytest
from selenium.webdriver.common.by import By

from llmselect.scoring.elicitation.questionnaire import QUESTIONS
from tests.browser.page import Page
from tests.wording import EN, FR, VOICE, plain, says

ANSWERS = {"data": "public", "use": "code", "volume": "company", "whom": "company"}
CHOSEN = "[data-testid*=PillsActive], [aria-checked=true], [aria-pressed=true]"


def label(question, name, say=EN):
    """What an answer is called on its pill."""
    answers = next(each.answers for each in QUESTIONS if each.id == question)
    return plain(say(next(each.label for each in answers if each.id == name)))


def answer(page, question, name, say=EN):
    """Click an answer, and wait until it is the chosen one."""
    words = label(question, name, say)
    pills = f".st-key-ask-{question} button"
    page.click(pills, lambda pill: plain(pill.text).startswith(words))
    page.until(
        lambda: any(
            plain(pill.text).startswith(words)
            for pill in page.one(f".st-key-ask-{question}").find_elements(By.CSS_SELECTOR, CHOSEN)
        )
    )
    page.settle()


def chosen(page):
    """Every answer that stands, once all questions are drawn."""
    pills = page.until(lambda: len(found := page.all(f"[class*=st-key-ask-] :is({CHOSEN})")) > len(ANSWERS) and found)
    return {pill.text for pill in pills}


def first_place(page):
    """The name of the best match, without its rank."""
    return page.until(lambda: page.all(".st-key-home-best h3"))[0].text.partition(" ")[2]


@pytest.mark.parametrize("language", VOICE)
def test_answers_lead_to_a_best_match_that_a_link_rebuilds_and_every_room_has(server, browser, language):
    say = VOICE[language]
    page = Page(browser(language=language), server).open()
    before = first_place(page)
    for question, name in ANSWERS.items():
        answer(page, question, name, say)
    page.choose("ask.machine", "2x3090")
    page.until(lambda: "2 × RTX 3090" in page.text)
    first = first_place(page.settle())
    assert first != before
    page.screenshot(f"home-{language}")

    other = Page(browser(language=language), server)
    other.open(page.window.current_url.removeprefix(f"{server}/"))
    assert first_place(other) == first
    assert chosen(other) == chosen(page)

    page.click('a[href$="/choose"]')
    page.until(lambda: page.title == say("choose.title"))
    page.until(lambda: first in page.text)
    assert "2 × RTX 3090" in page.one(".st-key-settings-bar").text


def test_a_link_speaks_its_readers_language_unless_it_was_chosen(server, browser):
    page = Page(browser(language="fr"), server).open()
    answer(page, "use", "code", FR)
    reader = Page(browser(language="en"), server).open(page.window.current_url.removeprefix(f"{server}/"))
    assert reader.title == EN("home.title")
    page.click(".st-key-language button", lambda button: button.text == "EN")
    page.until(lambda: page.title == EN("home.title"))
    page.click(".st-key-language button", lambda button: button.text == "FR")
    page.until(lambda: "l=fr" in page.window.current_url)
    reader = Page(browser(language="en"), server).open(page.window.current_url.removeprefix(f"{server}/"))
    assert reader.title == FR("home.title")


@pytest.mark.parametrize("language", VOICE)
def test_the_tab_and_the_document_say_room_and_language(server, browser, language):
    page = Page(browser(language=language), server).open("memory")
    page.until(lambda: page.window.execute_script("return document.documentElement.lang") == language)
    title = page.until(lambda: page.window.title if "llmselect" in page.window.title else None)
    page.open("choose")
    page.until(lambda: page.window.title != title and "llmselect" in page.window.title)


def test_back_undoes_an_answer_at_once(server, browser):
    page = Page(browser(), server).open()
    page.until(lambda: "s=" in page.window.current_url)
    for use in ("code", "agents"):
        before = page.window.current_url
        answer(page, "use", use)
        page.until(lambda before=before: page.window.current_url != before)
    page.window.back()
    page.until(lambda: any(plain(p.text) == label("use", "code") for p in page.all(f".st-key-ask-use :is({CHOSEN})")))


ONE_SCREEN = (
    ".st-key-home-best, [class*=st-key-home-card], .st-key-home-lines [data-testid=stExpander], .st-key-home-radar, "
    ".st-key-home-priorities [data-testid=stSlider]"
)


def test_all_of_home_stands_in_one_screen(server, browser):
    page = Page(browser(1280, 800), server).open()

    def bottoms():
        return [each.rect["y"] + each.rect["height"] for each in page.all(ONE_SCREEN)]

    # three cards, three lines, the radar and four sliders, once the columns have their widths
    page.until(lambda: len(bottoms()) == 11 and max(bottoms()) <= 800)


def test_a_tablet_shows_the_sliders_of_home_two_by_two(server, browser):
    page = Page(browser(800, 1100), server).open()

    def corners():
        return [
            (slider.rect["x"], slider.rect["y"])
            for slider in page.all(".st-key-home-priorities [data-testid=stSlider]")
        ]

    page.until(lambda: len(corners()) == 4 and all(len(set(side)) == 2 for side in zip(*corners(), strict=True)))


def test_a_phone_shows_a_menu_and_keeps_the_best_match_at_the_bottom_edge(server, browser):
    page = Page(browser(360, 740), server).open()
    links = page.until(lambda: page.all(".st-key-settings-menu a"))
    assert links[0].rect["y"] < 100
    assert all(link.rect["height"] >= 44 for link in links)
    pinned = page.one(".st-key-home-pinned")
    assert first_place(page) in pinned.text
    assert says(pinned.text, "home.pinned")
    edge = page.window.execute_script("return arguments[0].getBoundingClientRect().bottom", pinned)
    assert abs(edge - 740) < 2


def test_the_link_is_copied_with_one_click(server, browser):
    page = Page(browser(), server).open()
    page.window.execute_cdp_cmd(
        "Browser.grantPermissions", {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    )
    answer(page, "use", "code")
    page.until(lambda: "s=" in page.window.current_url)
    page.click(".st-key-home-export button")
    in_button = (
        "const all = r => [...r.querySelectorAll('*')].flatMap(e => [e, ...(e.shadowRoot ? all(e.shadowRoot) : [])]);"
        "return all(document.querySelector('.st-key-home-copy_link')).find(e => e.tagName == 'BUTTON')"
    )
    button = page.until(lambda: page.window.execute_script(in_button))
    page.window.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
    button.click()
    page.until(lambda: page.window.execute_script(in_button).text == EN("export.copied"))
    copied = page.window.execute_script("return await navigator.clipboard.readText()")
    assert copied == page.window.current_url
    assert "s=" in copied


def test_files_are_made_when_they_are_asked_for(server, browser, tmp_path):
    page = Page(browser(language="fr"), server).open()
    page.window.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    page.click(".st-key-home-export button")
    for kind in ("csv", "json", "html", "md"):
        page.click(f".st-key-home-{kind} button")
        page.until(lambda kind=kind: list(tmp_path.glob(f"llmselect-*.{kind}")))
    first = first_place(page)
    content = {path.suffix: path.read_text("utf-8-sig") for path in tmp_path.glob("llmselect-*")}
    assert content[".csv"].splitlines()[1].startswith(f"1,{first},")
    document = json.loads(content[".json"])
    assert document["places"][0]["name"] == first
    assert "s=" in document["link"]
    assert first in content[".html"]
    assert says(content[".md"].splitlines()[0], "memo.title", FR)


def test_a_phone_shows_every_answer_and_a_machine_of_ones_own(server, browser):
    page = Page(browser(390, 844), server).open()
    inside = (
        "return [...document.querySelectorAll('[class*=st-key-ask-] button')]"
        ".every(b => b.getBoundingClientRect().right <= innerWidth && b.getBoundingClientRect().left >= 0)"
    )
    assert page.window.execute_script(inside)
    page.choose("ask.machine", "M3 Pro")
    page.until(lambda: "M3 Pro" in page.one(".st-key-settings-bar").text)
    assert page.window.execute_script("return document.documentElement.scrollWidth") <= 390


def test_the_presentation_view_of_home_shows_the_picture_without_the_questions(server, browser):
    page = Page(browser(1280, 800), server).open()
    page.click(".st-key-settings-bar button", lambda button: EN("bar.more") in button.text)
    page.click(".st-key-bar-present label")
    page.until(lambda: not page.one(".st-key-ask-use").is_displayed())
    assert page.one(".st-key-home-radar").is_displayed()
    assert all(slider.is_displayed() for slider in page.all(".st-key-home-priorities [data-testid=stSlider]"))
