"""The page of one model: an address of its own, facts with sources, and a Hub that is asked only when wanted."""

import datetime

import pytest
from streamlit.testing.v1 import AppTest

from llmselect.catalog.models import Lifecycle
from llmselect.hub.http.hub_faults import FaultKind, HubFault
from llmselect.hub.popularity import Popularity, QuantizedCopy
from llmselect.text import Language, Voice
from llmselect.ui.store import cached
from tests.app.conftest import APP, PATIENCE_S
from tests.app.live_charts import sent
from tests.wording import EN, says

VIEWS = ("facts", "offers", "memory", "scores", "licence", "run")
MODELS = ("qwen3-8b", "openai:gpt-4o", "gpt-oss-20b", "llama-2-7b-chat", "deepseek-v3.2", "openai:gpt-4")


def page(name, language="en"):
    at = AppTest.from_file(APP, default_timeout=PATIENCE_S).switch_page("pages/model.py")
    if name is not None:
        at.query_params["id"] = name
    at.run()
    return at.segmented_control(key="language").set_value(str(language)).run()


def look(at, view):
    return at.segmented_control(key="model.view").set_value(view).run()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", MODELS)
def test_every_view_of_a_model_opens(name, language):
    at = page(name, language)
    for view in VIEWS:
        look(at, view)
        assert not at.exception
        assert not at.error


@pytest.mark.parametrize("name", ["qwen3-8b", "Qwen/Qwen3-8B", "QWEN/qwen3-8b"])
def test_a_model_answers_to_its_id_and_its_repository(name):
    assert page(name).title[0].value == "Qwen3 8B"


def test_another_name_of_the_same_weights_says_so():
    at = page("openai:gpt-4o-2024-08-06")
    assert not at.error
    assert at.title


@pytest.mark.parametrize("language", Language)
def test_an_unknown_name_is_one_sentence_with_the_nearest_and_a_way_back(language):
    at = page("qwen99", language)
    assert not at.exception
    assert "qwen3-8b" in at.error[0].value
    assert len(at.error) == 1
    assert at.get("page_link")


def test_without_a_name_there_is_a_list():
    at = page(None)
    at.selectbox(key="model.open").set_value("qwen3-8b").run()
    assert at.title[0].value == "Qwen3 8B"


def test_every_fact_has_its_source():
    table = page("qwen3-8b").dataframe[1].value
    assert {EN(f"models.{name}") for name in ("licence", "released", "french", "context")} <= set(
        table[EN("compare.fact")]
    )
    assert all(table[EN("card.origin")].str.len() > 5)


def test_offers_stand_cheapest_first_and_retired_ones_last():
    table = look(page("deepseek-v3.2"), "offers").dataframe[1].value
    standing = table[~table[EN("model.state_name")].str.startswith(EN(Lifecycle.RETIRED.label))]
    blended = (3 * standing[EN("models.input")] + standing[EN("models.output")]).dropna()
    assert list(blended) == sorted(blended)
    assert list(table[EN("model.state_name")].str.startswith(EN(Lifecycle.RETIRED.label))) == sorted(
        table[EN("model.state_name")].str.startswith(EN(Lifecycle.RETIRED.label))
    )


def test_a_licence_that_excludes_the_eu_says_so():
    table = look(page("llama-4-scout-17b-16e"), "licence").dataframe[1].value
    assert table[EN("model.answer")].iloc[0] == EN("model.eu_no")


def test_a_model_without_published_shape_says_so_under_memory():
    at = look(page("openai:gpt-4o"), "memory")
    assert says(at.info[0].value, "model.no_shape")


def test_memory_and_compare_are_a_click_away():
    at = look(page("qwen3-8b"), "memory")
    at.button(key="model.to_memory").click().run()
    assert at.session_state["memory.model"] == "qwen3-8b"
    at = page("qwen3-8b")
    at.button(key="model.compare").click().run()
    assert at.multiselect(key="compare.models").value == ["qwen3-8b"]


@pytest.fixture
def hub(monkeypatch):
    """What the Hub answers, and how often it was asked."""
    asked = []

    def answers(found):
        def ask(repository):
            asked.append(repository)
            return found

        monkeypatch.setattr(cached, "popularity", ask)
        return asked

    return answers


READ = Popularity(
    "Qwen/Qwen3-8B",
    5_000_000,
    None,
    900,
    None,
    datetime.date(2026, 11, 20),
    False,
    (QuantizedCopy("maker/Qwen3-8B-GGUF", 123, None, None),),
    None,
    datetime.datetime(2026, 11, 22, 4, 0, tzinfo=datetime.UTC),
    2,
)


def test_the_hub_is_asked_only_when_somebody_looks(hub):
    asked = hub(READ)
    at = page("qwen3-8b")
    assert asked == []
    look(at, "hub")
    assert asked == ["Qwen/Qwen3-8B"]
    assert {metric.value for metric in at.metric} == {"5,000,000", "900"}
    assert list(at.dataframe[1].value.iloc[:, 0]) == ["https://huggingface.co/maker/Qwen3-8B-GGUF"]


@pytest.mark.parametrize("language", Language)
def test_a_hub_that_cannot_answer_is_one_sentence(hub, language):
    hub(HubFault(FaultKind.TIMEOUT, subject="Qwen/Qwen3-8B"))
    at = look(page("qwen3-8b", language), "hub")
    assert not at.exception
    assert len(at.warning) == 1


def test_a_model_that_is_only_served_is_not_asked_for(hub):
    asked = hub(READ)
    look(page("openai:gpt-4o"), "hub")
    assert asked == []


@pytest.mark.parametrize("language", Language)
def test_the_page_opens_with_how_it_runs_here_and_by_api(language):
    at = page("qwen3-8b", language)
    say = Voice(language)
    first = [element.value for element in at.main.markdown][:6]
    cards = [text for text in first if text.count("**") >= 10]
    assert len(cards) == 2
    labels = ("Fits", "Tient"), ("Speed", "Vitesse"), ("Quality", "Qualité")
    assert all(pair[language is Language.FR] in card for card in cards for pair in labels)
    line = next(text for text in first if say("model.context") in text and "40" in text)
    assert "Apache" in line
    assert "GGUF" in line
    assert len(sent(at, "llmselect_radar", "model.radar")) == 1


def test_a_model_that_the_machine_cannot_hold_names_one_that_can():
    at = page("llama-3.1-405b-instruct")
    assert any(says(element.value, "model.no_room_here") for element in at.main.markdown)


def test_the_command_is_one_press_from_each_card():
    labels = [each.proto.popover.label for each in page("qwen3-8b").get("popover")]
    assert sum(says(label, "card.run") for label in labels) == 2
