"""Sureness in a real browser, with the keyboard alone: it arrives after the ranking, and each question opens."""

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from llmselect.scoring.ranking.criteria import CRITERIA
from tests.browser.page import Page
from tests.wording import ANYTHING, EN, FR, says

PRIVACY = EN(CRITERIA.named("privacy").label)


def verdict(page):
    """The word on how sure it is, once it has been counted."""
    return page.until(
        lambda: next((text for text in [page.one("[class*=st-key-sure-headline]").text] if _has_verdict(text)), None)
    )


def _has_verdict(text):
    last = text.strip().split("\n")[-1]
    return any(says(last, "sure.word", say) and not says(last, "sure.counting", say) for say in (EN, FR))


def ask(page, number):
    """Go to the questions with the keyboard and open one."""
    button = page.until(
        lambda: page.all("[class*=st-key-behind-view] [role=radio], [class*=st-key-behind-view] button[kind]")
    )[number]
    button.send_keys(Keys.SPACE)


def test_sureness_arrives_after_the_ranking_and_each_question_opens_by_key(server, browser):
    page = Page(browser(height=1000), server).open("choose")
    before = verdict(page)
    page.press("weight.quality", *[Keys.ARROW_RIGHT] * 4)
    page.until(lambda: f"{EN(CRITERIA.named('quality').label)} · 50%" in page.text)
    page.until(lambda: (text := verdict(page)) != before and text)

    ask(page, 0)
    page.until(lambda: says(page.text, "change.tornado_says") and page.all(".st-key-change-chart .js-plotly-plot"))
    page.screenshot("doubts-change")
    ask(page, 1)
    page.until(lambda: page.all("[class*=st-key-why-model] input"))
    page.choose("why.model", "gpt-4o")
    page.until(lambda: says(page.text, "why.loses"))
    page.screenshot("doubts-why")
    ask(page, 2)
    page.until(lambda: says(page.text, "pareto.says") or says(page.text, "pareto.says_one"))
    page.screenshot("doubts-pareto")
    ask(page, 3)
    page.until(lambda: says(page.text, "opinions.never_averaged"))
    page.screenshot("doubts-opinions")
    ask(page, 4)
    page.until(lambda: page.all(".st-key-behind-sure [data-testid=stDataFrame]"))
    ask(page, 5)
    page.until(lambda: page.all(".st-key-behind-table [data-testid=stDataFrame]"))


def test_an_order_of_the_criteria_moves_the_sliders_by_key(server, browser):
    page = Page(browser(), server).open("choose")
    page.widget("weigh").find_element(By.TAG_NAME, "button").send_keys(Keys.ENTER)
    page.until(lambda: page.all("[class*=st-key-weigh-rank-0] input"))
    page.choose("weigh.rank.0", EN(CRITERIA.named("privacy").label))
    page.until(
        lambda: says(
            page.window.find_element(By.TAG_NAME, "body").text, "weigh.gives", shares=f"{PRIVACY} 52%{ANYTHING}"
        )
    )
    page.widget("weigh.use_order").find_element(By.TAG_NAME, "button").send_keys(Keys.ENTER)
    page.until(lambda: f"{PRIVACY} · 53%" in page.text)


@pytest.mark.parametrize(("dark", "language"), [(False, "fr"), (True, "en")])
@pytest.mark.parametrize("number", range(6))
def test_no_question_makes_a_phone_scroll_sideways(server, browser, number, dark, language):
    page = Page(browser(390, 844, dark=dark, language=language), server).open("choose")
    verdict(page)
    ask(page, number)
    page.until(
        lambda: page.all("[class*=st-key-behind-] [data-testid=stElementContainer] + *, [class*=st-key-why-model]")
    )
    assert page.window.execute_script("return document.documentElement.scrollWidth") <= 390
    page.screenshot(f"doubts-{number}-390-{'dark' if dark else 'light'}-{language}")
