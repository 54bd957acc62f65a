"""Quality at an effort: thinking helps where it was measured to, and scores of one effort never count for another."""

import numpy as np
import pytest

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.efforts import EFFORTS, Effort, default_efforts, efforts_of
from llmselect.catalog.load import load
from llmselect.catalog.standings import Use
from llmselect.estimates.quality import quality, quality_at
from llmselect.estimates.quality.efforts.effort_cells import Gain, checked, effort_cells, gains
from llmselect.estimates.quality.efforts.effort_gap_fit import fit_gaps, held_without_the_model
from llmselect.estimates.quality.efforts.effort_gaps import fitted_gaps, own_gaps, position_at
from llmselect.estimates.quality.scale import fitted

BOTH = "anthropic:claude-sonnet-4-5"
"""Boards list it thinking and not."""


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load()


def place(catalog: Catalog, model: str) -> int:
    return [each.id for each in catalog.file.models].index(model)


def at(catalog: Catalog, use: Use, model: str, effort: Effort) -> tuple[float, float, float]:
    row = quality_at(catalog, use, np.array([place(catalog, model)]), np.array([EFFORTS.index(effort)]))
    return tuple(float(side[0]) for side in row)


def restated(catalog: Catalog, model: str, variant: str, add: float) -> Catalog:
    """The catalog with the model's lines of one variant on exams raised."""
    lines = tuple(
        line.model_copy(update={"score": line.score + add})
        if line.model == model and line.variant == variant and line.score < 100 - add
        else line
        for line in catalog.file.standings
    )
    return Catalog(catalog.file.model_copy(update={"standings": lines}))


@pytest.mark.parametrize("use", Use)
def test_every_row_has_a_value_inside_its_interval(catalog: Catalog, use: Use):
    model = np.repeat(np.arange(len(catalog.file.models)), len(EFFORTS))
    low, likely, high = quality_at(catalog, use, model, np.tile(np.arange(len(EFFORTS)), len(catalog.file.models)))
    assert np.all((low > 0) & (low < likely) & (likely < high) & (high < 100))


@pytest.mark.parametrize("use", Use)
def test_quality_per_model_is_that_at_its_default_effort(catalog: Catalog, use: Use):
    defaults = default_efforts(catalog)
    model = np.arange(len(catalog.file.models))
    effort = np.array([EFFORTS.index(defaults[each.id].effort) for each in catalog.file.models])
    stated = np.array([defaults[each.id].known and each.reasoning != "unknown" for each in catalog.file.models])
    there = quality_at(catalog, use, model, effort)
    assert np.allclose(there.likely[stated], quality(catalog, use).likely[stated])


def test_for_reasoning_thinking_is_no_worse_in_the_middle(catalog: Catalog):
    switched = [model.id for model in catalog.file.models if efforts_of(model) == (Effort.OFF, Effort.ON)]
    assert len(switched) > 50
    worse = [
        model
        for model in switched
        if at(catalog, Use.REASONING, model, Effort.ON)[1] < at(catalog, Use.REASONING, model, Effort.OFF)[1]
    ]
    assert worse == []


def test_more_effort_never_means_less_in_the_uses_gaps():
    gaps = fitted_gaps()
    order = (Effort.OFF, Effort.MINIMAL, Effort.LOW, Effort.MEDIUM, Effort.HIGH, Effort.XHIGH, Effort.MAX)
    places = [gaps.position(effort) for effort in order]
    assert places == sorted(places)
    assert np.all(gaps.gap > 0)


def test_thinking_is_worth_most_for_reasoning():
    gap = dict(zip(Use, fitted_gaps().gap.tolist(), strict=True))
    assert max(gap, key=gap.__getitem__) is Use.REASONING


def test_a_score_at_high_effort_does_not_count_in_full_for_a_low_one(catalog: Catalog):
    raised = restated(catalog, BOTH, "32k", 8.0)
    gained = {
        effort: at(raised, Use.REASONING, BOTH, effort)[1] - at(catalog, Use.REASONING, BOTH, effort)[1]
        for effort in (Effort.OFF, Effort.ON)
    }
    assert gained[Effort.ON] > 2 * max(gained[Effort.OFF], 0.0)


def test_an_effort_that_no_board_names_has_a_wider_interval(catalog: Catalog):
    low, _, high = at(catalog, Use.CODE, "qwen3-32b", Effort.OFF)
    low_default, _, high_default = at(catalog, Use.CODE, "qwen3-32b", Effort.ON)
    assert high - low > high_default - low_default


def test_a_model_s_own_pairs_move_its_gap(catalog: Catalog):
    gaps = fitted_gaps()
    every = gains(effort_cells(catalog, gaps.position).pairs, fitted().lines)
    found = [gain for gain in checked(every) if gain.model == BOTH and gain.use is Use.REASONING]
    assert all(gain.ability > gaps.gap[list(Use).index(Use.REASONING)] for gain in found)
    own, covariance = own_gaps(gaps, found)
    use = list(Use).index(Use.REASONING)
    assert own[use] > gaps.gap[use]
    assert covariance[use, use] < gaps.covariance()[use, use]
    assert own_gaps(gaps, ())[0] is gaps.gap


def pairs_of(catalog: Catalog) -> list[Gain]:
    return checked(gains(effort_cells(catalog, lambda effort: position_at(effort, 0.3)).pairs, fitted().lines))


def test_the_stored_gaps_are_those_of_the_catalog(catalog: Catalog):
    """Standings, models or the scale changed: run scripts/fit_effort_gaps.py again."""
    now, stored = fit_gaps(pairs_of(catalog), ""), fitted_gaps()
    assert now.gap == pytest.approx(stored.gap, abs=5e-3)
    assert now.error == pytest.approx(stored.error, abs=5e-3)
    assert (now.gains, now.models) == (stored.gains, stored.models)


def test_gaps_hold_for_models_left_out(catalog: Catalog):
    pairs = pairs_of(catalog)
    inside, many = (sum(column) for column in zip(*held_without_the_model(pairs, 1.645).values(), strict=True))
    assert many > 50
    assert 0.83 <= inside / many <= 0.97
