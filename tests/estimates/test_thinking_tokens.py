"""Tokens of thought: none where thinking is off, in the order of levels, and a model's own count for one use."""

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.catalog.standings import Use
from llmselect.errors import UnknownName
from llmselect.estimates.thinking import efforts_known, thinking_columns, thinking_file, thinking_tokens

LEVELS = ("off", "minimal", "low", "medium", "high", "xhigh", "max")


@pytest.mark.parametrize("use", Use)
def test_more_effort_never_thinks_less(use):
    told = [thinking_tokens(use, level) for level in LEVELS]
    for side in ("low", "likely", "high"):
        assert [getattr(one, side) for one in told] == sorted(getattr(one, side) for one in told)
    assert all(one.low <= one.likely <= one.high for one in told)


@pytest.mark.parametrize("effort", ["off", "none"])
def test_a_model_that_is_switched_off_thinks_nothing(effort):
    assert tuple(thinking_tokens(Use.REASONING, effort)) == (0, 0, 0)


def test_on_is_the_makers_default_and_other_levels_are_told_from_it():
    usual = thinking_tokens(Use.GENERAL, "on")
    assert thinking_tokens(Use.GENERAL, "medium") == usual
    assert thinking_tokens(Use.GENERAL, "high", default="high") == usual
    assert thinking_tokens(Use.GENERAL, "on", default="high") == usual
    assert thinking_tokens(Use.GENERAL, "high").likely == pytest.approx(2.4 * usual.likely)
    low = thinking_tokens(Use.GENERAL, "low", default="high")
    assert usual.likely / low.likely == pytest.approx(6.0)


def test_a_ratio_of_levels_widens_the_range():
    usual, high = thinking_tokens(Use.CODE, "on"), thinking_tokens(Use.CODE, "high")
    assert high.high / high.low > usual.high / usual.low


def test_a_models_own_count_serves_the_use_that_it_was_counted_on_alone():
    usual, own = thinking_tokens(Use.REASONING, "on"), thinking_tokens(Use.REASONING, "on", "magistral-small-2506")
    assert own.likely > usual.likely
    assert own.high / own.low < usual.high / usual.low
    for use in set(Use) - {Use.REASONING}:
        assert thinking_tokens(use, "on", "magistral-small-2506") == thinking_tokens(use, "on")


def test_columns_say_the_same_row_by_row():
    rows = [("on", "glm-4.5"), ("off", "glm-4.5"), ("high", "nobody"), ("on", "glm-4.5")]
    found = thinking_columns(Use.REASONING, [effort for effort, _ in rows], [model for _, model in rows])
    told = [thinking_tokens(Use.REASONING, *row) for row in rows]
    assert np.array_equal(np.array(found).T, np.array(told))
    assert len(thinking_columns(Use.CODE, [], []).likely) == 0


@pytest.mark.parametrize("given", [("hihg", "medium"), ("high", "sometimes")])
def test_an_effort_that_no_model_has_is_refused(given):
    effort, default = given
    with pytest.raises(UnknownName) as raised:
        thinking_tokens(Use.CODE, effort, default=default)
    assert raised.value.kind == "effort"
    assert all(thinking_tokens(Use.CODE, known) for known in efforts_known())


def test_every_figure_has_a_source_and_a_day_and_speaks_of_models_that_exist():
    content = thinking_file()
    assert set(content["uses"]) == set(Use)
    for facts in (*content["uses"].values(), content["own"]):
        assert facts["source"].startswith("https://")
        assert facts["day"].startswith("202")
    assert set(content["own"]["models"]) <= set(load().models)
    assert content["own"]["licence"] == "Apache-2.0"
