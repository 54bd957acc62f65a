"""Every byte of a bar lies somewhere: on the accelerators or in main memory."""

import pytest

from llmselect.catalog import load
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.core.engines import splits
from llmselect.estimates.runs.run_estimates import model_run_estimates
from llmselect.machine.machine import Machine
from llmselect.settings import Workload
from llmselect.units import GIB

CATALOG = load.load()


@pytest.mark.parametrize("model", ["llama-3.1-8b-instruct", "qwen3-32b", "deepseek-v3.1"])
@pytest.mark.parametrize("accelerator", ["RTX 4090", "Apple M4 Max 40-core", "EPYC 9654", None])
def test_what_is_kept_and_what_lies_in_main_memory_are_the_whole(model, accelerator):
    for bar in model_run_estimates(CATALOG, CATALOG.models[model], Machine(accelerator=accelerator), Workload()):
        elsewhere = bar.host_bytes if bar.device_memory_bytes is not None else 0.0
        whole = sum(bar.kept_bytes) + bar.compute_buffer_bytes + bar.runtime_bytes + elsewhere
        assert whole == pytest.approx(bar.total_bytes, abs=GIB / 100)


def test_what_is_kept_never_exceeds_the_accelerators():
    bars = model_run_estimates(CATALOG, CATALOG.models["qwen3-32b"], Machine(), Workload())
    for bar in (bar for bar in bars if bar.fit is not Fit.NONE):
        assert bar.device_memory_bytes is not None
        assert sum(bar.kept_bytes) + bar.compute_buffer_bytes + bar.runtime_bytes <= bar.device_memory_bytes * 1.001


@pytest.mark.parametrize("model", ["qwen3-32b", "qwen3-30b-a3b"])
def test_a_format_that_no_program_splits_is_whole_or_nowhere(model: str):
    bars = model_run_estimates(CATALOG, CATALOG.models[model], Machine(memory_gib=16), Workload())
    whole_only = [bar for bar in bars if not splits(bar.quantization)]
    assert any(bar.fit is Fit.PARTIAL for bar in bars)
    assert any(bar.fit is Fit.NONE for bar in whole_only)
    for bar in whole_only:
        assert bar.fit is not Fit.PARTIAL
        if bar.fit is Fit.NONE:
            assert bar.decode_tokens_per_s is None
            assert bar.device_bytes == bar.wanted_bytes > bar.device_memory_bytes
            assert bar.device_bytes + bar.host_bytes == pytest.approx(bar.total_bytes, rel=0.01)
