"""Try in a real browser, with llama.cpp's own server on the packaged model beside the app: what is seen, and where."""

from dataclasses import replace

import pytest

from llmselect.bench.trial.trial_store import VARIABLE, TrialStore
from tests.bench import packaged_model
from tests.bench.trials import trial
from tests.browser.page import Page
from tests.browser.server import serving

pytestmark = pytest.mark.skipif(bool(packaged_model.missing()), reason=packaged_model.missing() or "served")
OVERFLOW = "return [document.documentElement.scrollWidth, window.innerWidth]"
BOX = "const b = document.querySelector(arguments[0]).getBoundingClientRect(); return [b.top, b.bottom]"
ANSWERS = ".st-key-try-first_answers"
MARKUP = "<script>document.title = 'run'</script><img src=x onerror=\"document.title='run'\"> ![x](https://evil.example/t.png)"


@pytest.fixture(scope="module")
def trials(tmp_path_factory):
    return tmp_path_factory.mktemp("trials")


@pytest.fixture(scope="module")
def local(chromium, trials):
    """The app as `make try` serves it on its owner's own computer."""
    with packaged_model.serving() as where:
        variables = {"LLMSELECT_LOCAL": "1", "LLMSELECT_OFFLINE": "1", "LLMSELECT_SMALL_MODEL": where}
        with serving(variables | {VARIABLE: str(trials)}) as address:
            yield address


@pytest.fixture(scope="module")
def hostile(trials):
    """The token of a trial whose models answered with markup."""
    whole = trial([[True] * 4, [False] * 4])
    replies = tuple(each.model_copy(update={"text": MARKUP}) for each in whole.replies)
    return TrialStore(trials).save(replace(whole, replies=replies), "markup")


def test_a_first_prompt_shows_first_token_speed_and_answer_without_scrolling(local, browser):
    page = Page(browser(1280, 800), local).open("try")
    page.click(".st-key-try-first_run button")
    page.until(lambda: page.all(f"{ANSWERS} code") and page.all(f"{ANSWERS} [data-testid='stCaptionContainer']"))
    page.until(lambda: page.one(f"{ANSWERS} code").text.strip())
    shown = page.one(ANSWERS).text
    assert any(character.isdigit() for character in shown)
    top, bottom = page.window.execute_script(BOX, f"{ANSWERS} [data-testid='stCaptionContainer']")
    assert 0 < top < bottom <= 800
    page.click(".st-key-try-stop button")
    page.until(lambda: page.all(".st-key-try-resume button"))
    assert page.one(f"{ANSWERS} code").text.strip()  # what was done stays after the stop


def test_on_a_phone_nothing_is_wider_than_the_window_and_markup_of_a_model_is_text(local, hostile, browser):
    page = Page(browser(360, 740), local).open(f"try?trial={hostile}")
    page.until(lambda: any(MARKUP in each.text for each in page.all("code")))
    assert not page.all("[data-testid='stMain'] img, [data-testid='stMain'] script")
    assert page.window.title != "run"
    for i in range(len(page.all(".st-key-try-view button"))):
        page.all(".st-key-try-view button")[i].click()
        page.settle()
        wide, screen = page.window.execute_script(OVERFLOW)
        assert wide <= screen


def test_the_button_that_runs_a_trial_shows_its_progress_at_once(local, browser):
    page = Page(browser(1280, 800), local).open("try")
    page.click(".st-key-try-first_run button")
    page.until(lambda: page.all(".st-key-try-stop button"))
    page.click(".st-key-try-stop button")
    page.until(lambda: page.all(".st-key-try-run button:enabled"))
    page.click(".st-key-try-run button")
    page.until(lambda: page.all(".st-key-try-stop button") and page.all("[role='progressbar']"))
    page.click(".st-key-try-stop button")
    page.until(lambda: page.all(".st-key-try-run button:enabled"))
