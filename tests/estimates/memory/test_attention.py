"""How much attention computes, and how prompts are shared among chips."""

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.estimates.architecture.shape_columns import shapes
from llmselect.estimates.core.candidates import known_architecture
from llmselect.estimates.memory.kv_cache import attention_operations
from llmselect.estimates.speed.prefill import prefill
from tests.estimates.speed_columns import devices, work


def operations(model: str, depth: float) -> float:
    return float(attention_operations(shapes([known_architecture(load().model(model))]), np.full(1, depth))[0])


def test_every_head_meets_every_token_before():
    # Llama 3.1 8B: 32 layers of 32 heads, keys and values of 128 (huggingface.co/meta-llama/Llama-3.1-8B).
    assert operations("llama-3.1-8b-instruct", 1000) == 2 * 32 * 32 * (128 + 128) * 1000


def test_heads_that_are_wider_than_the_model_compute_more_than_its_width_suggests():
    # Qwen3-30B-A3B: 32 heads of 128 in a model of width 2,048 (huggingface.co/Qwen/Qwen3-30B-A3B).
    assert operations("qwen3-30b-a3b", 1000) == 2 * (4 * 2048 * 48 * 1000)


def test_a_window_bounds_what_its_layers_compute():
    near, far = operations("gpt-oss-20b", 128), operations("gpt-oss-20b", 1280)
    assert near < far < 10 * near


def speed(count: int, depth: float) -> float:
    asked = work(1, depth=np.full(1, depth), attention_operations=np.zeros(1), kv_read_bytes=np.zeros(1))
    return float(prefill(asked, devices(("nv_ampere",), count=np.array([count]))).likely[0])


def test_a_prompt_of_one_micro_batch_is_read_by_one_device_after_the_other():
    assert speed(4, 256) == pytest.approx(speed(1, 256))


def test_a_long_prompt_is_read_by_several_devices_at_once():
    assert 1.2 * speed(1, 4096) < speed(4, 4096) < 4 * speed(1, 4096)


@pytest.mark.parametrize("family", ["nv_ampere", "nv_blackwell", "nv_hopper", "cdna", "rdna4"])
def test_more_operations_a_second_never_read_a_prompt_slower(family):
    steps = np.array([20.0, 60, 140, 160, 300, 600, 2000]) * 1e12
    chips = devices((family,) * len(steps), fp16_flops=2 * steps, int8_ops=4 * steps)
    assert np.all(np.diff(prefill(work(len(steps)), chips).likely) > 0)
