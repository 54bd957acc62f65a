"""What a visitor measured on a machine: it is the estimate for that run, and draws the others as far as it should."""

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.errors import BadNumber, NotPossible, UnknownName
from llmselect.estimates.accuracy.calibration_accuracy import RunRelation, pairs, table, weighted_quantile
from llmselect.estimates.runs.calibration import check_measured
from llmselect.estimates.runs.run_estimates import model_run_estimates
from llmselect.estimates.speed.transfer import SAME_RUN_SPREAD, transfer_shares
from llmselect.machine.machine import Machine, Phase, UserMeasurement
from llmselect.settings import Workload
from scripts import fit_calibration

CARD = Machine(accelerator="RTX 4090")
WORKLOAD = Workload(thinking_tokens=0)
DEPTH = 1150


def own(speed, model="qwen3-8b", quantization="Q4_K_M", phase=Phase.DECODE, depth=DEPTH):
    return UserMeasurement(model=model, quantization=quantization, phase=phase, tokens_per_s=speed, depth_tokens=depth)


def bars(*measured, model="qwen3-8b", workload=WORKLOAD, machine=CARD):
    catalog = load()
    changed = machine.model_copy(update={"measured": measured})
    return {bar.quantization.id: bar for bar in model_run_estimates(catalog, catalog.model(model), changed, workload)}


def test_nothing_measured_changes_nothing():
    assert not any(bar.calibrated for bar in bars().values())


@pytest.mark.parametrize("factor", [0.4, 0.9, 1.3])
def test_the_measured_run_is_what_was_measured(factor):
    speed = bars()["Q4_K_M"].decode_tokens_per_s.likely * factor
    found = bars(own(speed))["Q4_K_M"]
    assert found.decode_tokens_per_s.likely == pytest.approx(speed)
    assert found.decode_tokens_per_s.low == pytest.approx(speed * (1 - SAME_RUN_SPREAD))
    assert found.decode_calibration_factor == pytest.approx(factor)
    assert found.calibrated


def test_another_depth_of_the_measured_run_is_less_sure():
    speed = bars()["Q4_K_M"].decode_tokens_per_s
    near = bars(own(speed.likely))["Q4_K_M"].decode_tokens_per_s
    deep = bars(own(speed.likely, depth=30_000))["Q4_K_M"].decode_tokens_per_s
    assert near.high / near.low < deep.high / deep.low < speed.high / speed.low


def test_a_slow_machine_draws_the_others_down_but_less_than_itself():
    plain, slow = bars(), bars(own(bars()["Q4_K_M"].decode_tokens_per_s.likely / 2))
    ratios = {name: slow[name].decode_calibration_factor for name in plain}
    assert ratios["Q4_K_M"] == pytest.approx(0.5)
    assert 0.5 < ratios["Q4_K_S"] < ratios["Q8_0"] < 1
    assert slow["Q4_K_S"].prefill_calibration_factor == 1, "decoding says nothing of reading prompts"


def test_other_models_on_the_machine_follow():
    half = bars()["Q4_K_M"].decode_tokens_per_s.likely / 2
    dense, mixture = (
        bars(own(half), model=m)["Q4_K_M"].decode_calibration_factor for m in ("llama-3.1-8b-instruct", "qwen3-30b-a3b")
    )
    assert 0.5 < dense < mixture < 1


def test_a_kindred_run_has_a_narrower_range():
    likely = bars()["Q4_K_M"].decode_tokens_per_s.likely
    plain, known = bars()["Q4_K_S"].decode_tokens_per_s, bars(own(likely))["Q4_K_S"].decode_tokens_per_s
    assert known.high / known.low < plain.high / plain.low


def test_no_drawn_estimate_is_faster_than_its_memory():
    catalog = load()
    card = catalog.accelerator("RTX 4090")
    fast = bars(own(400.0))
    for name in ("Q4_K_S", "Q5_K_M", "Q8_0"):
        bar = fast[name]
        assert bar.decode_tokens_per_s.high * bar.weights_bytes * 0.8 < card.bandwidth_gb_per_s * 1e9


def test_two_measurements_count_more_than_one():
    likely = bars()["Q4_K_M"].decode_tokens_per_s.likely
    small = bars(model="llama-3.2-3b-instruct")["Q4_K_M"].decode_tokens_per_s.likely
    one = bars(own(likely / 2))["Q8_0"].decode_calibration_factor
    two = bars(own(likely / 2), own(small / 2, "llama-3.2-3b-instruct"))["Q8_0"].decode_calibration_factor
    assert two < one


def test_both_phases_are_corrected_apart():
    plain = bars()["Q4_K_M"]
    found = bars(own(plain.prefill_tokens_per_s.likely * 0.7, phase=Phase.PREFILL))["Q4_K_M"]
    assert found.prefill_calibration_factor == pytest.approx(0.7)
    assert found.decode_calibration_factor == 1
    assert found.ttft_s.likely > plain.ttft_s.likely


@pytest.mark.parametrize(
    ("measured", "fault", "said"),
    [
        (own(50, model="qwen3-8x"), UnknownName, "model of a measured speed 'qwen3-8x'; the nearest are qwen3-8b"),
        (own(50, quantization="Q9"), UnknownName, "quantization of a measured speed 'Q9'"),
        (own(50, model="anthropic:claude-sonnet-4-5"), NotPossible, "whose shape is not published"),
    ],
)
def test_what_the_catalog_lacks_is_said(measured, fault, said):
    with pytest.raises(fault, match=said):
        bars(measured)


def test_a_speed_of_another_world_is_refused_at_the_door():
    with pytest.raises(BadNumber, match=r"decode speed measured for qwen3-8b is 90000\.0"):
        check_measured(load(), CARD.model_copy(update={"measured": (own(90_000.0),)}))


def test_a_run_that_should_not_fit_but_was_measured_still_corrects():
    found = bars(own(3.0, "llama-3.3-70b-instruct", "Q8_0"), machine=CARD.model_copy(update={"host_memory_gib": 8.0}))
    assert found["Q8_0"].calibrated


def test_one_measurement_makes_the_others_better():
    rows = table(load())
    near = [row for row in rows if row.relation is not RunRelation.OTHER]
    assert 0 < len(near) < len(rows)
    assert [row for row in near if row.median_error_after >= 0.8 * row.median_error_before] == []
    assert [row for row in near if row.p90_error_after >= row.p90_error_before] == []
    assert [row for row in rows if row.median_error_after >= 1.05 * row.median_error_before] == []


@pytest.mark.parametrize("phase", list(Phase))
def test_the_shipped_shares_are_those_the_script_chooses(phase):
    found = pairs(load(), phase.value)
    for kind, relation in zip(transfer_shares(phase), (RunRelation.KIN, RunRelation.OTHER), strict=True):
        assert kind.share == pytest.approx(fit_calibration.best_share(found[relation]), abs=0.11)


def test_a_weighted_quantile_counts_weights():
    assert weighted_quantile(np.array([3.0, 1.0, 2.0]), np.array([1.0, 8.0, 1.0]), 0.5) == 1.0
