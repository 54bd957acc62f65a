"""Prompts are read at the rate of the numbers that an engine multiplies in: FP4 and FP8 where chip and engine can."""

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.estimates.hardware.tensor_rates import low_precision
from llmselect.estimates.measured.load import speed_left_out
from llmselect.estimates.measured.records import PREFILL, SCORED
from llmselect.estimates.runs.published_runs import of_phase, work_and_devices
from llmselect.estimates.speed.low_precision import native_arithmetic
from llmselect.estimates.speed.prefill import prefill
from tests.estimates.speed_columns import devices, work

FP8, FP4 = 250e12, 500e12


def blackwell(quantization: str, engine: str):
    asked = work(1, quantization=(quantization,), engine=(engine,))
    return asked, devices(("nv_soc",), fp8_flops=np.array([FP8]), fp4_flops=np.array([FP4]))


@pytest.mark.parametrize(
    ("quantization", "engine", "rate"),
    [
        ("NVFP4", "vllm", FP4),
        ("MXFP4", "sglang", FP4),
        ("NVFP4", "tensorrt-llm", FP4),
        ("FP8", "vLLM", FP8),
        ("NVFP4", "vllm-marlin", None),
        ("NVFP4", "llama.cpp", None),
        ("AWQ-INT4", "vllm", None),
        ("BF16", "vllm", None),
    ],
)
def test_the_engine_and_the_format_decide_in_which_numbers_a_prompt_is_multiplied(quantization, engine, rate) -> None:
    found = native_arithmetic(*blackwell(quantization, engine))
    assert found.native.tolist() == [rate is not None]
    assert found.flops.tolist() == [rate or 1.0]


def test_a_chip_without_such_units_reads_no_faster_for_the_format() -> None:
    asked = work(1, quantization=("NVFP4",), engine=("vllm",))
    older = devices(("nv_ampere",), fp8_flops=np.array([np.nan]), fp4_flops=np.array([np.nan]))
    unpacked = work(1, quantization=("AWQ-INT4",), engine=("vllm",))
    assert not native_arithmetic(asked, older).native.any()
    assert prefill(asked, older).likely == prefill(unpacked, older).likely


def test_multiplying_in_four_bits_is_faster_than_unpacking_and_the_range_reaches_down_to_it() -> None:
    native = prefill(*blackwell("NVFP4", "vllm"))
    unpacked = prefill(*blackwell("NVFP4", "vllm-marlin"))
    assert native.likely > 1.5 * unpacked.likely
    assert native.low < 0.4 * native.likely


@pytest.mark.parametrize(
    ("name", "fp8", "fp4"),
    [
        ("GB10 (DGX Spark)", 250, 500),
        ("RTX PRO 6000 Blackwell", 1008, 2016),
        ("RTX 5090", 838, 1676),
        ("B200", 4500, 9000),
        ("B300", 5000, 10000),
        ("H100 SXM 80GB", 1979, None),
        ("RTX 4090", 661, None),
        ("RTX 3090", None, None),
        ("Apple M4 Max 40-core", None, None),
    ],
)
def test_a_chip_has_the_rates_of_its_generation(name, fp8, fp4) -> None:
    found = low_precision(load().accelerator(name))
    for rate, tera in ((found.fp8_flops, fp8), (found.fp4_flops, fp4)):
        assert np.isnan(rate) if tera is None else rate == pytest.approx(tera * 1e12)


def test_published_prompts_in_small_numbers_are_held_by_ranges_of_fits_that_never_saw_their_page() -> None:
    rows = of_phase(PREFILL, SCORED)
    asked, chips = work_and_devices(load(), rows)
    native, found = native_arithmetic(asked, chips).native, prefill(asked, chips)
    unseen = np.array([speed_left_out()[row.number].without_source for row in rows])[native]
    published = np.array([row.tokens_per_s for row in rows])[native]
    low, high = (found.low / found.likely)[native], (found.high / found.likely)[native]
    assert native.sum() >= 15
    assert np.median(np.abs(unseen / published - 1)) < 0.35
    assert np.mean((published >= unseen * low) & (published <= unseen * high)) >= 0.9
