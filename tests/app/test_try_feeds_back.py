"""What was tried comes back: as criteria of Choose and of the decision matrix, and as settings that compete."""

from dataclasses import replace

import pytest

from llmselect.catalog.efforts import Effort
from llmselect.catalog.load import load
from llmselect.ui.core import state as settings_state
from llmselect.ui.try_models import first_prompt
from tests.app.try_pages import button, state
from tests.bench.trials import trial
from tests.wording import says

WEIGHT = settings_state.weight_key("own_prompts")


@pytest.fixture
def tied(kept_here):
    """The token of a trial of two offers, the first of which passed every task."""
    offers = load().file.offers[:2]
    whole = trial([[True] * 4, [False] * 4])
    mine = tuple(
        each.model_copy(update={"catalog_model": offer.model, "offer": offer.id})
        for each, offer in zip(whole.plan.contestants, offers, strict=True)
    )
    return kept_here.save(replace(whole, plan=whole.plan.model_copy(update={"contestants": mine})), "mine")


def sliders(at):
    return [each.key for each in at.slider]


def with_more(at):
    """Choose with the drawer of the optional criteria open."""
    at.switch_page("pages/choose.py")
    at.session_state["choose.more"] = True
    return at.run()


def test_choose_offers_the_criterion_once_something_was_tried_and_without_weight(visit, tied):
    assert WEIGHT not in sliders(with_more(visit("choose")))
    at = with_more(visit("try", trial=tied))
    assert not at.exception
    assert at.slider(key=WEIGHT).value == 0
    at.slider(key=WEIGHT).set_value(8).run()
    assert not at.exception


def test_a_trial_of_models_unknown_to_the_catalog_offers_nothing(visit, kept_here):
    at = visit("try", trial=kept_here.save(trial([[True] * 4, [False] * 4]), "mine"))
    assert "own_scores.kept" not in at.session_state
    assert WEIGHT not in sliders(with_more(at))


def test_a_trial_in_a_quantization_that_is_not_ranked_promises_no_criterion(visit, kept_here):
    whole = trial([[True] * 4, [False] * 4])
    mine = whole.plan.contestants[0].model_copy(update={"catalog_model": first_prompt.MODEL, "quantization": "Q4_1"})
    plan = whole.plan.model_copy(update={"contestants": (mine, whole.plan.contestants[1])})
    at = visit("try", trial=kept_here.save(replace(whole, plan=plan), "mine"))
    at.segmented_control(key="try.view").set_value("scores").run()
    assert not at.exception
    assert any(says(each.value, "try.scores_not_ranked") for each in at.caption)
    assert not any(says(each.value, "try.own_scores") for each in at.markdown)


def test_the_matrix_offers_the_criterion_and_takes_it(visit, tied):
    at = visit("try", trial=tied)
    at.switch_page("pages/matrix.py").run()
    button(at, "matrix.begin").click().run()
    at.segmented_control(key="matrix.part").set_value("criteria").run()
    at.selectbox(key="matrix.app").set_value("own_prompts").run()
    button(at, "matrix.add_app").click().run()
    assert not at.exception
    assert at.session_state["matrix.case"].criterion("own_prompts") is not None


@pytest.mark.parametrize("view", ["scores", "blind"])
def test_the_results_say_that_they_count(visit, tied, view):
    at = visit("try", trial=tied)
    at.segmented_control(key="try.view").set_value(view).run()
    assert not at.exception
    assert {each.proto.page for each in at.get("page_link")} >= {"choose", "matrix"}


@pytest.mark.usefixtures("kept_here")
def test_two_settings_of_one_model_compete_and_the_forecast_stands_before_the_button(visit):
    at = visit("try")
    offer = next(o for o in load().file.offers if o.price and o.provider in {"openai"})
    server = next(u for u in at.selectbox(key="try.server").options if "api.openai.com" in u)
    at.selectbox(key="try.server").select(server).run()
    at.selectbox(key="try.model").set_value(offer.api_model_id).run()
    button(at, "try.add").click().run()
    at.text_area(key="try.system").set_value("Be brief.").run()
    if not at.selectbox(key="try.effort").disabled:
        at.selectbox(key="try.effort").set_value(str(Effort.HIGH)).run()
    button(at, "try.add").click().run()
    first, second = state(at).contestants
    assert (first.effort, first.system) == (None, "")
    assert second.system == "Be brief."
    assert not at.exception


def test_names_stay_hidden_beside_a_first_prompt_while_answers_are_compared_blind():
    assert not first_prompt.shows_answers(first=True, view="blind")
    assert first_prompt.shows_answers(first=True, view="answers")
    assert not first_prompt.shows_answers(first=False, view="answers")


def test_all_who_were_graded_come_into_the_matrix_with_their_pass_rates(visit, kept_here):
    at = visit("try", trial=kept_here.save(trial([[True] * 4, [False] * 4]), "mine"))
    at.segmented_control(key="try.view").set_value("scores").run()
    button(at, "try.bring").click().run()
    assert not at.exception
    cells = at.session_state["matrix.case"].cells
    assert sorted(cell.likely for cell in cells if cell.criterion == "own_prompts") == [0.0, 100.0]


def test_whom_the_catalog_knows_comes_into_the_matrix_with_all_that_is_known_and_one_criterion_counts(visit, tied):
    at = with_more(visit("try", trial=tied))
    at.slider(key=WEIGHT).set_value(8).run()
    at.switch_page("pages/try.py").run()
    at.segmented_control(key="try.view").set_value("scores").run()
    button(at, "try.bring").click().run()
    assert not at.exception
    case = at.session_state["matrix.case"]
    assert [each.id for each in case.criteria].count("own_prompts") == 1
    assert len({each.name for each in case.criteria}) == len(case.criteria)
    assert next(each.value for each in case.weights if each.criterion == "own_prompts") > 0
    assert {each.app_id for each in case.candidates} == {offer.id for offer in load().file.offers[:2]}
    assert {cell.criterion for cell in case.cells} > {"own_prompts", "privacy"}
