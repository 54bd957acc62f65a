"""Weights are counted as publishers publish them and stored as llama.cpp stores them."""

import itertools

import numpy as np
import pytest

from llmselect.catalog.quantizations import Quantization
from llmselect.estimates.architecture.shape_columns import shapes
from llmselect.estimates.memory.weights import weights
from llmselect.units import GB, GIB
from tests.estimates.configs import ARCHITECTURES

PUBLISHED = {
    "meta-llama/Llama-3.1-8B": 8_030_261_248,
    "meta-llama/Llama-3.1-70B": 70_553_706_496,
    "EleutherAI/gpt-neox-20b": 20_554_567_680,
    "bigcode/starcoder2-3b": 3_030_371_328,
    "deepseek-ai/DeepSeek-V2-Lite": 15_706_484_224,
    "deepseek-ai/DeepSeek-V3": 671_026_419_200,
    "ai21labs/Jamba-v0.1": 51_570_323_328,
    "nvidia/NVIDIA-Nemotron-Nano-9B-v2": 8_888_227_328,
    "google/gemma-3-27b-it": 27_009_346_304,
}
"""Counts of the published safetensors (https://huggingface.co/<repository>), towers and drafting layers left out."""

LLAMA_8B_GIB = {
    "IQ3_S": 3.42,
    "IQ3_M": 3.52,
    "Q2_K": 2.95,
    "Q3_K_S": 3.41,
    "Q3_K_L": 4.02,
    "Q4_K_S": 4.36,
    "Q4_K_M": 4.58,
    "Q5_K_S": 5.21,
    "Q5_K_M": 5.33,
    "Q6_K": 6.14,
    "Q8_0": 7.95,
    "F16": 14.96,
}
"""https://github.com/ggml-org/llama.cpp/blob/master/tools/quantize/README.md, table of Llama-3.1-8B."""

LADDER = ["Q2_K", "Q3_K_S", "Q3_K_M", "Q4_K_S", "Q4_K_M", "Q5_K_S", "Q5_K_M", "Q6_K", "Q8_0", "F16"]


def file_bytes(repository: str, quantization: Quantization) -> float:
    rows = shapes([ARCHITECTURES[repository]])
    return float(weights(rows, [quantization], np.zeros(1, np.int64)).file_bytes[0])


@pytest.mark.parametrize(("repository", "count"), PUBLISHED.items())
def test_the_shape_explains_the_published_count(
    repository: str, count: int, quantizations: dict[str, Quantization]
) -> None:
    counted = weights(shapes([ARCHITECTURES[repository]]), [quantizations["F16"]], np.zeros(1, np.int64)).parameters
    assert counted[0] == pytest.approx(count, rel=2e-5)


@pytest.mark.parametrize(("quantization", "gib"), LLAMA_8B_GIB.items())
def test_llama_8b_has_the_published_size(quantization: str, gib: float, quantizations: dict[str, Quantization]) -> None:
    assert file_bytes("meta-llama/Llama-3.1-8B", quantizations[quantization]) / GIB == pytest.approx(gib, abs=0.012)


@pytest.mark.parametrize(("size", "gb"), [("8B", 4.9), ("70B", 42.5)])
def test_q4_k_m_has_the_published_size(size: str, gb: float, quantizations: dict[str, Quantization]) -> None:
    """https://huggingface.co/bartowski/Meta-Llama-3.1-70B-Instruct-GGUF (42.52 GB), -8B- (4.92 GB)"""
    stored = file_bytes(f"meta-llama/Llama-3.1-{size}", quantizations["Q4_K_M"])
    assert stored / GB == pytest.approx(gb, rel=0.006)


@pytest.mark.parametrize("repository", ARCHITECTURES)
def test_more_bits_need_more_memory(repository: str, quantizations: dict[str, Quantization]) -> None:
    sizes = [file_bytes(repository, quantizations[name]) for name in LADDER]
    assert all(fewer <= more for fewer, more in itertools.pairwise(sizes))
    assert sizes[0] < sizes[4] < sizes[-1]


def test_a_batch_is_its_rows_one_at_a_time(quantizations: dict[str, Quantization]) -> None:
    mixes = list(quantizations.values())
    models = list(ARCHITECTURES.values())
    index = np.repeat(np.arange(len(models)), len(mixes))
    which = np.tile(np.arange(len(mixes)), len(models))
    together = weights(shapes(models).take(index), mixes, which)
    for row in range(0, len(index), 7):
        alone = weights(shapes([models[index[row]]]), [mixes[which[row]]], np.zeros(1, np.int64))
        assert together.file_bytes[row] == alone.file_bytes[0]
        assert together.read_bytes[row] == alone.read_bytes[0]
        assert together.expert_bytes[row] == alone.expert_bytes[0]


def test_a_published_count_beyond_the_shape_is_stored_at_the_base_type(
    quantizations: dict[str, Quantization],
) -> None:
    plain = ARCHITECTURES["meta-llama/Llama-3.1-8B"]
    larger = plain.model_copy(update={"parameters": 8_030_261_248 + 256 * 10**6})
    which = np.zeros(2, np.int64)
    stored = weights(shapes([plain, larger]), [quantizations["Q8_0"]], which)
    assert stored.file_bytes[1] - stored.file_bytes[0] == pytest.approx(256e6 * 34 / 32, rel=1e-3)


def test_drafting_layers_are_not_loaded(quantizations: dict[str, Quantization]) -> None:
    """The 684.5 billion published weights of DeepSeek-V3 hold a layer of 13.5 billion that runtimes leave out."""
    shape = ARCHITECTURES["deepseek-ai/DeepSeek-V3"]
    published = shape.model_copy(update={"parameters": 684_531_386_000})
    stored = weights(shapes([shape, published]), [quantizations["Q8_0"]], np.zeros(2, np.int64))
    assert stored.file_bytes[1] == pytest.approx(stored.file_bytes[0], rel=1e-3)


def test_a_mixture_reads_the_experts_it_uses(quantizations: dict[str, Quantization]) -> None:
    shape = shapes([ARCHITECTURES["deepseek-ai/DeepSeek-V3"]])
    stored = weights(shape, [quantizations["Q8_0"]], np.zeros(1, np.int64))
    unread = stored.file_bytes - stored.read_bytes - stored.embedding_bytes
    assert unread[0] == pytest.approx(stored.expert_bytes[0] * (1 - 8 / 256))
    assert stored.active_parameters[0] == pytest.approx(37e9, rel=0.05)
