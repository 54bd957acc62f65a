"""Speed and memory over the context, and the parts of an answer's time."""

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.errors import NotPossible
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.runs.curves import answer_time, answer_times, speed_curves
from llmselect.estimates.runs.run_estimates import model_run_estimates
from llmselect.machine.machine import Machine
from llmselect.settings import Workload

CARD = Machine(accelerator="RTX 4090")


def curves(model="llama-3.1-8b-instruct", quantization="Q4_K_M", machine=CARD, **workload):
    catalog = load()
    return speed_curves(
        catalog, catalog.model(model), catalog.quantization(quantization), machine, Workload(**workload)
    )


def test_the_grid_reaches_from_nothing_to_the_models_context():
    found = curves()
    assert found.depth_tokens[0] == 0
    assert found.depth_tokens[-1] == load().model("llama-3.1-8b-instruct").context_tokens
    assert 20 <= len(found.depth_tokens) <= 26
    assert np.all(np.diff(found.depth_tokens) > 0)


def test_the_workloads_own_depth_is_on_the_curve_with_the_speed_of_the_bar():
    catalog = load()
    workload = Workload(prompt_tokens=3000, output_tokens=500)
    found = curves(prompt_tokens=3000, output_tokens=500)
    assert found.depth_tokens[found.workload_row] == 3250
    bar = next(
        bar
        for bar in model_run_estimates(catalog, catalog.model("llama-3.1-8b-instruct"), CARD, workload)
        if bar.quantization.id == "Q4_K_M"
    )
    assert found.decode.likely[found.workload_row] == pytest.approx(bar.decode_tokens_per_s.likely)


def test_speed_falls_and_memory_grows_with_the_context():
    found = curves()
    assert np.all(np.diff(found.decode.likely) < 0)
    assert np.all(np.diff(found.prefill.likely) < 0)
    assert np.all(np.diff(found.total_bytes) >= 0)


def test_where_memory_ends_the_next_context_does_not_fit():
    found = curves(quantization="F16", machine=CARD.model_copy(update={"host_memory_gib": 4.0}))
    most = found.fits_up_to_tokens
    assert found.wholly_up_to_tokens <= most < found.depth_tokens[-1]
    assert np.all(found.fit[found.depth_tokens <= most] > Fit.NONE)
    assert np.all(found.fit[found.depth_tokens > most] == Fit.NONE)
    assert np.isnan(found.decode.likely[-1])


def test_a_processor_alone_has_one_end_of_memory_and_no_speed_beyond():
    found = curves(machine=CARD.model_copy(update={"accelerator": None, "host_memory_gib": 12.0}))
    most = found.fits_up_to_tokens
    assert found.wholly_up_to_tokens == most < found.depth_tokens[-1]
    assert int(found.depth_tokens[~np.isnan(found.decode.likely)][-1]) == most


def test_a_model_that_never_fits_has_no_limit_to_tell():
    found = curves("llama-3.1-405b-instruct", "Q8_0")
    assert found.fits_up_to_tokens is None
    assert np.all(np.isnan(found.decode.likely))


def test_a_tiny_context_is_a_curve_too():
    assert curves(prompt_tokens=1, output_tokens=1).workload_row == 1


def test_parts_of_an_answer_add_up():
    catalog = load()
    workload = Workload(thinking_tokens=2000)
    found = answer_time(catalog, catalog.model("qwen3-8b"), catalog.quantization("Q4_K_M"), CARD, workload)
    assert found.total_s.likely == pytest.approx(
        found.prompt_s.likely + found.thinking_s.likely + found.answer_s.likely
    )
    assert found.thinking_s.likely > 5 * found.answer_s.likely
    assert found.total_s.low < found.total_s.likely < found.total_s.high


def test_models_that_do_not_think_spend_no_time_on_it():
    catalog = load()
    model, q4 = catalog.model("llama-3.1-8b-instruct"), catalog.quantization("Q4_K_M")
    assert answer_time(catalog, model, q4, CARD, Workload(thinking_tokens=2000)).thinking_s is None


def test_several_quantizations_are_as_one_by_one():
    catalog = load()
    model = catalog.model("qwen3-8b")
    chosen = [catalog.quantization(name) for name in ("Q4_K_M", "Q8_0", "AWQ-INT4")]
    together = answer_times(catalog, model, chosen, CARD, Workload())
    assert together == tuple(answer_time(catalog, model, one, CARD, Workload()) for one in chosen)
    assert answer_times(catalog, model, [], CARD, Workload()) == ()


def test_what_finds_no_room_takes_no_time():
    catalog = load()
    model = catalog.model("llama-3.1-405b-instruct")
    assert answer_time(catalog, model, catalog.quantization("Q8_0"), CARD, Workload()) is None


def test_an_unknown_shape_is_said():
    catalog = load()
    model = catalog.model("anthropic:claude-sonnet-4-5")
    with pytest.raises(NotPossible):
        speed_curves(catalog, model, catalog.quantization("Q8_0"), CARD, Workload())
