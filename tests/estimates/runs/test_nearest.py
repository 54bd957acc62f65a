"""The nearest published measurement to a run."""

import pytest

from llmselect.catalog.load import load
from llmselect.estimates.measured.records import SCORED
from llmselect.estimates.runs.nearest import nearest_measurement, nearest_measurements
from llmselect.estimates.runs.published_runs import of_phase
from llmselect.machine.machine import Machine, Phase


def nearest(
    model="llama-3.1-8b-instruct", quantization="Q4_K_M", accelerator="RTX 4090", phase=Phase.DECODE, depth=2048.0
):
    catalog = load()
    machine = Machine(accelerator=accelerator, host_memory_gib=256)
    return nearest_measurement(catalog, catalog.model(model), catalog.quantization(quantization), machine, phase, depth)


@pytest.mark.parametrize("phase", list(Phase))
def test_a_published_run_is_nearest_to_itself(phase):
    catalog = load()
    told = {(row.model, row.accelerator, row.quantization, row.tokens_per_s) for row in of_phase(phase.value, SCORED)}
    rows = [
        row
        for row in of_phase(phase.value, SCORED)
        if row.quantization in catalog.quantizations and row.engine == "llama.cpp" and row.count == 1
    ][::17]
    assert len(rows) > 5
    for row in rows:
        found = nearest(catalog.model(row.model).id, row.quantization, row.accelerator, phase, row.depth)
        assert found.same, (row, found)
        assert (found.model, found.accelerator, found.quantization, found.tokens_per_s) in told


def test_the_same_device_comes_before_the_same_model():
    found = nearest("qwen3-8b")
    assert (found.accelerator, found.same) == ("RTX 4090", False)
    published = {row.model for row in of_phase(Phase.DECODE.value, SCORED) if row.accelerator != "RTX 4090"}
    assert "qwen3-8b" in published, "else there is no other device to be passed over"
    assert found.model != "qwen3-8b"


def test_what_differs_is_said_in_both_languages():
    found = nearest("qwen3-8b")
    assert any(found.model in said.en and found.model in said.fr for said in found.differs)
    assert all(said.en != said.fr for said in found.differs)
    assert not found.same


def test_another_device_is_named_with_its_bandwidth():
    unpublished = "RTX A4500"
    assert unpublished not in {row.accelerator for row in of_phase(Phase.DECODE.value, SCORED)}
    found = nearest(accelerator=unpublished)
    assert found.accelerator != unpublished
    assert all(found.accelerator in said and "%" in said for said in (found.differs[0].en, found.differs[0].fr))


def test_it_says_where_and_when():
    found = nearest()
    assert found.source.startswith("https://")
    assert found.date >= "2023"


def test_farther_runs_are_farther():
    same, model, device = nearest(), nearest("qwen2.5-32b-instruct"), nearest(accelerator="CPU dual-channel DDR5-5600")
    assert same.distance < model.distance
    assert same.distance < device.distance


def test_many_at_once_are_as_one_by_one():
    catalog = load()
    model, machine = catalog.model("llama-3.1-8b-instruct"), Machine()
    chosen = [catalog.quantization(name) for name in ("Q4_K_M", "Q8_0", "F16")]
    together = nearest_measurements(catalog, model, chosen, machine, Phase.DECODE)
    assert together == tuple(nearest_measurement(catalog, model, one, machine, Phase.DECODE) for one in chosen)
    assert nearest_measurements(catalog, model, [], machine, Phase.DECODE) == ()
