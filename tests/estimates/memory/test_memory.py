"""What a model takes on a machine, and where it finds room."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llmselect.catalog.quantizations import Quantization
from llmselect.estimates.architecture.shape_columns import shapes
from llmselect.estimates.core.columns import Devices, Fit
from llmselect.estimates.memory.kv_cache import kv_cache_bytes, kv_codes, kv_read_bytes
from llmselect.estimates.memory.memory_use import Memory, memory
from llmselect.estimates.memory.weights import weights
from llmselect.settings import KvType
from llmselect.units import GB, GIB
from tests.estimates.configs import ARCHITECTURES

Cards = Callable[..., Devices]
MODELS = sorted(ARCHITECTURES)
F16 = kv_codes([KvType.F16])


def cache(name: str, context: int, users: int = 1, kv: KvType = KvType.F16) -> float:
    rows = shapes([ARCHITECTURES[name]])
    return float(kv_cache_bytes(rows, np.array([context]), np.array([users]), [kv])[0])


def on(devices: Devices, name: str, quantization: Quantization, context: int = 8192, users: int = 1) -> Memory:
    rows = shapes([ARCHITECTURES[name]])
    stored = weights(rows, [quantization], np.zeros(1, np.int64))
    return memory(rows, stored, devices, np.array([context]), np.array([users]), F16)


@pytest.mark.parametrize(
    ("name", "context", "gib"),
    [
        ("meta-llama/Llama-3.1-8B", 131072, 16.0),
        ("google/gemma-3-27b-it", 131072, 10.6),
        ("deepseek-ai/DeepSeek-V3", 131072, 8.6),
    ],
)
def test_the_cache_has_the_size_that_llama_cpp_reserves(name: str, context: int, gib: float) -> None:
    """Layers, KV heads, windows and latent rows, not the parameter count: src/llama-kv-cache.cpp of llama.cpp."""
    assert cache(name, context) / GIB == pytest.approx(gib, abs=0.06)


@settings(deadline=None, max_examples=60)
@given(
    name=st.sampled_from(MODELS),
    context=st.integers(1, 300_000),
    more=st.integers(0, 300_000),
    users=st.integers(1, 64),
    kv=st.sampled_from(list(KvType)),
)
def test_a_longer_context_and_more_users_never_need_less(
    name: str, context: int, more: int, users: int, kv: KvType
) -> None:
    assert cache(name, context + more, users, kv) >= cache(name, context, users, kv)
    assert cache(name, context, users + 1, kv) > cache(name, context, users, kv)


@pytest.mark.parametrize("name", MODELS)
def test_a_finer_cache_needs_more(name: str) -> None:
    assert cache(name, 4096, 1, KvType.Q4_0) <= cache(name, 4096, 1, KvType.Q8_0) <= cache(name, 4096)


def test_a_window_is_all_that_a_windowed_layer_reads() -> None:
    rows = shapes([ARCHITECTURES["google/gemma-3-27b-it"]])
    near, far, farther = (float(kv_read_bytes(rows, np.array([d]), F16)[0]) for d in (1024.0, 32768.0, 65536.0))
    full_layer = 2 * 2 * 16 * 128
    assert near == 62 * 1024 * full_layer
    assert farther - far == 10 * 32768 * full_layer


def test_a_recurrent_state_does_not_grow() -> None:
    name = "nvidia/NVIDIA-Nemotron-Nano-9B-v2"
    grown = cache(name, 8192) - cache(name, 4096)
    assert grown == 4 * 4096 * 2 * 2 * 8 * 128


def test_a_model_that_fits_lies_on_the_card_but_for_its_input_embedding(
    cards: Cards, quantizations: dict[str, Quantization]
) -> None:
    taken = on(cards(1), "meta-llama/Llama-3.1-8B", quantizations["Q8_0"])
    assert taken.fit[0] == Fit.FULL
    assert taken.runtime_bytes[0] == 0.45 * GB
    assert taken.accelerator_share[0] == 1
    assert taken.host_bytes[0] > 128256 * 4096 * 34 / 32


def test_what_is_too_large_is_split_between_card_and_host(cards: Cards, quantizations: dict[str, Quantization]) -> None:
    taken = on(cards(1), "meta-llama/Llama-3.1-70B", quantizations["Q4_K_M"])
    assert taken.fit[0] == Fit.PARTIAL
    assert 0 < taken.device_layers[0] < 80
    assert taken.device_layers[0] + taken.host_layers[0] == 80
    assert taken.device_bytes[0] <= 24 * GIB < taken.full_device_bytes[0]
    assert 0 < taken.accelerator_share[0] < 1


def test_two_cards_hold_what_one_does_not(cards: Cards, quantizations: dict[str, Quantization]) -> None:
    two = on(cards(1, count=np.array([2])), "meta-llama/Llama-3.1-70B", quantizations["Q4_K_M"])
    assert two.fit[0] == Fit.FULL
    assert two.runtime_bytes[0] == 2 * 0.45 * GB


def test_nothing_holds_405_billion_weights_here(cards: Cards, quantizations: dict[str, Quantization]) -> None:
    assert on(cards(1), "meta-llama/Llama-3.1-405B", quantizations["Q8_0"]).fit[0] == Fit.NONE
    large = on(cards(1, assume_fit=np.array([True])), "meta-llama/Llama-3.1-405B", quantizations["Q8_0"])
    assert large.fit[0] == Fit.FULL
    assert large.accelerator_share[0] == 1


def test_the_host_alone_holds_everything_itself(cards: Cards, quantizations: dict[str, Quantization]) -> None:
    taken = on(cards(1, gib=np.nan), "meta-llama/Llama-3.1-8B", quantizations["Q4_K_M"])
    assert taken.fit[0] == Fit.FULL
    assert taken.device_bytes[0] == taken.runtime_bytes[0] == taken.accelerator_share[0] == 0
    assert taken.total_bytes[0] == taken.host_bytes[0]


def test_reserved_memory_is_not_there(cards: Cards, quantizations: dict[str, Quantization]) -> None:
    free = on(cards(1, gib=10), "meta-llama/Llama-3.1-8B", quantizations["Q8_0"])
    kept = on(cards(1, gib=10, reserved_bytes=np.array([3.0 * GIB])), "meta-llama/Llama-3.1-8B", quantizations["Q8_0"])
    assert (free.fit[0], kept.fit[0]) == (Fit.FULL, Fit.PARTIAL)


def test_a_mac_lends_its_gpu_a_share_of_its_memory(cards: Cards, quantizations: dict[str, Quantization]) -> None:
    mac = {"family": ("ap_m3",), "unified": np.array([True]), "host_memory_bytes": np.array([16.0 * GIB])}
    taken = on(cards(1, gib=16, **mac), "meta-llama/Llama-3.1-8B", quantizations["Q8_0"])
    assert taken.device_memory_bytes[0] == pytest.approx(16 * GIB * 2 / 3)
    assert taken.runtime_bytes[0] == 0


@pytest.mark.parametrize("name", MODELS)
def test_a_larger_card_never_holds_fewer_layers(
    name: str, cards: Cards, quantizations: dict[str, Quantization]
) -> None:
    held = [on(cards(1, gib=gib), name, quantizations["Q4_K_M"]).device_layers[0] for gib in (4, 8, 16, 24, 48, 96)]
    assert held == sorted(held)


def test_parts_add_up_to_the_total(cards: Cards, quantizations: dict[str, Quantization]) -> None:
    taken = on(cards(1), "meta-llama/Llama-3.1-8B", quantizations["Q4_K_M"])
    parts = taken.weights_bytes + taken.kv_cache_bytes + taken.compute_buffer_bytes + taken.runtime_bytes
    assert taken.total_bytes[0] == pytest.approx(parts[0])


def test_several_machines_of_unified_memory_add_theirs_up(cards: Cards, quantizations) -> None:
    def machines(count: int) -> Devices:
        return cards(1, 64.0, family=("ap_m4",), unified=np.ones(1, np.bool_), count=np.full(1, count, np.int64))

    fits = [on(machines(count), "meta-llama/Llama-3.1-70B", quantizations["Q8_0"]).fit[0] for count in (1, 2)]
    assert fits == [Fit.NONE, Fit.FULL]
