"""The quantization that stands for a model is what practitioners take, chosen before any priority counts."""

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.estimates.assessment import CandidateEstimates, assess
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.quantization_choice import FOUR_BITS, USABLE_TOKENS_PER_S
from llmselect.estimates.runs.placements import PLACEMENTS
from llmselect.machine.machine import Machine, PlacementKind
from llmselect.settings import Costs, Workload

CATALOG = load()
MACHINES = {
    "RTX 4090": Machine(accelerator="RTX 4090", host_memory_gib=64),
    "two RTX 3090": Machine(accelerator="RTX 3090", count=2, host_memory_gib=64),
    "RTX 3060": Machine(accelerator="RTX 3060 12GB", host_memory_gib=32),
    "Mac of 16 GB": Machine(accelerator="Apple M2 10-core", memory_gib=16, host_memory_gib=16),
    "processor alone": Machine(accelerator=None, host_memory_gib=32),
}


@pytest.fixture(scope="module")
def assessed() -> dict[str, CandidateEstimates]:
    return {name: assess(CATALOG, machine, Workload(), Costs()) for name, machine in MACHINES.items()}


def chosen(estimates: CandidateEstimates, model: str) -> tuple[str, PlacementKind]:
    """The quantization that stands for a model, and where it lies."""
    at = [each.id for each in CATALOG.file.models].index(model)
    mine = np.flatnonzero(estimates.rows.local & (estimates.rows.model == at))
    row = mine[np.argmin(estimates.preference[mine])]
    return CATALOG.file.quantizations[int(estimates.rows.quantization[row])].id, PLACEMENTS[estimates.placement[row]]


@pytest.mark.parametrize(
    ("machine", "model", "quantization", "placement"),
    [
        ("RTX 4090", "qwen3.5-27b", "Q6_K", PlacementKind.WHOLE),
        ("two RTX 3090", "qwen3.5-27b", "Q8_0", PlacementKind.WHOLE),
        ("RTX 3060", "qwen3.5-35b-a3b", "Q4_K_M", PlacementKind.EXPERTS_ON_HOST),
    ],
)
def test_it_is_what_practitioners_take(assessed, machine, model, quantization, placement) -> None:
    assert chosen(assessed[machine], model) == (quantization, placement)


def test_a_mac_of_16_gb_takes_nine_billion_weights_at_four_bits(assessed) -> None:
    name, placement = chosen(assessed["Mac of 16 GB"], "qwen3.5-9b")
    assert FOUR_BITS[0] <= CATALOG.quantization(name).nominal_bits < FOUR_BITS[1]
    assert placement is PlacementKind.WHOLE


@pytest.mark.parametrize("machine", MACHINES)
def test_fewer_than_four_bits_never_stand_where_four_run_well(assessed, machine: str) -> None:
    found = assessed[machine]
    local = np.flatnonzero(found.rows.local)
    weights = found.rows.weights[local]
    bits = np.array([each.nominal_bits for each in CATALOG.file.quantizations])[found.rows.quantization[local]]
    whole = found.fit[local] == Fit.FULL
    usable = found.decode.likely[local] >= USABLE_TOKENS_PER_S
    four = (bits >= FOUR_BITS[0]) & (bits < FOUR_BITS[1]) & (whole | usable)
    coarse = (found.preference[local] == 0) & (bits < FOUR_BITS[0])
    assert four.any()
    assert not set(weights[coarse].tolist()) & set(weights[four].tolist())


@pytest.mark.parametrize("machine", MACHINES)
def test_one_quantization_at_most_stands_for_a_set_of_weights(assessed, machine: str) -> None:
    found = assessed[machine]
    first = found.rows.local & (found.preference == 0)
    pairs = set(zip(found.rows.weights[first].tolist(), found.rows.quantization[first].tolist(), strict=True))
    assert pairs
    assert len({weights for weights, _ in pairs}) == len(pairs)
