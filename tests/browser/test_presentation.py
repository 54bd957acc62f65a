"""The presentation view: larger type and nothing but the pictures, in every room that has some."""

import pytest

from tests.browser.page import Page
from tests.wording import EN

CONTROLS = """
const fields = ['Selectbox', 'MultiSelect', 'TextInput', 'NumberInput', 'Checkbox', 'FileUploader', 'Slider']
return fields.flatMap(each => [...document.querySelectorAll(`[data-testid=stMain] .st${each}`)])
    .filter(each => each.checkVisibility() && !each.closest('.st-key-choose-weights'))
    .map(each => each.parentElement.className)
"""
PICTURES = ".js-plotly-plot, .llmselect-bars, .llmselect-radar"


def presented(page):
    page.click(".st-key-settings-bar button", lambda button: EN("bar.more") in button.text)
    page.click(".st-key-bar-present label")
    page.settle()


@pytest.mark.parametrize(
    "path", ["choose", "memory", "leaderboards", "costs", "privacy", "method", "model?id=gpt-oss-20b"]
)
def test_a_class_sees_the_pictures_and_no_field(server, browser, path):
    page = Page(browser(1280, 800), server).open(path)
    page.until(lambda: page.all(PICTURES))
    presented(page)
    page.until(lambda: page.window.execute_script(CONTROLS) == [])
    assert any(picture.is_displayed() for picture in page.all(PICTURES))
    assert page.one("h1").is_displayed()
    assert page.one(".st-key-bar-own button").is_displayed()


def test_the_sliders_and_the_finding_of_choose_are_part_of_its_picture(server, browser):
    page = Page(browser(1280, 800), server).open("choose")
    presented(page)
    page.until(lambda: not page.one(".st-key-choose-candidate").is_displayed())
    assert page.one(".st-key-sure-headline").is_displayed()
    assert all(slider.is_displayed() for slider in page.all(".st-key-choose-weights [data-testid=stSlider]"))


def test_another_picture_of_models_can_be_chosen_and_its_table_stays_where_there_is_none(server, browser):
    page = Page(browser(1280, 800), server).open("models")
    presented(page)
    page.until(lambda: not page.one(".st-key-models-search").is_displayed())
    assert page.one("[data-testid=stDataFrame]").is_displayed()
    page.click(".st-key-models-view button", lambda button: button.text == EN("models.as_map"))
    page.until(lambda: page.all(".js-plotly-plot path.point"))
    assert page.window.execute_script(CONTROLS) == []


def test_in_a_room_where_people_act_the_controls_stay(server, browser):
    page = Page(browser(1280, 800), server).open("try")
    presented(page)
    assert page.window.execute_script(CONTROLS)
