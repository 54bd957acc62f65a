"""What a quantization costs: as published, more for fewer bits, for code and reasoning, for small models."""

import math
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmselect.catalog.load import load
from llmselect.catalog.standings import Use
from llmselect.estimates.core.columns import Range
from llmselect.estimates.quality.quantization.quantization_loss import (
    FEW_BITS_WARNING,
    NOT_MEASURED,
    ORDINARY_SCORE,
    STAND_INS,
    cache_lost,
    few_bits,
    log_odds_lost,
    share_kept,
    share_left,
    task_of,
)
from llmselect.estimates.quality.quantization.quantization_methods import NO_QUANTIZATION, stored_as, stored_rows
from llmselect.estimates.quality.quantization.quantization_terms import METHODS, Method, Stored
from llmselect.settings import KvType

QUANTIZATIONS = load().file.quantizations
IDS = [each.id for each in QUANTIZATIONS]
EVERY = stored_as(QUANTIZATIONS)
MEASURED_METHODS = [method for method in Method if method not in (Method.NONE, Method.UNKNOWN)]
uses = st.sampled_from(list(Use))
sizes = st.floats(1e8, 2e12)


class Published(NamedTuple):
    """A published pair of scores; `noise`: 90 % of the chance of the questions, in log-odds."""

    quantization: str
    parameters: float
    mixture: bool
    use: Use
    before: float
    after: float
    chance: float
    noise: float


PUBLISHED = [
    # https://github.com/matt-c1/llama-3-quant-comparison (2024-05-16): Llama 3 70B Instruct, MMLU
    Published("IQ4_XS", 70.6e9, False, Use.GENERAL, 80.82, 80.46, 0.25, 0.08),
    Published("IQ3_M", 70.6e9, False, Use.GENERAL, 80.82, 80.06, 0.25, 0.08),
    Published("IQ3_XXS", 70.6e9, False, Use.GENERAL, 80.82, 79.09, 0.25, 0.08),
    Published("IQ2_M", 70.6e9, False, Use.GENERAL, 80.82, 77.01, 0.25, 0.0),
    # https://github.com/intel/auto-round/blob/main/docs/gguf_alg_ext_acc.md (2026-05-19): MMLU and eleven tasks
    Published("Q4_K_M", 8.19e9, False, Use.GENERAL, 72.92, 72.55, 0.25, 0.04),
    Published("Q3_K_S", 7.62e9, False, Use.GENERAL, 65.71, 63.82, 0.3, 0.03),
    Published("Q3_K_M", 8.19e9, False, Use.GENERAL, 63.22, 61.94, 0.3, 0.03),
    # https://github.com/InternLM/lmdeploy/blob/main/docs/en/quantization/llm_compressor.md (2026-03-18), AWQ
    Published("AWQ-INT4", 30.5e9, True, Use.GENERAL, 77.85, 75.77, 0.1, 0.05),
    Published("AWQ-INT4", 30.5e9, True, Use.CODE, 56.67, 50.86, 0.0, 0.12),
    Published("AWQ-INT4", 8.19e9, False, Use.CODE, 50.86, 46.95, 0.0, 0.12),
    Published("AWQ-INT4", 8.19e9, False, Use.REASONING, 59.97, 56.57, 0.25, 0.3),
    Published("AWQ-INT4", 8.19e9, False, Use.REASONING, 69.48, 63.96, 0.0, 0.5),
]


def loss(
    quantization: str, parameters: float = 8e9, mixture: bool = False, use: Use = Use.GENERAL, kv: KvType = KvType.F16
) -> Range:
    row = EVERY.take(np.array([IDS.index(quantization)]))
    return log_odds_lost(row, np.array([parameters]), np.array([mixture]), use, kv)


def by_method(method: Method, bits: float, parameters: float, use: Use, imatrix: float = 1.0) -> Range:
    row = Stored(np.array([METHODS.index(method)]), np.array([bits]), np.array([imatrix]))
    return log_odds_lost(row, np.array([parameters]), np.array([False]), use)


def is_at_least(more: Range, less: Range) -> bool:
    return all(bool((a >= b - 1e-12).all()) for a, b in zip(more, less, strict=True))


@pytest.mark.parametrize("row", PUBLISHED)
def test_published_results_lie_within_the_range(row: Published) -> None:
    before, after = ((score / 100 - row.chance) / (1 - row.chance) for score in (row.before, row.after))
    measured = math.log(before / (1 - before)) - math.log(after / (1 - after))
    found = loss(row.quantization, row.parameters, row.mixture, row.use)
    assert found.low[0] - row.noise <= measured <= found.high[0] + row.noise


@pytest.mark.parametrize("use", list(Use))
def test_every_quantization_of_the_catalog_has_a_loss(use: Use) -> None:
    rows = len(EVERY.method)
    found = log_odds_lost(EVERY, np.full(rows, 8e9), np.zeros(rows, np.bool_), use)
    whole = METHODS.index(Method.NONE) == EVERY.method
    assert METHODS.index(Method.UNKNOWN) not in EVERY.method
    assert (found.low[~whole] > 0).all()
    assert (found.low <= found.likely).all()
    assert (found.likely <= found.high).all()
    assert all((end[whole] == 0).all() for end in found)


@given(
    method=st.sampled_from(MEASURED_METHODS),
    bits=st.tuples(st.floats(2, 8.5), st.floats(2, 8.5)),
    parameters=sizes,
    use=uses,
    imatrix=st.sampled_from([0.0, 1.0, math.nan]),
)
def test_finer_never_loses_more(
    method: Method, bits: tuple[float, float], parameters: float, use: Use, imatrix: float
) -> None:
    coarse, fine = (by_method(method, each, parameters, use, imatrix) for each in sorted(bits))
    assert is_at_least(coarse, fine)


@given(parameters=sizes, mixture=st.booleans(), use=uses)
def test_types_of_llama_cpp_lose_less_the_finer_they_are(parameters: float, mixture: bool, use: Use) -> None:
    for ladder in (
        ("Q2_K", "Q3_K_S", "Q3_K_M", "Q3_K_L", "Q4_K_S", "Q4_K_M", "Q5_K_S", "Q5_K_M", "Q6_K", "Q8_0", "F16"),
        ("IQ2_M", "IQ3_XXS", "IQ3_M", "IQ4_XS", "IQ4_NL", "Q5_K_S"),
        ("Q3_K_M", "IQ4_XS", "Q4_K_M"),
    ):
        found = [loss(each, parameters, mixture, use) for each in ladder]
        assert all(is_at_least(a, b) for a, b in pairwise(found))


@pytest.mark.parametrize("quantization", [each for each in IDS if each not in ("F16", "BF16", "FP16")])
def test_code_and_reasoning_lose_more(quantization: str) -> None:
    general, code, reasoning = (loss(quantization, use=use).likely[0] for use in (Use.GENERAL, Use.CODE, Use.REASONING))
    assert min(code, reasoning) > 1.5 * general
    assert loss(quantization, use=Use.FRENCH).likely[0] == general
    assert loss(quantization, use=Use.AGENTS).likely[0] == code


@given(small=st.floats(1e9, 3e11), times=st.floats(1.5, 2), quantization=st.sampled_from(IDS), use=uses)
def test_larger_models_lose_less(small: float, times: float, quantization: str, use: Use) -> None:
    assert is_at_least(loss(quantization, small, use=use), loss(quantization, small * times, use=use))


@given(parameters=sizes, mixture=st.booleans(), use=uses)
def test_awq_loses_more_than_q4_k_m(parameters: float, mixture: bool, use: Use) -> None:
    assert loss("AWQ-INT4", parameters, mixture, use).likely[0] > 2 * loss("Q4_K_M", parameters, mixture, use).likely[0]


def test_the_format_a_model_was_released_in_loses_nothing() -> None:
    catalog = load()
    ids = [model.id for model in catalog.file.models]
    pairs = [("deepseek-v3", "FP8"), ("gpt-oss-20b", "MXFP4"), ("gpt-oss-20b", "F16"), ("deepseek-v3", "Q4_K_M")]
    models = np.array([ids.index(model) for model, _ in pairs])
    stored = stored_rows(catalog, models, np.array([IDS.index(quantization) for _, quantization in pairs]))
    found = log_odds_lost(stored, np.full(4, 2e10), np.ones(4, np.bool_), Use.CODE)
    assert [end[:3].tolist() for end in found] == [[0, 0, 0]] * 3
    assert found.low[3] > 0


def test_offers_lose_nothing() -> None:
    stored = stored_rows(load(), np.array([0]), np.array([NO_QUANTIZATION]))
    assert log_odds_lost(stored, np.array([8e9]), np.array([False]), Use.CODE).high[0] == 0


@pytest.mark.parametrize("use", list(Use))
def test_a_4_bit_cache_is_charged_and_an_8_bit_one_is_free(use: Use) -> None:
    free, charged = (loss("Q4_K_M", use=use, kv=kv) for kv in (KvType.Q8_0, KvType.Q4_0))
    assert free == loss("Q4_K_M", use=use)
    assert is_at_least(charged, free)
    assert charged.likely[0] - free.likely[0] == pytest.approx(cache_lost(use, KvType.Q4_0).likely[0])


def test_a_4_bit_cache_costs_reasoning_more() -> None:
    general, reasoning = (cache_lost(use, KvType.Q4_0).likely[0] for use in (Use.GENERAL, Use.REASONING))
    score = ORDINARY_SCORE[task_of(Use.GENERAL)]
    assert 0.5 < 100 * score * (1 - share_left(general, score)) < 2, "published: about one point of general tests"
    assert general < reasoning < 0.3


def test_unknown_methods_lie_between_the_measured_ones() -> None:
    common = [by_method(method, 4.5, 8e9, Use.CODE) for method in STAND_INS]
    found = by_method(Method.UNKNOWN, 4.5, 8e9, Use.CODE)
    assert found.low[0] == pytest.approx(min(each.low[0] for each in common))
    assert found.high[0] == pytest.approx(max(each.high[0] for each in common))
    assert found.low[0] < found.likely[0] < found.high[0]


def test_an_unknown_size_widens_the_range() -> None:
    known, unknown = loss("Q4_K_M"), loss("Q4_K_M", math.nan)
    assert unknown.likely == known.likely
    assert unknown.low[0] < known.low[0]
    assert unknown.high[0] > known.high[0]


def test_an_unknown_importance_matrix_widens_the_range_below_4_bits() -> None:
    known, unknown, without = (by_method(Method.K_QUANT, 2.9, 8e9, Use.CODE, each) for each in (1, math.nan, 0))
    assert known.likely[0] < unknown.likely[0] < without.likely[0]
    assert unknown.high[0] == without.high[0] > 2 * known.high[0]
    assert by_method(Method.K_QUANT, 4.8, 8e9, Use.CODE, math.nan) == by_method(Method.K_QUANT, 4.8, 8e9, Use.CODE)


@given(odds=st.floats(0, 20), score=st.floats(0.05, 0.95))
def test_the_share_left_is_that_of_the_log_odds(odds: float, score: float) -> None:
    left = float(share_left(np.array(odds), score)) * score
    assert math.log(left / (1 - left)) == pytest.approx(math.log(score / (1 - score)) - odds)


def test_the_share_kept_is_low_where_the_loss_is_high() -> None:
    kept = share_kept(loss("IQ2_M", use=Use.CODE), Use.CODE)
    assert 0 < kept.low[0] < kept.likely[0] < kept.high[0] <= 1
    assert share_kept(loss("F16"), Use.GENERAL).low[0] == 1


BELOW_3_BITS = {"IQ1_S", "IQ1_M", "IQ2_XXS", "IQ2_XS", "IQ2_S", "IQ2_M", "Q2_K", "Q2_K_S", "TQ1_0", "TQ2_0"}


def test_the_warning_is_for_files_below_3_bits() -> None:
    assert {IDS[row] for row in np.flatnonzero(few_bits(EVERY))} == BELOW_3_BITS


def test_what_is_said_is_said_in_both_languages() -> None:
    for text in (FEW_BITS_WARNING, *NOT_MEASURED.values()):
        assert text.en
        assert text.fr
        assert text.en != text.fr
