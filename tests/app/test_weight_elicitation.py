"""Other ways to weigh: by order, by trade-offs, and back to the default; each moves the sliders."""

import pytest

from llmselect.scoring.ranking.criteria import CRITERIA
from tests.app.choose_page import MAIN, lane
from tests.wording import EN


def test_an_order_of_the_criteria_moves_the_sliders(visit):
    at = visit("choose")
    at.session_state["weigh"] = True
    at.run()
    at.selectbox(key="weigh.rank.0").set_value("privacy").run()
    at.selectbox(key="weigh.rank.1").set_value("cost").run()
    at.selectbox(key="weigh.rank.2").set_value("none").run()
    at.button(key="weigh.use_order").click().run()
    assert not at.exception
    weights = {name: at.slider(key=f"weight.{name}").value for name in MAIN}
    assert weights == {"privacy": 9, "cost": 3, "latency": 0, "quality": 0}
    assert at.slider(key="weight.privacy").label == f"{EN(CRITERIA.named('privacy').label)} · 75%"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_swing_questions_quote_the_real_range_and_move_the_sliders(visit, language):
    at = visit("choose", language)
    at.session_state["weigh"] = True
    at.run()
    at.segmented_control(key="weigh.way").set_value("swings").run()
    questions = {slider.key: slider.label for slider in at.slider if slider.key and "swing" in slider.key}
    assert len(questions) >= 4
    assert all(any(digit.isdigit() for digit in label) for label in questions.values())
    for key in questions:
        at.slider(key=key).set_value(100 * key.endswith(".cost"))
    at.run()
    at.button(key="weigh.use_swings").click().run()
    assert {name: at.slider(key=f"weight.{name}").value for name in MAIN} == dict.fromkeys(MAIN, 0) | {"cost": 10}


def test_all_weights_at_zero_offer_the_default_ones(visit):
    at = visit("choose")
    for name in MAIN:
        at.slider(key=f"weight.{name}").set_value(0)
    at.run()
    at.button(key="weigh.back").click().run()
    assert not at.exception
    assert at.slider(key="weight.quality").value == 5
    assert lane(at, "local")
    assert lane(at, "served")
