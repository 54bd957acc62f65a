"""The app as AppTest sees it: the real app.py, from its first run."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.app import board_pages
from tests.hub import boards
from tests.hub.stand_in import in_place_of_the_hub

APP = Path(__file__).parents[2] / "app.py"
PATIENCE_S = 60


@pytest.fixture
def visit():
    """Opens a page in a language, with the address bar's parameters."""

    def open_page(page="home", language=None, **parameters):
        at = AppTest.from_file(APP, default_timeout=PATIENCE_S)
        for name, value in parameters.items():
            at.query_params[name] = value
        at.run()
        if language is not None:
            at.segmented_control(key="language").set_value(language).run()
        if page != "home":
            at.switch_page(f"pages/{page}.py").run()
        return at

    return open_page


@pytest.fixture
def nothing_read():
    """Leaderboards as a process has them that has read nothing yet."""
    board_pages.fresh()
    yield
    board_pages.fresh()


@pytest.fixture
def board_hub(nothing_read, monkeypatch):
    """A stand-in Hub with every board, which the app in this process may read."""
    stand_in = boards.fill(in_place_of_the_hub(monkeypatch, "LLMSELECT_OFFLINE"))
    yield stand_in
    board_pages.wait_until_read()
    stand_in.close()
