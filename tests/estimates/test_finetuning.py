"""Memory of fine-tuning with adapters, against what was published of it."""

import pytest

from llmselect.catalog.architecture import Architecture
from llmselect.estimates.finetuning import AdapterMethod, adapter_parameters, finetuning_memory

LORA, QLORA = AdapterMethod.LORA, AdapterMethod.QLORA
GB = 1e9


def shape(layers, hidden, feed_forward, vocabulary, heads, kv_heads, head_size=128):
    return Architecture(
        family="llama",
        layers=layers,
        hidden_size=hidden,
        vocabulary_size=vocabulary,
        heads=heads,
        kv_heads=kv_heads,
        head_size=head_size,
        feed_forward_size=feed_forward,
        tied_embeddings=False,
        full_attention_layers=layers,
        context_tokens=8192,
    )


LLAMA_1_7B = shape(32, 4096, 11008, 32000, 32, 32)
LLAMA_1_65B = shape(80, 8192, 22016, 32000, 64, 64)
QWEN = {
    1.837e9: shape(24, 2048, 5504, 151936, 16, 16),
    7.721e9: shape(32, 4096, 11008, 151936, 32, 32),
    14.167e9: shape(40, 5120, 13696, 152064, 40, 40),
    72.288e9: shape(80, 8192, 24576, 152064, 64, 64),
}
LENGTHS = (256, 512, 1024, 2048, 4096, 8192)
QWEN_RANK = 64
"""`finetune.py` of the same repository: rank 64 on every matrix, gradient checkpointing, batch 1."""
QWEN_GB = {  # https://github.com/QwenLM/Qwen, README, "Profiling of Memory and Speed", one A100 of 80 GB
    (1.837e9, LORA): (6.7, 7.4, 8.4, 11.0, 16.2, 21.8),
    (1.837e9, QLORA): (5.8, 6.0, 6.6, 7.8, 10.2, 15.8),
    (7.721e9, LORA): (20.1, 20.4, 21.5, 23.8, 29.7, 36.6),
    (7.721e9, QLORA): (11.5, 11.5, 12.3, 13.9, 16.9, 23.5),
    (14.167e9, LORA): (34.6, 35.1, 35.3, 37.4, 42.5, 55.2),
    (14.167e9, QLORA): (18.7, 18.4, 18.9, 19.9, 23.0, 27.9),
    (72.288e9, QLORA): (61.4, 61.4, 62.9, 64.1, 68.0, 75.6),
}
UNSLOTH_GB = (  # https://unsloth.ai/docs/get-started/fine-tuning-for-beginners/unsloth-requirements, "absolute minimum"
    (8.030e9, shape(32, 4096, 14336, 128256, 32, 8), 6.0, 22.0),
    (32.764e9, shape(64, 5120, 27648, 152064, 40, 8), 26.0, 76.0),
    (70.554e9, shape(80, 8192, 28672, 128256, 64, 8), 41.0, 164.0),
    (405.853e9, shape(126, 16384, 53248, 128256, 128, 8), 237.0, 950.0),
)


def qwen_points():
    for (parameters, method), sizes in QWEN_GB.items():
        for length, size in zip(LENGTHS, sizes, strict=True):
            yield finetuning_memory(QWEN[parameters], parameters, method, QWEN_RANK, length).total_bytes, size * GB


def test_the_likely_sum_is_near_what_qwen_measured_at_six_lengths():
    errors = sorted(abs(found.likely / measured - 1) for found, measured in qwen_points())
    assert len(errors) == 42
    assert errors[len(errors) // 2] < 0.15
    assert errors[-1] < 0.35


def test_nearly_all_of_what_was_measured_lies_in_the_range():
    inside = [found.low <= measured <= found.high for found, measured in qwen_points()]
    assert sum(inside) >= 0.85 * len(inside)


@pytest.mark.parametrize("method", AdapterMethod)
def test_what_a_thrifty_program_publishes_as_its_minimum_lies_in_the_range(method):
    for parameters, architecture, qlora, lora in UNSLOTH_GB:
        found = finetuning_memory(architecture, parameters, method).total_bytes
        published = (qlora if method is QLORA else lora) * GB
        assert found.low * 0.95 <= published <= found.high


def test_a_model_of_65_billion_fits_a_card_of_48_gb_as_the_qlora_paper_says():
    """arXiv:2305.14314, abstract: 65B on one GPU of 48 GB; 16-bit weights alone do not."""
    assert finetuning_memory(LLAMA_1_65B, 65.286e9, QLORA).total_bytes.likely < 48 * 2**30
    assert finetuning_memory(LLAMA_1_65B, 65.286e9, LORA).total_bytes.low > 48 * 2**30


def test_adapters_and_layer_inputs_are_as_small_as_the_qlora_paper_says():
    """Section 2: 26 MB for adapters of 0.2 % of a 7B model's weights, in 16 bits; 5,048 MB for the base."""
    rank = 5
    adapters = adapter_parameters(LLAMA_1_7B, rank, experts=False)
    assert adapters * 2 == pytest.approx(26e6, rel=0.15)
    base = finetuning_memory(LLAMA_1_7B, 6.738e9, QLORA).weights_bytes
    assert base == pytest.approx(5.048e9, rel=0.25)


@pytest.mark.parametrize("method", AdapterMethod)
def test_more_rank_and_longer_texts_take_more(method):
    usual = finetuning_memory(LLAMA_1_7B, 6.738e9, method).total_bytes
    for more in ({"rank": 64}, {"sequence_tokens": 8192}):
        found = finetuning_memory(LLAMA_1_7B, 6.738e9, method, **more).total_bytes
        assert all(after > before for before, after in zip(usual, found, strict=True))
        assert found.low < found.likely < found.high
