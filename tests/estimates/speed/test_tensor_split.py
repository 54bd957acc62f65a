"""Speeds of tensor splits: a model with a wide range, held against the few speeds that are published for one reader."""

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.estimates.architecture.shape_columns import shapes
from llmselect.estimates.runs.machine_runs import runs_for
from llmselect.estimates.runs.run import RunEstimates, estimate
from llmselect.estimates.runs.run_inputs import RunInputs
from llmselect.machine.machine import Machine, Split
from llmselect.settings import Workload

CATALOG = load()
ONE = np.zeros(1, dtype=np.int64)


def run(model: str, quantization: str, accelerator: str, count: int, split: Split, users: int = 1) -> RunEstimates:
    architecture = CATALOG.models[model].architecture
    assert architecture is not None
    machine = Machine(accelerator=accelerator, count=count, split=split, assume_fit=True, host_memory_gib=1024)
    workload = Workload(prompt_tokens=128, output_tokens=128, users=users)
    return estimate(
        runs_for(
            CATALOG,
            shapes([architecture]),
            [CATALOG.quantizations[quantization]],
            ONE,
            (machine,),
            ONE,
            RunInputs.of((workload,), ONE, np.zeros(1, np.bool_)),
            engine=("vllm",),
        )
    )


@pytest.mark.parametrize(
    ("model", "quantization", "accelerator", "count", "published"),
    [
        ("qwen2.5-32b-instruct", "BF16", "A100 SXM 80GB", 2, 20.8),  # arXiv:2512.01644, tables
        ("qwen3.5-27b", "AWQ-INT4", "RTX 3090", 2, 63.07),  # source 17 of measured/speed_sources.csv
        ("qwen2.5-32b-instruct", "AWQ-INT4", "T4", 4, 25.26),  # source 19
        # https://ollama.linkworksinc.com/posts/vllm-tp4-3090-benchmark, 2026-04-25, read 2026-11-22
        ("gemma-4-31b-it", "AWQ-INT4", "RTX 3090", 4, 76.9),
        # https://github.com/huggingface/text-generation-inference/issues/1315, 2023-12-06: 29.4 and 32.1 ms a token
        ("codellama-34b-instruct", "F16", "A100 SXM 80GB", 2, 1000 / 29.39),
        ("codellama-34b-instruct", "F16", "A100 SXM 80GB", 4, 1000 / 32.06),
        ("codellama-34b-instruct", "F16", "H100 PCIe 80GB", 2, 1000 / 28.02),
    ],
)
def test_the_range_holds_what_is_published(
    model: str, quantization: str, accelerator: str, count: int, published: float
) -> None:
    """Left out: 4 A100 of arXiv:2512.01644, where four are slower than two."""
    low, likely, high = (float(side[0]) for side in run(model, quantization, accelerator, count, Split.TENSOR).decode)
    assert low <= published <= high
    assert high / low > 2
    assert low < likely < high


@pytest.mark.parametrize("accelerator", ["RTX 3090", "H100 SXM 80GB", "RX 7900 XTX"])
def test_more_devices_that_share_every_layer_are_faster_but_never_in_proportion(accelerator: str) -> None:
    speeds = [run("llama-3.1-70b-instruct", "Q4_K_M", accelerator, n, Split.TENSOR) for n in (1, 2, 4, 8)]
    for phase in ("decode", "prefill"):
        likely = [float(getattr(speed, phase).likely[0]) for speed in speeds]
        assert likely == sorted(likely)
        assert all(more / likely[0] < n for more, n in zip(likely[1:], (2, 4, 8), strict=True))


def test_one_device_shares_nothing() -> None:
    layer, tensor = (run("llama-3.1-8b-instruct", "Q8_0", "RTX 4090", 1, split) for split in Split)
    assert layer.decode.likely == pytest.approx(tensor.decode.likely)
    assert layer.decode.high == pytest.approx(tensor.decode.high)
    assert layer.prefill.likely == pytest.approx(tensor.prefill.likely)


def test_no_split_is_faster_than_all_memories_together() -> None:
    for count in (2, 4, 8):
        known = CATALOG.accelerator("RTX 3090")
        found = run("llama-3.1-70b-instruct", "Q4_K_M", "RTX 3090", count, Split.TENSOR)
        most = count * known.bandwidth_gb_per_s * 1e9 / float(found.weights.read_bytes[0])
        assert float(found.decode.high[0]) <= most
