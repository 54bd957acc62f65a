"""Each model lies where its whole answer comes soonest among the places where it fits, and where a visitor says."""

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.estimates.assessment import CandidateEstimates, assess
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.runs.placements import PLACEMENTS, splits
from llmselect.machine.machine import Machine, PlacementKind
from llmselect.settings import Costs, Workload
from llmselect.units import Bools, Floats

CATALOG = load()
CARD = Machine(accelerator="RTX 3060 12GB", host_memory_gib=32)
FORCED = (PlacementKind.WHOLE, PlacementKind.EXPERTS_ON_HOST, PlacementKind.LAYERS_ON_HOST, PlacementKind.HOST_ALONE)


def assessed(machine: Machine) -> CandidateEstimates:
    return assess(CATALOG, machine, Workload(), Costs())


@pytest.fixture(scope="module")
def free() -> CandidateEstimates:
    return assessed(CARD)


@pytest.fixture(scope="module")
def forced() -> dict[PlacementKind, CandidateEstimates]:
    return {kind: assessed(CARD.model_copy(update={"placement": kind})) for kind in FORCED}


def lies(found: CandidateEstimates, kind: PlacementKind) -> Bools:
    """Runs on the machine that lie so and fit."""
    return ((found.placement == PLACEMENTS.index(kind)) & (found.fit > Fit.NONE))[: len(found.runs)]


def test_as_few_experts_as_needed_leave_the_card(free: CandidateEstimates) -> None:
    """With the experts of one layer fewer in main memory, the rest of the model is too large for the card."""
    rows = np.flatnonzero(lies(free, PlacementKind.EXPERTS_ON_HOST))
    moved = free.runs.memory.expert_host_layers[rows]
    assert len(rows)
    assert (moved >= 1).all()
    for count in np.unique(moved)[::6]:
        fewer = assessed(CARD.model_copy(update={"expert_host_layers": int(count) - 1}))
        same = rows[moved == count]
        assert (needs(free)[same] <= has(free)[same]).all()
        assert (needs(fewer)[same] > has(fewer)[same]).all()


def needs(found: CandidateEstimates) -> Floats:
    return found.runs.memory.full_device_bytes


def has(found: CandidateEstimates) -> Floats:
    return found.runs.memory.device_memory_bytes


@pytest.mark.parametrize("kind", [None, *FORCED])
def test_a_format_that_no_engine_splits_is_whole_or_nowhere(free, forced, kind: PlacementKind | None) -> None:
    found = free if kind is None else forced[kind]
    splitting = np.array([splits(each) for each in CATALOG.file.quantizations])
    alone = ~splitting[found.rows.quantization[: len(found.runs)]]
    assert alone.any()
    assert not (found.fit[: len(found.runs)][alone] == Fit.PARTIAL).any()
    nowhere = (found.fit[: len(found.runs)] == Fit.NONE) & alone
    assert np.isnan(found.decode.likely[: len(found.runs)][nowhere]).all()


def test_a_forced_placement_is_obeyed(forced: dict[PlacementKind, CandidateEstimates]) -> None:
    for kind in (PlacementKind.LAYERS_ON_HOST, PlacementKind.HOST_ALONE, PlacementKind.EXPERTS_ON_HOST):
        fits = forced[kind].fit[: len(forced[kind].runs)] > Fit.NONE
        elsewhere = {PlacementKind(PLACEMENTS[at]) for at in forced[kind].placement[: len(fits)][fits]} - {kind}
        allowed = {PlacementKind.WHOLE, PlacementKind.HOST_ALONE} if kind is not PlacementKind.HOST_ALONE else set()
        assert lies(forced[kind], kind).any()
        assert elsewhere <= allowed, kind


def test_the_chosen_placement_is_the_fastest_that_fits(free, forced) -> None:
    count = len(free.runs)
    whole = lies(free, PlacementKind.WHOLE)
    for kind in (PlacementKind.LAYERS_ON_HOST, PlacementKind.HOST_ALONE, PlacementKind.EXPERTS_ON_HOST):
        there = (forced[kind].fit[:count] > Fit.NONE) & ~np.isnan(forced[kind].finish_s.likely[:count])
        known = there & (free.fit[:count] > Fit.NONE) & ~whole & (free.rows.effort[:count] == 0)
        assert known.any()
        assert (free.finish_s.likely[:count][known] <= forced[kind].finish_s.likely[:count][known] * 1.0001).all()
        assert (free.fit[:count][there] > Fit.NONE).all()
