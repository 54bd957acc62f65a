"""Every room opens in both languages, through the real app.py, and from a cold server too."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from llmselect.text import Language, messages
from llmselect.ui.core.rooms import PAGES, ROOMS
from tests.app.conftest import APP, PATIENCE_S
from tests.wording import EN

TITLES = {
    room: messages()[f"{section}.title"]
    for room, section in {
        "home": "home",
        "choose": "choose",
        "models": "models",
        "panorama": "models",
        "model": "model",
        "memory": "memory",
        "costs": "costs",
        "try": "try",
        "privacy": "privacy",
        "leaderboards": "boards",
        "matrix": "matrix",
        "workshop": "workshop",
        "method": "method",
    }.items()
}


def test_every_page_is_a_room():
    assert {page.stem for page in PAGES.glob("*.py")} == {room.name for room in ROOMS}
    assert set(TITLES) == {room.name for room in ROOMS}


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
@pytest.mark.parametrize("language", Language)
def test_a_room_opens(visit, room, language):
    at = visit(room.name, str(language))
    assert not at.exception
    assert not at.error
    assert at.title[0].value == TITLES[room.name][language is Language.FR]


@pytest.mark.cold
@pytest.mark.parametrize("room", [room for room in ROOMS if room.name != "home"], ids=lambda room: room.name)
def test_a_deep_link_to_a_cold_server_has_its_frame(room):
    at = AppTest.from_file(APP, default_timeout=PATIENCE_S).switch_page(f"pages/{room.name}.py").run()
    assert not at.exception
    assert at.title[0].value == TITLES[room.name][0]
    assert at.segmented_control(key="language").value == "en"


def test_the_browsers_language_comes_first(visit):
    at = AppTest.from_file(APP, default_timeout=PATIENCE_S)
    at.context = {"locale": "fr-CA"}
    assert at.run().title[0].value == TITLES["home"][1]


def test_the_home_page_offers_the_other_language_where_a_phone_shows_it(visit):
    at = visit()
    assert "language" in {control.key for control in at.main.segmented_control}
    at.segmented_control(key="language").set_value("fr").run()
    assert at.title[0].value == TITLES["home"][1]


def test_the_home_page_shows_three_places_and_its_sources(visit):
    at = visit()
    heads = [element.value for element in (*at.main.subheader, *at.main.markdown)]
    written = [found[1] for head in heads if (found := re.match(r"(?:\*\*)?(\d+[.=]) ", head))]
    ranks = [int(rank[:-1]) for rank in written]
    assert ranks[0] == 1
    assert ranks == sorted(ranks)
    assert len(ranks) == 3
    assert set(written[1:]) & {"1=", "2."}
    assert any(expander.label == EN("home.sources") for expander in at.expander)
