"""Links between devices: each estimate computes with the link that it names."""

from dataclasses import replace

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.estimates.core.columns import PlacementRequest
from llmselect.estimates.core.engines import MICRO_BATCH
from llmselect.estimates.measured.records import DECODE, PREFILL
from llmselect.estimates.runs.published_offload import offloaded_runs
from llmselect.estimates.speed.decode import decode
from llmselect.estimates.speed.host_weights import HOST_RATES, LEAST_TOKENS
from llmselect.estimates.speed.interconnect import (
    HOST_BUS_MEASURED,
    INTERCONNECTS,
    NVLINK_3,
    PCIE_3_X16,
)
from llmselect.estimates.speed.multi_device import EXCHANGES, VALUE_BYTES, shared_speed, tensor_parallel
from llmselect.estimates.speed.prefill import prefill
from tests.estimates.speed_columns import devices, work


def test_every_link_has_a_name_and_a_source_of_its_own() -> None:
    assert len({link.name for link in INTERCONNECTS}) == len(INTERCONNECTS)
    assert len({link.source for link in INTERCONNECTS}) == len(INTERCONNECTS)


BUS = HOST_BUS_MEASURED.bytes_per_s
MOVED = 1e9


def seconds_more(family: str, engine: str = "llama.cpp", host_flops: float = np.nan, **told: object) -> float:
    """Seconds a token that weights of the host add to a prompt."""
    card = devices((family,), host_flops=np.full(1, host_flops))
    share = np.full(1, 0.5)
    there = work(1, left_bytes=np.full(1, MOVED), engine=(engine,), accelerator_share=share, **told)
    here = replace(there, left_bytes=np.zeros(1), accelerator_share=np.ones(1))
    return float(1 / prefill(there, card).likely[0] - 1 / prefill(here, card).likely[0])


@pytest.mark.parametrize(
    ("family", "told", "speed", "together"),
    [
        ("nv_ada", {}, BUS, MICRO_BATCH),
        ("nv_pascal", {}, BUS / 2, MICRO_BATCH),
        ("nv_ada", {"micro_batch": np.full(1, 4096.0)}, BUS, 4096),
        ("nv_ada", {"micro_batch": np.full(1, np.nan)}, BUS, MICRO_BATCH),
        ("nv_ada", {"prompt_tokens": np.full(1, 300.0)}, BUS, 300),
        ("nv_ada", {"prompt_tokens": np.full(1, 600.0)}, BUS, 300),
        ("nv_ada", {"prompt_tokens": np.full(1, 5.0)}, BUS, LEAST_TOKENS),
    ],
)
def test_a_prompt_waits_for_host_weights_to_cross_the_bus_once_a_batch(family, told, speed, together) -> None:
    assert seconds_more(family, **told) == pytest.approx(MOVED / speed / together)


@pytest.mark.parametrize("engine", ["ik_llama.cpp", "ktransformers"])
def test_engines_that_repack_compute_with_host_weights_where_they_lie(engine) -> None:
    once, twice = (seconds_more("nv_ada", engine, flops) for flops in (2e12, 1e12))
    assert twice == pytest.approx(2 * once)
    assert once == pytest.approx(2 * 0.5 * work(1).active_parameters[0] / (HOST_RATES.repacked * 2e12))
    assert seconds_more("nv_ada", engine) == pytest.approx(MOVED / BUS / MICRO_BATCH)  # no figure of the processor


def test_published_runs_with_experts_on_the_host_are_met() -> None:
    """Half of the prompts within 30 %, half of the answers within 25 %; scripts/fit_host_bus.py leaves pages out."""
    for phase, estimate, most in ((PREFILL, prefill, 0.3), (DECODE, decode, 0.25)):
        runs = offloaded_runs(load(), phase)
        measured = np.array([speed.tokens_per_s for speed in runs.speeds])
        speed = estimate(runs.work, runs.devices)
        assert np.median(np.abs(speed.likely / measured - 1)) < most
        assert np.mean((speed.low <= measured) & (measured <= speed.high)) > 0.8


@pytest.mark.parametrize(("family", "link"), [("nv_hopper", NVLINK_3), ("nv_ada", PCIE_3_X16)])
def test_devices_that_share_every_layer_exchange_over_their_own_link(family, link) -> None:
    pair = devices(
        (family,), count=np.array([2]), placement=PlacementRequest(np.ones(1, bool), np.zeros(1), np.zeros(1, bool))
    )
    batch = 10**9  # so many tokens at once that no latency is left in the time of one
    alone = prefill(work(1), tensor_parallel(pair)).likely[0]
    together = shared_speed(prefill, work(1), pair, None, batch).likely[0]
    sent_bytes = EXCHANGES * 32 * 2 * (1 - 1 / 2) * VALUE_BYTES * 4096
    assert 1 / together - 1 / alone == pytest.approx(sent_bytes / link.bytes_per_s, rel=1e-3)
