"""Several readers on one engine: what must hold whatever the factors, and how far published totals are met.

Every row of measured/serving.csv names its address.
"""

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.estimates.accuracy.serving_accuracy import table
from llmselect.estimates.architecture.shape_columns import shapes
from llmselect.estimates.measured.load import many_user_speeds, serving_factors, source_addresses
from llmselect.estimates.measured.records import GENERATION
from llmselect.estimates.runs.machine_runs import runs_for
from llmselect.estimates.runs.published_serving import scored, served_runs
from llmselect.estimates.runs.run import estimate
from llmselect.estimates.runs.run_inputs import RunInputs
from llmselect.estimates.speed.batching import Arithmetic, BatchingKind, arithmetic, batching_kind_of
from llmselect.machine.machine import Machine, Split
from llmselect.settings import KvType
from scripts import fit_serving

USERS = np.array([1, 2, 4, 8, 16, 32, 64, 128])


def shared(
    model="llama-3.1-8b-instruct", quantization="Q4_K_M", engine="llama.cpp", prompt=500.0, users=USERS, **machine
):
    """Decode for each number of readers on a card that is large enough."""
    catalog, rows = load(), len(users)
    zeros = np.zeros(rows, dtype=np.int64)
    asked = RunInputs(
        context=np.full(rows, 2048),
        users=users,
        kv=(KvType.F16,) * rows,
        prompt_tokens=np.full(rows, prompt),
        output_tokens=np.full(rows, 500.0),
        depth=np.full(rows, prompt + 250),
    )
    card = Machine(**({"accelerator": "H100 SXM 80GB", "assume_fit": True} | machine))
    return estimate(
        runs_for(
            catalog,
            shapes([catalog.model(model).architecture] * rows),
            [catalog.quantization(quantization)],
            zeros,
            (card,),
            zeros,
            asked,
            engine=(engine,) * rows,
        )
    ).decode


@pytest.mark.parametrize("model", ["llama-3.1-8b-instruct", "qwen3-30b-a3b", "llama-3.3-70b-instruct"])
@pytest.mark.parametrize("engine", ["llama.cpp", "vllm"])
def test_more_readers_leave_less_for_each(model, engine):
    found = shared(model, engine=engine)
    assert np.all(np.diff(found.likely) < 0)
    assert np.all(found.likely <= found.likely[0])
    assert np.all(found.high <= found.high[0])
    assert np.all((found.low <= found.likely) & (found.likely <= found.high))


@pytest.mark.parametrize("model", ["llama-3.1-8b-instruct", "qwen3-30b-a3b"])
@pytest.mark.parametrize("engine", ["llama.cpp", "vllm"])
def test_together_they_get_more_until_arithmetic_binds(model, engine):
    assert np.all(np.diff(USERS * shared(model, engine=engine).likely) > 0)


def test_one_reader_is_the_estimate_for_one_reader():
    alone, crowd = shared(users=np.array([1])), shared(users=np.array([1, 64]))
    assert [side[0] for side in alone] == [side[0] for side in crowd]


def test_an_engine_made_for_batches_serves_more_than_slots():
    slots, batching = shared(quantization="F16"), shared(quantization="F16", engine="vllm")
    ratio = (batching.likely / batching.likely[0]) / (slots.likely / slots.likely[0])
    assert ratio[-1] > 1


def test_long_prompts_of_others_slow_a_reader():
    assert shared(prompt=4000.0).likely[-1] < 0.7 * shared(prompt=100.0).likely[-1]


def test_readers_of_a_mixture_pick_experts_of_their_own():
    dense, mixture = (
        shared(model, users=np.array([1, 4]), prompt=1.0).likely for model in ("qwen3-8b", "qwen3-30b-a3b")
    )
    assert mixture[1] / mixture[0] < dense[1] / dense[0]


def test_cards_that_share_every_layer_serve_more_than_cards_in_a_row():
    row = shared("llama-3.3-70b-instruct", "FP8", "vllm", count=4)
    together = shared("llama-3.3-70b-instruct", "FP8", "vllm", count=4, split=Split.TENSOR)
    assert together.likely[-1] > 1.3 * row.likely[-1]


def test_one_reader_is_known_where_the_chips_arithmetic_is_not():
    assert shared(users=np.array([1])).likely[0] > 0


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("vllm", BatchingKind.BATCHING),
        ("SGLang 0.5", BatchingKind.BATCHING),
        ("TensorRT-LLM", BatchingKind.BATCHING),
        ("ollama", BatchingKind.SLOTS),
    ],
)
def test_engines_are_told_apart_by_name(name, kind):
    assert batching_kind_of(name) is kind


def test_numbers_are_multiplied_as_the_chip_can():
    catalog, rows = load(), scored()
    found = served_runs(catalog, rows)
    kinds = dict(
        zip([(row.quantization, row.accelerator) for row in rows], arithmetic(found.work, found.devices), strict=True)
    )
    assert kinds["FP8", "H100 SXM 80GB"] is Arithmetic.FP8
    assert kinds["NVFP4", "B200"] is Arithmetic.FP4
    assert kinds["MXFP4", "H100 SXM 80GB"] is Arithmetic.UNPACKED_FP4
    assert kinds["AWQ", "RTX 4090"] is Arithmetic.UNPACKED


def test_published_totals_are_met_within_the_stated_range():
    found = {row.group: row for row in table(load())}
    assert found["all"].rows > 150
    assert found["all"].median_error < 0.20
    assert found["all"].median_error_without_device < 0.25
    assert found["all"].median_error_without_model < 0.25
    assert found["all"].median_error_without_source < 0.30
    assert found["all"].inside_range_without_model > 0.85


def test_the_shipped_factors_are_those_the_script_finds():
    plan, steps = fit_serving.plan_of(load(), scored())
    fitted = plan.tables(fit_serving.fit(plan, steps, fit_serving.weights_of(scored())))
    shipped = serving_factors().factors
    assert {table: set(labels) for table, labels in fitted.items()} == {t: set(labels) for t, labels in shipped.items()}
    for name in ("cache", "arithmetic"):
        assert shipped[name] == pytest.approx({str(label): value for label, value in fitted[name].items()}, rel=0.15)


def test_every_published_total_has_a_source_and_a_day():
    for row in many_user_speeds():
        assert source_addresses()[row.source].startswith("https://")
        assert row.date >= "2023"
        assert row.tokens_per_s > 0


def test_totals_of_writing_alone_count_no_prompts():
    rows = [row for row in scored() if row.use == GENERATION]
    assert rows
    assert np.all(served_runs(load(), rows).load.prompt_tokens == 0)
