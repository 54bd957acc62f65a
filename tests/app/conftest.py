"""The app as AppTest sees it: the real app.py, from its first run."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from llmselect.bench.trial.trial_store import TrialStore
from llmselect.catalog.load import BUNDLED
from llmselect.settings import Settings
from llmselect.ui.core import link_code
from llmselect.ui.try_models import keep_view
from tests.app import board_pages, served_pages
from tests.hub import boards
from tests.hub.router_lists import in_place_of_the_router
from tests.hub.stand_in import in_place_of_the_hub

APP = Path(__file__).parents[2] / "app.py"
PATIENCE_S = 60
DRAWERS = ("machine", "workload", "requirements", "costs", "own")
DEAR, CHEAP, BASE = "openai:gpt-5.1", "alibaba:qwen3.5-flash", "phi-2"


@pytest.fixture
def visit():
    """Opens a page in a language, with the address bar's parameters, and the drawers of the settings open.

    Other pages than Home begin with the library's own defaults, which name a machine.
    """

    def open_page(page="home", language=None, **parameters):
        at = AppTest.from_file(APP, default_timeout=PATIENCE_S)
        for drawer in DRAWERS:
            at.session_state[f"bar.{drawer}"] = True
        if page != "home":
            parameters = {"s": link_code.encode(Settings()), **parameters}
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
def kept_here(tmp_path, monkeypatch):
    """Where this test's trials are kept."""
    store = TrialStore(tmp_path)
    monkeypatch.setattr(keep_view, "store", lambda: store)
    return store


@pytest.fixture
def nothing_read():
    """Leaderboards and speeds as a process has them that has read nothing yet."""
    board_pages.fresh()
    served_pages.fresh()
    yield
    board_pages.fresh()
    served_pages.fresh()


@pytest.fixture
def board_hub(nothing_read, monkeypatch):
    """A stand-in Hub with every board, which the app in this process may read."""
    stand_in = boards.fill(in_place_of_the_hub(monkeypatch, "LLMSELECT_OFFLINE"))
    yield stand_in
    board_pages.wait_until_read()
    stand_in.close()


@pytest.fixture
def router(nothing_read, monkeypatch, tmp_path):
    """A stand-in router of the providers' speeds, which the app may read; its `answer` is the list."""
    stand_in = in_place_of_the_hub(monkeypatch, "LLMSELECT_OFFLINE")
    monkeypatch.setenv("LLMSELECT_CACHE", str(tmp_path))
    yield in_place_of_the_router(monkeypatch, stand_in)
    board_pages.wait_until_read()
    served_pages.wait_until_read()
    stand_in.close()


@pytest.fixture
def two_candidates(monkeypatch, tmp_path):
    """A catalog with two models, each at one provider, of which one costs twenty times the other.

    A base model, which is excluded by default, gives the estimates a shape to work on.
    """
    facts = json.loads(BUNDLED.read_text("utf-8"))
    facts["models"] = [model for model in facts["models"] if model["id"] in (DEAR, CHEAP, BASE)]
    theirs = {"openai": DEAR, "alibaba": CHEAP}  # the makers' own: platforms sell one of them too
    facts["offers"] = [offer for offer in facts["offers"] if theirs.get(offer["provider"]) == offer["model"]]
    facts["standings"] = [standing for standing in facts["standings"] if standing["model"] in (DEAR, CHEAP)]
    assert (len(facts["models"]), len(facts["offers"])) == (3, 2)
    file = tmp_path / "catalog.json"
    file.write_text(json.dumps(facts), "utf-8")
    monkeypatch.setenv("LLMSELECT_CATALOG", str(file))
