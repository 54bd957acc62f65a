"""One more entry in CRITERIA is all a criterion needs: every page that ranks draws it, through the real app.py."""

import pytest
import streamlit as st

from llmselect.text import Language, Voice
from llmselect.ui.store import robustness_cache
from tests import made_up_criterion
from tests.app.live_charts import bar_rows
from tests.app.page_tables import tables

KEY = f"weight.{made_up_criterion.NAME}"


@pytest.fixture(autouse=True)
def added(monkeypatch):
    """The criterion for this test alone; nothing that was estimated with other criteria is used."""
    st.cache_resource.clear()
    robustness_cache.forget()
    made_up_criterion.add_to(monkeypatch)
    yield
    st.cache_resource.clear()
    robustness_cache.forget()


@pytest.mark.parametrize("page", ["home", "models", "model", "memory", "method"])
def test_every_page_is_drawn_with_it(visit, page):
    at = visit(page)
    assert not at.exception
    assert at.title


@pytest.mark.parametrize("question", ["change", "why", "pareto", "opinions"])
def test_choose_has_its_slider_its_column_and_every_analysis(visit, question):
    at = visit("choose")
    at.slider(key=KEY).set_value(5).run()
    at.segmented_control(key="behind.view").set_value(question).run()
    if question == "why":
        at.selectbox(key="why.model").set_value("mistral-7b-instruct-v0.3").run()
    if question == "pareto":
        at.selectbox(key="pareto.across").set_value(made_up_criterion.NAME).run()
    at.run()
    assert not at.exception
    label = Voice(Language.EN)(made_up_criterion.ENERGY.label)
    assert [label in rows[0]["breakdown"] for rows in bar_rows(at, "lanes.")] == [True, True]
    assert len(tables(at)) == 1
