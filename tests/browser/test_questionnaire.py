"""The assistant clicked through in a real browser, and its link opened by somebody else; in both languages."""

import json

import pytest
from selenium.webdriver.common.by import By

from llmselect.scoring.elicitation.questionnaire import QUESTIONS
from tests.browser.page import Page
from tests.wording import EN, FR, VOICE, plain, says

ANSWERS = {"data": "public", "use": "code", "volume": "company", "machine": "server", "whom": "myself"}
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


def first_place(page):
    """The name behind the first rank on Home."""
    ranked = ("1. ", "1= ")
    bold = page.until(
        lambda: [b.text for b in page.all("[data-testid=stMarkdown] strong") if b.text.startswith(ranked)]
    )
    return bold[0][len(ranked[0]) :]


@pytest.mark.parametrize("language", VOICE)
def test_five_clicks_lead_to_an_answer_that_a_link_rebuilds_and_choose_takes_over(server, browser, language):
    say = VOICE[language]
    page = Page(browser(language=language), server).open()
    before = first_place(page)
    for question, name in ANSWERS.items():
        answer(page, question, name, say)
    page.until(lambda: "whom-myself" in page.window.current_url)
    first = first_place(page.settle())
    assert first != before
    page.screenshot(f"assistant-{language}")

    other = Page(browser(language="en" if language == "fr" else "fr"), server)
    other.open(page.window.current_url.removeprefix(f"{server}/"))
    assert other.title == page.title
    assert first_place(other) == first
    assert {pill.text for pill in other.all(f"[class*=st-key-ask-] :is({CHOSEN})")} == {
        pill.text for pill in page.all(f"[class*=st-key-ask-] :is({CHOSEN})")
    }

    page.click(".st-key-assistant-take button")
    page.until(lambda: page.title == say("choose.title"))
    told = page.until(
        lambda: [
            p.text
            for p in page.all("[data-testid=stMarkdown] p")
            if says(p.text, "choose.first", say) or says(p.text, "choose.picked", say)
        ]
    )
    assert first in told[0]
    assert page.widget("machine.choice").is_displayed()


def test_the_link_is_copied_with_one_click(server, browser):
    page = Page(browser(), server).open()
    page.window.execute_cdp_cmd(
        "Browser.grantPermissions", {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    )
    answer(page, "use", "code")
    page.until(lambda: "use-code" in page.window.current_url)
    page.click(".st-key-home-export button")
    in_button = (
        "const all = r => [...r.querySelectorAll('*')].flatMap(e => [e, ...(e.shadowRoot ? all(e.shadowRoot) : [])]);"
        "return all(document.querySelector('.st-key-home-copy_link')).find(e => e.tagName == 'BUTTON')"
    )
    page.until(lambda: page.window.execute_script(in_button)).click()
    page.until(lambda: page.window.execute_script(in_button).text == EN("export.copied"))
    copied = page.window.execute_script("return await navigator.clipboard.readText()")
    assert copied == page.window.current_url
    assert "use-code" in copied


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
    assert "a=data-internal" in document["link"]
    assert first in content[".html"]
    assert says(content[".md"].splitlines()[0], "memo.title", FR)


def test_back_undoes_an_answer(server, browser):
    page = Page(browser(), server).open()
    page.until(lambda: "use-general" in page.window.current_url)
    answer(page, "use", "code")
    page.until(lambda: "use-code" in page.window.current_url)
    page.window.execute_script("await new Promise(r => setTimeout(r, 3200))")
    page.window.back()
    page.until(lambda: page.one(f".st-key-ask-use :is({CHOSEN})").text == label("use", "general"))


def test_a_phone_shows_every_answer_and_a_machine_of_ones_own(server, browser):
    page = Page(browser(390, 844), server).open()
    inside = (
        "return [...document.querySelectorAll('[class*=st-key-ask-] button')]"
        ".every(b => b.getBoundingClientRect().right <= innerWidth && b.getBoundingClientRect().left >= 0)"
    )
    assert page.window.execute_script(inside)
    answer(page, "machine", "mine")
    page.until(lambda: says(page.text, "assistant.own_machine"))
    assert page.window.execute_script("return document.documentElement.scrollWidth") <= 390
