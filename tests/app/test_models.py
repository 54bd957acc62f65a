"""Panorama: the whole catalog as a table, a map, families, then and now, and models side by side."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from llmselect.catalog.models import YesNo
from llmselect.estimates.core.columns import Fit
from llmselect.overview.course_families import COURSE_FAMILIES
from llmselect.overview.reference_machines import ORDINARY
from llmselect.overview.then_and_now_facts import SAYINGS
from llmselect.text import Language
from tests.app.conftest import APP, PATIENCE_S
from tests.app.live_charts import sent
from tests.wording import EN, VOICE, says

VIEWS = ("table", "map", "families", "then", "compare")


def look(at, view):
    return at.segmented_control(key="models.view").set_value(view).run()


def names(at):
    return list(at.dataframe[0].value.iloc[:, 0])


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens(visit, view, language):
    at = look(visit("models", str(language)), view)
    assert not at.exception
    assert not at.error


def test_the_best_stand_first_and_what_is_only_expected_after_what_is_scored(visit):
    table = visit("models").dataframe[0].value
    assert len(table) > 500
    scored = table[EN("models.scored")] == EN("models.yes")
    assert list(scored) == sorted(scored, reverse=True)
    for group in (table[scored], table[~scored]):
        assert list(group[EN("models.quality")]) == sorted(group[EN("models.quality")], reverse=True)


def test_words_of_the_search_must_all_stand(visit):
    at = visit("models")
    at.text_input(key="models.search").set_value("qwen3 8b").run()
    assert "Qwen3 8B" in names(at)
    assert all("qwen3" in name.lower() for name in names(at))
    at.text_input(key="models.search").set_value("no such model").run()
    assert not at.dataframe
    assert says(at.info[0].value, "models.nothing")


def test_a_fact_that_is_not_known_does_not_pass_a_filter(visit):
    at = visit("models")
    at.checkbox(key="models.french").set_value(True).run()
    assert set(at.dataframe[0].value[EN("models.french")]) == {EN(YesNo.YES.label)}


def test_what_runs_here_depends_on_the_machine(visit):
    at = visit("models")
    at.checkbox(key="models.runs_here").set_value(True).run()
    on_large = set(names(at))
    at.selectbox(key="machine.choice").set_value("RTX 4060").run()
    assert set(at.dataframe[0].value[EN("models.here")]) <= {EN(Fit.FULL.label), EN(Fit.PARTIAL.label)}
    assert set(names(at)) <= on_large


def test_a_smaller_machine_is_told_for_a_smaller_model(visit):
    at = visit("models")
    table = at.dataframe[0].value.set_index(EN("table.model"))
    assert table.loc["Qwen3 8B", EN("models.smallest")] == EN(ORDINARY[0].label)
    assert table.loc["Llama 3.3 70B Instruct", EN("models.smallest")] == EN(ORDINARY[5].label)
    assert table.loc["DeepSeek V3.2", EN("models.smallest")] == EN("models.larger", gib=128)


def test_the_map_draws_what_the_filters_leave(visit):
    at = visit("models")
    at.text_input(key="models.search").set_value("gemma").run()
    look(at, "map")
    drawn = json.loads(at.get("plotly_chart")[0].proto.spec)["data"]
    ids = [name for trace in drawn for name in trace.get("customdata", ())]
    assert ids
    assert all("gemma" in name.lower() for name in ids)
    for axis in ("size", "speed", "released"):
        at.segmented_control(key="models.across").set_value(axis).run()
        assert not at.exception
        assert at.get("plotly_chart")


def test_a_family_leads_to_its_models(visit):
    at = look(visit("models"), "families")
    at.button(key="models.to.mistral").click().run()
    assert len(at.dataframe[0].value) > 20
    assert set(at.dataframe[0].value[EN("models.publisher")]) == {"Mistral AI"}


@pytest.mark.parametrize("language", Language)
def test_every_family_of_the_course_has_a_card_with_its_six_facts(visit, language):
    at, say = look(visit("models", str(language)), "families"), VOICE[str(language)]
    labels = [say(f"course.{name}") for name in ("strengths", "uses", "cost", "sizes", "licence", "successor")]
    cards = [text.value for text in at.main.markdown if f"**{labels[0]}**" in text.value]
    assert len(cards) == len(COURSE_FAMILIES)
    for card in cards:
        assert [line.split("**")[1] for line in card.split("\n\n")] == labels
        assert f"{say('then.source')}](https://" in card
        assert "None" not in card


def test_the_other_families_are_shown_when_asked_for(visit):
    at = look(visit("models"), "families")
    assert not any(button.key == "models.to.granite" for button in at.button)
    at.toggle(key="models.all_families").set_value(True).run()
    assert not at.exception
    assert any(button.key == "models.to.granite" for button in at.button)


@pytest.mark.parametrize("language", Language)
def test_then_and_now_is_a_table_of_pairs_with_their_sources(visit, language):
    at, say = look(visit("models", str(language)), "then"), VOICE[str(language)]
    (table,) = [each.proto.body for each in at.get("html") if "<tbody" in each.proto.body]
    pairs = table.split("<tbody")[1:]
    assert len(pairs) == len(SAYINGS)
    for saying, pair in zip(SAYINGS, pairs, strict=True):
        assert [pair.count(f'<tr role="row" class="{when}">') for when in ("then", "today")] == [1, 1]
        assert saying.source in pair
        assert pair.count(f'data-label="{say("then.quality")}"') == 2
    assert "nan" not in table.replace("Nan", "")


def test_a_list_opens_the_page_of_a_model(visit):
    at = visit("models")
    at.selectbox(key="models.open").set_value("qwen3-8b").run()
    assert at.title[0].value == "Qwen3 8B"


def compared(names, language=None):
    at = AppTest.from_file(APP, default_timeout=PATIENCE_S).switch_page("pages/panorama.py")
    at.query_params["compare"] = names
    at.run()
    return at.segmented_control(key="language").set_value(language).run() if language else at


def facts_compared(at):
    """The table of the comparison by fact, its words without Markdown's escapes."""
    table = at.table[0].value.map(lambda cell: cell.replace("\\", ""))
    return table.set_index(table.columns[0])


@pytest.mark.parametrize("language", Language)
def test_a_link_compares_the_models_it_names(visit, language):
    at = compared("qwen3-8b,openai:gpt-4o", str(language))
    assert [name.replace("\\", "") for name in at.table[0].value.columns][1:] == ["Qwen3 8B", "GPT-4o"]
    assert at.query_params["compare"] == "qwen3-8b,openai:gpt-4o"


def test_the_best_is_marked_and_the_unknown_is_not(visit):
    table = facts_compared(compared("qwen3-8b,openai:gpt-4o"))
    assert table.loc[EN("models.context"), "GPT-4o"].startswith("★")
    assert table.loc[EN("compare.cheapest"), "Qwen3 8B"].startswith("★")
    assert not table.loc[EN("compare.memory", quantization="Q4_K_M"), "GPT-4o"].startswith("★")


def test_names_that_nobody_knows_are_told_and_left_out(visit):
    at = compared("qwen3-8b,[x](javascript:y),nonsense")
    assert not at.exception
    assert "nonsense" in at.warning[0].value
    assert "[x](" not in at.warning[0].value
    assert at.multiselect(key="compare.models").value == ["qwen3-8b"]


def test_a_name_typed_in_the_words_of_a_course_is_found(visit):
    at = compared("gpt-4")
    at.multiselect(key="compare.models").set_value(["Claude 3 Opus", "gpt4", "Mixtral 8x7B"]).run()
    assert not at.exception
    assert not at.warning
    assert at.multiselect(key="compare.models").value == [
        "anthropic:claude-3-opus-latest",
        "openai:gpt-4",
        "mixtral-8x7b-instruct-v0.1",
    ]
    assert at.query_params["compare"].count(",") == 2


def test_no_two_models_of_the_list_have_the_same_name(visit):
    options = compared("qwen3-8b").multiselect(key="compare.models").options
    assert len(set(options)) == len(options)
    assert sum(name.startswith("Gemini 1.5 Flash (") for name in options) == 2


def test_the_radar_stands_beside_the_intervals_and_says_who_leads(visit):
    at = compared("qwen3-8b,openai:gpt-4o")
    (drawn,) = sent(at, "llmselect_radar", "compare.radar")
    assert [shape["name"] for shape in drawn["shapes"]] == ["Qwen3 8B", "GPT-4o"]
    assert len(at.get("plotly_chart")) == 1
    assert any("GPT-4o" in text.value for text in at.main.markdown)
