"""What the factors of the speed estimates are taken for before any measurement: means and plausible spreads."""

from typing import NamedTuple


class Prior(NamedTuple):
    """What a factor is before any measurement, and by which share it may plausibly differ."""

    mean: float = 1.0
    spread: float = 0.3
    by_label: dict[str, float] = {}  # noqa: RUF012


PRIORS = {
    "read": Prior(1.25, 0.3, {"apple": 1.1, "intel": 1.6, "cpu": 1.5}),
    "read_family": Prior(spread=0.15),
    "read_engine": Prior(spread=0.12),
    "read_ultra": Prior(spread=0.2),
    "read_stacked": Prior(1.2, 0.2),
    "read_storage": Prior(spread=0.12),
    "read_mixture": Prior(spread=0.2),
    "read_bf16_vulkan": Prior(spread=0.6),
    "kv": Prior(spread=0.4),
    "kv_engine": Prior(spread=0.4),
    "unpack": Prior(2.0, 0.7),
    "unpack_storage": Prior(spread=0.2),
    "layer": Prior(80, 0.6, {"nvidia": 45, "apple": 150, "amd": 55, "apu": 130, "intel": 100, "cpu": 250}),
    "layer_family": Prior(spread=0.35),
    "layer_generation": Prior(spread=0.3),
    "layer_engine": Prior(spread=0.35),
    "mixture_layer": Prior(6, 0.5),
    "mixture_engine": Prior(spread=0.5),
    "hybrid_layer": Prior(4, 0.5),
    "gemma_layer": Prior(5, 0.5),
    "hop": Prior(100, 1.0),
    "compute": Prior(1.3, 0.5, {"amd": 1.8, "apu": 3.0, "intel": 5.0, "cpu": 1.5}),
    "compute_family": Prior(spread=0.3),
    "compute_engine": Prior(spread=0.4),
    "compute_power": Prior(spread=0.3),
    "compute_unfilled": Prior(1.8, 0.25),
    "compute_devices": Prior(0.5, 0.3),
    "compute_storage": Prior(spread=0.25),
    "compute_storage_family": Prior(spread=0.12),
    "compute_bf16_vulkan": Prior(spread=0.6),
    "compute_bf16_old": Prior(2.5, 0.5),
    "compute_codebook_ik": Prior(spread=0.5),
    "compute_width": Prior(spread=0.1),
    "compute_mixture": Prior(1.8, 0.35),
    "compute_hybrid": Prior(1.15, 0.2),
    "compute_gemma": Prior(spread=0.15),
    "native": Prior(2.5, 0.5),
    "native_mixture": Prior(3.0, 0.5),
    "attention": Prior(6.5, 0.7),
    "attention_engine": Prior(spread=0.5),
    "cache_read": Prior(1.0, 0.7),
    "batch_read": Prior(1.25, 0.1),
    "batch_layer": Prior(130, 0.8),
}
