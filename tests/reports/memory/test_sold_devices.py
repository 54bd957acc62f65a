"""Devices in place of memory sizes: named, on sale, and large enough by the same estimate as everything else."""

import pytest

from llmselect import Settings, load_catalog
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.runs.run_estimates import model_run_estimates
from llmselect.reports.memory.sold_devices import MOBILE, sold_devices

CATALOG, HERE = load_catalog(), Settings()


def ways(model, quantization):
    record = CATALOG.models[model]
    runs = model_run_estimates(CATALOG, record, HERE.machine, HERE.workload)
    wanted = next(run for run in runs if run.quantization.id == quantization)
    return sold_devices(CATALOG, record, HERE.machine, HERE.workload, wanted)


@pytest.mark.parametrize(
    ("model", "quantization"),
    [("qwen3-32b", "Q8_0"), ("llama-3.1-70b-instruct", "Q4_K_M"), ("gpt-oss-120b", "MXFP4"), ("deepseek-v3.1", "BF16")],
)
def test_every_device_is_of_the_catalog_and_holds_the_model_wholly(model, quantization):
    found = ways(model, quantization)
    assert found
    for way in found:
        assert way.device.name in CATALOG.accelerators
        assert way.run.fit is Fit.FULL
        assert way.machine.accelerator == way.device.name
        assert not MOBILE.search(way.device.name)
        assert way.device.name in way.text.en
        assert way.device.name in way.text.fr


def test_one_device_a_kind_and_several_of_one_only_where_no_single_one_is_enough():
    kinds = [way.device.kind for way in ways("llama-3.1-70b-instruct", "Q4_K_M")]
    assert len(kinds) == len(set(kinds)) > 1
    assert all(way.count == 1 for way in ways("llama-3.1-70b-instruct", "Q4_K_M"))
    assert all(way.count > 1 for way in ways("deepseek-v3.1", "BF16"))
