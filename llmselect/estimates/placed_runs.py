"""The runs on a machine: each in its fastest placement, and which quantization stands for its model."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.weight_files.gguf_publishers import published_types
from llmselect.estimates.architecture.shape_columns import Shapes, shapes
from llmselect.estimates.core.candidates import Candidates
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.core.engines import splits
from llmselect.estimates.memory.weights import Weights, weights
from llmselect.estimates.quantization_choice import NEVER, QuantizationTier, preference, tiers, without_needless_losses
from llmselect.estimates.runs.machine_runs import runs_for
from llmselect.estimates.runs.machine_tries import tries_on
from llmselect.estimates.runs.placements import all_or_nothing, fastest_placement, placement_of
from llmselect.estimates.runs.run import RunEstimates, Runs, estimate
from llmselect.estimates.runs.run_inputs import RunInputs
from llmselect.machine.machine import Machine
from llmselect.settings import Workload
from llmselect.units import Bools, Floats, Ints


@dataclass(frozen=True, eq=False)
class PlacedRuns:
    """Columns over the candidates on the machine, shape (local rows,)."""

    runs: RunEstimates
    placement: Ints
    """Position in PLACEMENTS of where each run lies."""
    preference: Ints
    """0 for the quantization that stands for its weights here, then 1, 2, ...; NEVER for those that never do."""


def placed_runs(
    catalog: Catalog, rows: Candidates, machine: Machine, workload: Workload, thinking_tokens: Floats
) -> PlacedRuns:
    """Each run in its fastest placement; `thinking_tokens` has shape (local rows,).

    Placement and preference belong to the run, whatever the effort: they are chosen at the first effort of each.
    """
    local = np.flatnonzero(rows.local)
    run, at_first = rows.run[local], np.unique(rows.run[local], return_index=True)[1]
    first = local[at_first]
    tries = tries_on(catalog, machine)
    splitting = np.array([splits(quantization) for quantization in catalog.file.quantizations])

    def estimated(machines: tuple[Machine, ...], some: Ints, of_machine: Ints) -> RunEstimates:
        estimates = estimate(_runs(catalog, rows, some, machines, of_machine, workload, thinking_tokens))
        return all_or_nothing(estimates, splitting[rows.quantization[some]])

    def on_one(on: Machine, some: Ints) -> RunEstimates:
        return estimated((on,), first[some], np.zeros(len(some), dtype=np.int64))

    known, position = _shapes(catalog)
    tried = fastest_placement(tries, on_one, len(first), known.take(position[rows.model[first]]).mixture)
    final = estimated(tuple(tries.values()), local, tried[run])
    chosen = _preference(catalog, rows, final, first, at_first)
    return PlacedRuns(final, placement_of(final, tried[run], tries), chosen[run])


def _preference(catalog: Catalog, rows: Candidates, runs: RunEstimates, first: Ints, at_first: Ints) -> Ints:
    """Which quantization stands for its weights, then which next; `first`: the first row of each run, shape (runs,)."""
    stored = _stored(catalog, rows)
    bits, native, published = stored.bits[first], stored.native[first], stored.published[first]
    fit, decode = runs.memory.fit[at_first], runs.decode.likely[at_first]
    on_host = (runs.memory.device_layers == 0)[at_first]
    tier = tiers(bits, native, fit, on_host, decode)
    tier = without_needless_losses(rows.weights[first], tier, bits, fit == Fit.FULL)
    order = preference(rows.weights[first], tier, bits, published, decode)
    return np.where(tier >= QuantizationTier.TOO_WIDE, NEVER, order)


class _Stored(NamedTuple):
    """How each row stores its weights, shape (rows,)."""

    bits: Floats
    native: Bools
    """The publisher's own format."""
    published: Bools
    """Files are listed on the Hub, or usual where nothing is listed."""


@lru_cache(maxsize=8)
def _stored(catalog: Catalog, rows: Candidates) -> _Stored:
    names = [quantization.id for quantization in catalog.file.quantizations]
    bits = np.array([quantization.nominal_bits for quantization in catalog.file.quantizations])
    models = catalog.file.models
    published = [published_types(model) for model in models]
    native = np.array([names.index(m.native_quantization) if m.native_quantization in names else -2 for m in models])
    pairs = zip(rows.model.tolist(), rows.quantization.tolist(), strict=True)
    listed = np.array([which < 0 or names[which] in published[model] for model, which in pairs], dtype=np.bool_)
    return _Stored(bits[rows.quantization], native[rows.model] == rows.quantization, listed)


def _runs(
    catalog: Catalog,
    rows: Candidates,
    some: Ints,
    machines: tuple[Machine, ...],
    of_machine: Ints,
    workload: Workload,
    thinking_tokens: Floats,
) -> Runs:
    known, position = _shapes(catalog)
    alike = np.zeros(len(some), dtype=np.int64)
    runs = runs_for(
        catalog,
        known.take(position[rows.model[some]]),
        catalog.file.quantizations,
        rows.quantization[some],
        machines,
        of_machine,
        RunInputs.of((workload,), alike, thinking_tokens[some]),
    )
    return replace(runs, stored=_weights(catalog, rows).take(rows.run[some]))


@lru_cache(maxsize=8)
def _weights(catalog: Catalog, rows: Candidates) -> Weights:
    """Stored weights of each run (model and quantization), whatever the machine and the effort."""
    first = np.flatnonzero(rows.local)[np.unique(rows.run[rows.local], return_index=True)[1]]
    known, position = _shapes(catalog)
    return weights(known.take(position[rows.model[first]]), catalog.file.quantizations, rows.quantization[first])


@lru_cache(maxsize=8)
def _shapes(catalog: Catalog) -> tuple[Shapes, Ints]:
    """Columns of the models with a known shape, and where each model of the catalog stands among them."""
    known = [model.architecture for model in catalog.file.models if model.architecture is not None]
    position = np.cumsum([model.architecture is not None for model in catalog.file.models]) - 1
    return shapes(known), position
