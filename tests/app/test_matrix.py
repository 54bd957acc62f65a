"""Decision matrix: begun from the ranking or empty, weighed four ways, edited, saved and opened by its link alone."""

import re

import pytest

from llmselect.estimates.core.columns import Estimate
from llmselect.scoring.matrix.case_faults import BadCase
from llmselect.text import Language, Voice
from llmselect.ui.matrix.cells_view import cell_words, with_typed
from llmselect.ui.matrix.parts_view import with_typed_criterion
from llmselect.ui.matrix.typed_number import figures, typed_number
from llmselect.workshop.store import kept_cases
from llmselect.workshop.store.database import Database
from tests.scoring.matrix.cases import three_by_three
from tests.wording import EN, VOICE, says

SLIDER = "matrix.weight.{}"


@pytest.fixture(autouse=True)
def own_database(monkeypatch, tmp_path):
    url = f"sqlite:///{tmp_path / 'meetings.sqlite'}"
    monkeypatch.setenv("LLMSELECT_DATABASE_URL", url)
    return url


@pytest.fixture
def begun(visit):
    at = visit("matrix")
    at.session_state["matrix.case"] = three_by_three()
    return at.run()


def shown(at):
    return " ".join(each.value for each in (*at.main.markdown, *at.main.caption, *at.main.info, *at.main.error))


def case_of(at):
    return at.session_state["matrix.case"]


@pytest.mark.parametrize("language", VOICE)
def test_a_matrix_begins_with_the_first_candidates_of_the_ranking(visit, language):
    at = visit("matrix", language)
    at.slider(key="matrix.count").set_value(4).run()
    at.button(key="matrix.begin").click().run()
    assert not at.exception
    assert len(case_of(at).candidates) == 4
    units = [f"{each.name}{VOICE[language]('card.colon')}{each.unit}" for each in case_of(at).criteria if each.unit]
    assert units
    assert any(all(unit in each.value.replace("\\", "") for unit in units) for each in at.main.caption)
    assert says(shown(at), "story.first", VOICE[language])


def test_an_empty_matrix_says_what_it_needs_and_takes_own_parts(visit):
    at = visit("matrix")
    at.button(key="matrix.begin_empty").click().run()
    assert says(shown(at), "story.nobody")
    at.segmented_control(key="matrix.part").set_value("candidates").run()
    at.text_input(key="matrix.own_name").set_value("My colleague")
    next(b for b in at.button if b.label == EN("matrix.add") and "own_candidate" in b.proto.form_id).click().run()
    assert [each.name for each in case_of(at).candidates] == ["My colleague"]


def test_a_moved_slider_moves_the_shares_and_the_winner(begun):
    assert case_of(begun).weight_of["price"] == 40
    begun.slider(key=SLIDER.format("quality")).set_value(100).run()
    begun.slider(key=SLIDER.format("price")).set_value(0).run()
    begun.slider(key=SLIDER.format("comfort")).set_value(0).run()
    assert case_of(begun).weight_of == {"price": 0, "quality": 100, "comfort": 0}
    assert says(shown(begun), "story.first", name="B")


def test_an_order_gives_the_weights_in_its_middle(begun):
    at = open_way(begun, "order")
    at.selectbox(key="matrix.order.0").set_value("comfort").run()
    at.button(key="matrix.use_order").click().run()
    weights = case_of(at).weight_of
    assert weights["comfort"] == 100
    assert weights["comfort"] > weights["price"] > 0
    assert at.slider(key=SLIDER.format("comfort")).value == 100


def test_swings_give_the_weights_their_points_stand_for(begun):
    at = open_way(begun, "swings")
    for criterion, points in (("price", 100), ("quality", 50), ("comfort", 0)):
        at.slider(key=f"matrix.swing.{criterion}").set_value(points).run()
    at.button(key="matrix.use_swings").click().run()
    assert case_of(at).weight_of == {"price": 100, "quality": 50, "comfort": 0}


def test_pairs_that_contradict_each_other_are_named(begun):
    at = open_way(begun, "pairs")
    for pair, step in (("price.quality", 9.0), ("quality.comfort", 9.0), ("price.comfort", 1 / 9)):
        at.select_slider(key=f"matrix.pair.{pair}").set_value(step).run()
    assert says(shown(at), "matrix.inconsistent")
    assert any(says(each.value, "matrix.contradiction") for each in at.warning)
    at.button(key="matrix.use_pairs").click().run()
    assert max(case_of(at).weight_of.values()) == 100


def saved_token(at):
    found = at.query_params["m"]
    return found if isinstance(found, str) else found[0]


def open_way(at, way):
    at.session_state["matrix.other_ways"] = True
    at.run()
    return at.segmented_control(key="matrix.way").set_value(way).run()


@pytest.mark.parametrize("view", ["what_if", "tornado", "opinions", "points"])
def test_each_question_about_the_result_is_answered(begun, view):
    at = begun.segmented_control(key="matrix.view").set_value(view).run()
    assert not at.exception
    assert {"tornado": "plotly_chart", "points": "arrow_data_frame"}.get(view, "markdown")


def test_a_matrix_is_saved_under_a_name_and_opens_by_its_link_alone(begun, visit, own_database):
    begun.session_state["matrix.keep"] = True
    begun.run()
    begun.button(key="matrix.save").click().run()
    token = saved_token(begun)
    assert len(token) * 6 >= 128
    again = visit("matrix", m=token)
    assert case_of(again) == case_of(begun)
    wrong = visit("matrix", m="x" * len(token))
    assert "matrix.case" not in wrong.session_state
    assert any(each.value for each in wrong.error)


def test_the_list_of_saved_names_is_for_this_computer_alone(visit, own_database, monkeypatch):
    kept_cases.keep(Database(own_database), three_by_three())
    assert "matrix.kept_id" not in {each.key for each in visit("matrix").selectbox}
    monkeypatch.setenv("LLMSELECT_LOCAL", "1")
    at = visit("matrix")
    if "matrix.kept_id" in {each.key for each in at.selectbox}:
        at.button(key="matrix.open").click().run()
        assert case_of(at) == three_by_three()


def test_erasing_takes_the_saved_matrix_and_leaves_the_one_on_the_page(begun, visit):
    begun.session_state["matrix.keep"] = True
    begun.run()
    begun.button(key="matrix.save").click().run()
    token = saved_token(begun)
    begun.button(key="matrix.erase").click().run()
    assert case_of(begun) == three_by_three()
    assert "matrix.case" not in visit("matrix", m=token).session_state


def test_what_is_typed_in_the_table_is_an_edit_and_nonsense_is_none():
    typed = {0: {"price": "1,25", "nobody": "3"}, 1: {"comfort": None}, 99: {"price": "1"}}
    for language in Language:
        case = with_typed(three_by_three(), typed, language)
        assert (case.by_key["a", "price"].likely, case.originals["a", "price"]) == (1.25, Estimate(1.2, 1.5, 2.0))
        assert ("b", "comfort") not in case.by_key
        assert list(case.originals) == [("a", "price"), ("b", "comfort")]
        with pytest.raises(BadCase):
            with_typed(case, {2: {"price": "x"}}, language)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("value", [0.0, -3.5, 0.00012, 1.1716, 1234.5, 187.0, 1e6, 123456.0])
def test_a_number_is_read_as_it_is_shown(language, value):
    say = Voice(language)
    edited = with_typed(three_by_three(), {0: {"quality": figures(value, say)}}, language)
    shown = cell_words(edited, ("a", "quality"), say)
    assert typed_number(figures(value, say), language) == pytest.approx(value, rel=1e-4)
    assert typed_number(shown, language) == pytest.approx(value, rel=1e-4)
    assert figures(60, say) in shown
    emptied = with_typed(edited, {0: {"quality": None}}, language)
    assert figures(60, say) in cell_words(emptied, ("a", "quality"), say)


@pytest.mark.parametrize(
    ("text", "english", "french"), [("1,234", 1234, 1.234), ("1,234.5", 1234.5, 1234.5), ("1 234,5", 1234.5, 1234.5)]
)
def test_a_comma_means_what_it_means_in_the_language_of_the_page(text, english, french):
    assert (typed_number(text, Language.EN), typed_number(text, Language.FR)) == (english, french)


def test_a_criterion_out_of_order_is_said_and_changes_nothing():
    fields = {"name": "Team", "unit": "", "scale": "linear", "unacceptable": 5, "good_enough": 5, "best": 5, "note": ""}
    with pytest.raises(BadCase):
        with_typed_criterion(three_by_three(), None, fields)
    added = with_typed_criterion(three_by_three(), None, fields | {"good_enough": 8.0, "best": 10.0})
    assert added.criterion("team").more_is_better


def test_a_change_that_cannot_be_is_a_sentence(begun):
    begun.segmented_control(key="matrix.part").set_value("candidates").run()
    begun.text_input(key="matrix.own_name").set_value("a\u202eb")
    next(b for b in begun.button if b.label == EN("matrix.add") and "own_candidate" in b.proto.form_id).click().run()
    assert begun.error
    assert len(case_of(begun).candidates) == 3


def test_names_of_markdown_are_shown_as_the_words_they_are(begun):
    words = "![x](http://evil.example/t.png)"
    case = case_of(begun)
    first = case.criteria[0].model_copy(update={"name": words})
    changed = {"title": words, "criteria": (first, *case.criteria[1:])}
    begun.session_state["matrix.case"] = case.model_copy(update=changed)
    at = begun.run()
    said = [*at.main.subheader, *at.main.markdown, *at.main.caption]
    assert not any(re.search(r"(?<!\\)!\[", each.value) for each in said)
    assert not any(re.search(r"(?<!\\)!\[", each.label) for each in at.slider)


@pytest.mark.parametrize("language", VOICE)
def test_a_model_goes_from_its_page_into_the_matrix_beside_what_is_there(visit, language):
    at = visit("model", language, id="qwen3-8b")
    at.session_state["matrix.case"] = three_by_three()
    at.button(key="model.into_matrix").click().run()
    assert not at.exception
    assert [each.name for each in case_of(at).candidates[:3]] == ["A", "B", "C"]
    assert case_of(at).candidates[3].name.startswith("Qwen3 8B")


def test_models_side_by_side_go_into_a_matrix_together(visit):
    at = visit("models", compare="qwen3-8b,openai:gpt-4o")
    at.button(key="compare.into_matrix").click().run()
    assert not at.exception
    assert len(case_of(at).candidates) == 2
    assert case_of(at).criteria
