"""Points of quantized models: read at a lower ability, never multiplied."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmselect.catalog.accelerators import AcceleratorKind
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.load import load
from llmselect.catalog.standings import BenchmarkScale, Use
from llmselect.estimates.core.candidates import Candidates, candidates
from llmselect.estimates.core.columns import Range
from llmselect.estimates.quality import quality
from llmselect.estimates.quality.quantization.quantization_loss import share_kept
from llmselect.estimates.quality.quantization.quantization_points import (
    candidate_loss,
    points_left,
    quality_kept,
    typical_slope,
    with_quantization_loss,
)
from llmselect.estimates.quality.scale import fitted
from llmselect.settings import KvType


def column(low: float, likely: float, high: float) -> Range:
    return Range(np.array([low]), np.array([likely]), np.array([high]))


def of_rows(points: Range, rows: Candidates) -> Range:
    """Points of models as points of candidates."""
    return Range(*(end[rows.model] for end in points))


@pytest.fixture(scope="module")
def rows() -> Candidates:
    return candidates(load(), frozenset({AcceleratorKind.GRAPHICS_CARD}))


@pytest.mark.parametrize("use", list(Use))
def test_every_candidate_has_points_in_order_and_below_its_model(rows: Candidates, use: Use) -> None:
    whole = of_rows(quality(load(), use), rows)
    found = with_quantization_loss(whole, load(), rows, use, KvType.F16)
    assert (found.low <= found.likely).all()
    assert (found.likely <= found.high).all()
    assert all((end >= 0).all() and (end <= 100).all() for end in found)
    assert (found.likely <= whole.likely + 1e-9).all()
    assert (found.low <= whole.low + 1e-9).all()


def test_offers_keep_their_models_points_whatever_the_cache(rows: Candidates) -> None:
    whole = of_rows(quality(load(), Use.CODE), rows)
    found = with_quantization_loss(whole, load(), rows, Use.CODE, KvType.Q4_0)
    assert found.likely[~rows.local] == pytest.approx(whole.likely[~rows.local])
    assert (candidate_loss(load(), rows, Use.CODE, KvType.Q4_0).high[~rows.local] == 0).all()


def test_a_4_bit_cache_costs_every_local_run(rows: Candidates) -> None:
    plain, small = (candidate_loss(load(), rows, Use.CODE, kv).likely[rows.local] for kv in (KvType.F16, KvType.Q4_0))
    assert (small > plain).all()


@given(
    likely=st.floats(1, 99),
    width=st.floats(0, 1),
    lost=st.floats(0, 3),
    use=st.sampled_from(list(Use)),
)
def test_points_fall_with_the_loss_and_stay_in_order(likely: float, width: float, lost: float, use: Use) -> None:
    before = column(likely * (1 - width / 2), likely, likely + (100 - likely) * width / 2)
    after = points_left(before, column(lost * 0.1, lost, lost * 2.7), use)
    more = points_left(before, column(lost * 0.2, lost * 2, lost * 5.4), use)
    assert after.low[0] <= after.likely[0] <= after.high[0]
    assert more.likely[0] <= after.likely[0] <= likely + 1e-9
    assert after.low[0] <= before.low[0] + 1e-9


def test_one_model_keeps_what_its_candidates_keep(rows: Candidates) -> None:
    catalog = load()
    lost = candidate_loss(catalog, rows, Use.CODE, KvType.Q4_0)
    for model in ("qwen3-8b", "gpt-oss-20b", "deepseek-v3"):
        position = [each.id for each in catalog.file.models].index(model)
        mine = np.flatnonzero((rows.model == position) & rows.local)
        quantizations = [catalog.file.quantizations[which] for which in rows.quantization[mine]]
        found = quality_kept(catalog.models[model], quantizations, Use.CODE, KvType.Q4_0)
        assert len(mine) > 0
        for kept, end in zip(found, share_kept(Range(*(end[mine] for end in lost)), Use.CODE), strict=True):
            assert kept == pytest.approx(end)


def test_no_loss_changes_nothing() -> None:
    before = column(40, 50, 65)
    after = points_left(before, column(0, 0, 0), Use.CODE)
    assert [float(end[0]) for end in after] == pytest.approx([40, 50, 65])


def test_the_same_loss_is_the_same_step_of_ability_for_good_and_poor_models() -> None:
    steps = [points_left(column(p, p, p), column(0.3, 0.3, 0.3), Use.CODE).likely[0] for p in (20.0, 50.0, 90.0)]
    odds = [np.log(p / (100 - p)) - np.log(left / (100 - left)) for p, left in zip((20, 50, 90), steps, strict=True)]
    assert odds == pytest.approx([odds[0]] * 3)


def test_a_slope_is_that_of_the_boards_of_percentages_of_the_tests_that_lost() -> None:
    catalog, lines = load(), fitted().lines
    for use in (Use.GENERAL, Use.CODE, Use.REASONING):
        own = [
            slope
            for name, slope in zip(lines.benchmarks, lines.slope, strict=True)
            if use in catalog.benchmarks[name].uses and catalog.benchmarks[name].scale is not BenchmarkScale.ELO
        ]
        assert min(own) <= typical_slope(catalog, use) <= max(own)


def test_a_use_that_borrows_a_loss_borrows_its_slope() -> None:
    catalog = load()
    assert typical_slope(catalog, Use.FRENCH) == typical_slope(catalog, Use.DOCUMENTS)
    assert typical_slope(catalog, Use.DOCUMENTS) == typical_slope(catalog, Use.GENERAL)
    assert typical_slope(catalog, Use.AGENTS) == typical_slope(catalog, Use.CODE)


def test_a_use_without_boards_of_percentages_has_the_general_slope() -> None:
    catalog = load()
    percent = {one.id for one in catalog.file.benchmarks if one.scale is not BenchmarkScale.ELO}
    kept = [one for one in catalog.file.benchmarks if one.id not in percent or Use.CODE not in one.uses]
    without = Catalog(catalog.file.model_copy(update={"benchmarks": tuple(kept)}))
    assert typical_slope(without, Use.CODE) == typical_slope(without, Use.GENERAL)
