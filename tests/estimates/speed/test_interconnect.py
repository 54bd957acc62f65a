"""Links between devices: each estimate computes with the link that it names."""

import numpy as np
import pytest

from llmselect.estimates.core.columns import PlacementRequest
from llmselect.estimates.core.engines import MICRO_BATCH, SPLIT_BATCH
from llmselect.estimates.speed.interconnect import (
    HOST_BUS_MEASURED,
    HOST_COPY_SHARE,
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


@pytest.mark.parametrize(
    ("family", "host", "engine", "speed", "batch"),
    [
        ("nv_ada", 400e9, "llama.cpp", HOST_BUS_MEASURED.bytes_per_s, MICRO_BATCH),
        ("nv_pascal", 400e9, "llama.cpp", HOST_BUS_MEASURED.bytes_per_s / 2, MICRO_BATCH),
        ("nv_ada", 40e9, "llama.cpp", HOST_COPY_SHARE * 40e9, MICRO_BATCH),
        ("nv_ada", 400e9, "ik_llama.cpp", HOST_BUS_MEASURED.bytes_per_s, SPLIT_BATCH),
    ],
)
def test_a_prompt_waits_for_host_weights_to_cross_the_bus_once_a_batch(family, host, engine, speed, batch) -> None:
    moved = 1e9
    card = devices((family,), host_bandwidth=np.full(1, host))
    asked = (work(1, left_bytes=np.full(1, held), engine=(engine,)) for held in (0.0, moved))
    here, there = (prefill(each, card).likely[0] for each in asked)
    assert 1 / there - 1 / here == pytest.approx(moved / speed / batch)


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
