"""Thirteen machines by six uses at default priorities: what the first places rest on, and whether they can be run."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.efforts import Effort
from llmselect.catalog.standings import Use
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.quality.evidence import Evidence
from llmselect.estimates.runs.placements import PLACEMENTS
from llmselect.machine.machine import Machine, PlacementKind
from llmselect.reports.run_commands import run_commands
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.recommend import Recommendation, ValuedCandidates, assess, recommend
from llmselect.settings import DEFAULT_PRIORITIES, Costs, EvidenceAsked, Requirements, Workload

USABLE_BITS: Final = 4.0
FLUENT_TOKENS_PER_S: Final = 15.0
PLACES_SEEN: Final = 5
"""How many places people look at."""


def _unified(name: str, gib: float) -> Machine:
    return Machine(accelerator=name, memory_gib=gib, host_memory_gib=gib)


GRID_MACHINES: Final[Mapping[str, Machine]] = {
    "processor, 32 GB": Machine(accelerator="CPU dual-channel DDR5-5600", host_memory_gib=32),
    "Apple M2, 16 GB": _unified("Apple M2 8-core", 16),
    "RTX 4060": Machine(accelerator="RTX 4060", host_memory_gib=16),
    "RTX 3060 12GB": Machine(accelerator="RTX 3060 12GB", host_memory_gib=32),
    "RTX 5060 Ti 16GB": Machine(accelerator="RTX 5060 Ti 16GB", host_memory_gib=32),
    "RTX 5080": Machine(accelerator="RTX 5080"),
    "RTX 4090": Machine(accelerator="RTX 4090"),
    "RTX 5090": Machine(accelerator="RTX 5090"),
    "2 × RTX 3090": Machine(accelerator="RTX 3090", count=2),
    "H100 SXM 80GB": Machine(accelerator="H100 SXM 80GB", host_memory_gib=256),
    "Ryzen AI Max+ 395, 128 GB": _unified("Ryzen AI Max+ 395 (Radeon 8060S)", 128),
    "Apple M4 Max, 128 GB": _unified("Apple M4 Max 40-core", 128),
    "Apple M3 Ultra, 512 GB": _unified("Apple M3 Ultra 80-core", 512),
}
"""From a processor alone to 512 GB."""


@dataclass(frozen=True, eq=False)
class GridCell:
    """One machine and one use."""

    machine: str
    use: Use
    first: Candidate
    """The place shown large, of all lanes."""
    first_local: Candidate | None
    """The place shown large of those on the machine."""
    first_of_any_evidence: Candidate
    """The place shown large where models whose quality is only expected are ranked too."""
    below_four_bits: tuple[str, ...]
    """Ids among the first five of a lane, below 4 bits, of models of which 4 bits fit wholly or write fluently."""


class GridFigures(NamedTuple):
    """Counts over all cells."""

    cells: int
    measured: int
    measured_or_related: int
    local_cells: int
    local_measured: int
    local_measured_or_related: int
    expected_if_any: int
    below_four_bits: tuple[str, ...]
    without_command: tuple[str, ...]
    local_thinking_by_use: Mapping[Use, int]


def grid_cells(catalog: Catalog) -> Iterator[GridCell]:
    """Every cell, machine by machine: a tenth of a second each."""
    for name, machine in GRID_MACHINES.items():
        for use in Use:
            yield _cell(name, use, assess(catalog, machine, Workload.usual(use), Costs()))


def grid_figures(cells: tuple[GridCell, ...]) -> GridFigures:
    """The counts."""
    locals_ = [cell for cell in cells if cell.first_local is not None]
    firsts = [cell.first for cell in cells]
    local = [cell.first_local for cell in cells if cell.first_local is not None]
    silent = [each.id for each in (*firsts, *local) if not run_commands(each)]
    thinking = {
        use: sum(cell.use is use and cell.first_local is not None and thinks(cell.first_local) for cell in locals_)
        for use in Use
    }
    return GridFigures(
        cells=len(cells),
        measured=_count(firsts, Evidence.MEASURED),
        measured_or_related=_count(firsts, Evidence.RELATED),
        local_cells=len(local),
        local_measured=_count(local, Evidence.MEASURED),
        local_measured_or_related=_count(local, Evidence.RELATED),
        expected_if_any=sum(cell.first_of_any_evidence.evidence is Evidence.EXPECTED for cell in cells),
        below_four_bits=tuple(f"{cell.machine}, {cell.use}: {name}" for cell in cells for name in cell.below_four_bits),
        without_command=tuple(sorted(set(silent))),
        local_thinking_by_use=thinking,
    )


def thinks(candidate: Candidate) -> bool:
    """Whether the model thinks before it answers."""
    return candidate.effort is not Effort.OFF


def first_place(assessed: ValuedCandidates, requirements: Requirements) -> Candidate | None:
    """The place shown large at default priorities; None where nothing meets the requirements."""
    places = recommend(assessed, requirements, DEFAULT_PRIORITIES).headliners(1)
    return places[0].candidate if places else None


def _cell(name: str, use: Use, assessed: ValuedCandidates) -> GridCell:
    every = recommend(assessed, Requirements(), DEFAULT_PRIORITIES)
    local = recommend(assessed, Requirements(local=True), DEFAULT_PRIORITIES)
    any_evidence = recommend(assessed, Requirements(evidence=EvidenceAsked.ANY), DEFAULT_PRIORITIES)
    local_places = local.headliners(1)
    return GridCell(
        machine=name,
        use=use,
        first=every.headliners(1)[0].candidate,
        first_local=local_places[0].candidate if local_places else None,
        first_of_any_evidence=any_evidence.headliners(1)[0].candidate,
        below_four_bits=tuple(dict.fromkeys((*_coarse(every), *_coarse(local)))),
    )


def _coarse(recommendation: Recommendation) -> Iterator[str]:
    """Ids of the first five places that lie below 4 bits without need."""
    for place in recommendation.places(PLACES_SEEN):
        quantization = place.candidate.quantization
        if quantization is not None and quantization.nominal_bits < USABLE_BITS and _finer_runs(place.candidate):
            yield place.candidate.id


def _finer_runs(candidate: Candidate) -> bool:
    """Whether the same weights at 4 bits or more lie wholly on the accelerators, or write at 15 tokens/s."""
    estimates = candidate.assessment
    bits = np.array([each.nominal_bits for each in estimates.catalog.file.quantizations])
    rows = np.flatnonzero(estimates.rows.local & (estimates.rows.weights == estimates.rows.weights[candidate.row]))
    rows = rows[(bits[estimates.rows.quantization[rows]] >= USABLE_BITS) & (estimates.fit[rows] > Fit.NONE)]
    whole = estimates.placement[rows] == PLACEMENTS.index(PlacementKind.WHOLE)
    return bool((whole | (estimates.decode.likely[rows] >= FLUENT_TOKENS_PER_S)).any())


def _count(candidates: list[Candidate], least: Evidence) -> int:
    return sum(each.evidence >= least for each in candidates)
