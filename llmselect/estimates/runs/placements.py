"""Where each model lies on a machine: the placement that gives the fastest whole answer among those that fit.

The engine's user decides this for each model (llama.cpp: `-ngl`, `--n-cpu-moe`), not once for a machine. No priority
enters. A format whose engine cannot split a model (AWQ, FP8 in vLLM) lies wholly on the accelerators or nowhere.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from llmselect.estimates.core.columns import Fit
from llmselect.estimates.core.engines import splits as splits
from llmselect.estimates.runs.run import RunEstimates
from llmselect.machine.machine import Machine, PlacementKind, Split
from llmselect.units import Bools, Floats, Ints

PLACEMENTS = tuple(PlacementKind)
"""Columns of placements hold positions in this tuple."""


def machines_to_try(machine: Machine, has_accelerator: bool, unified: bool = False) -> Mapping[PlacementKind, Machine]:
    """The machine as each placement uses it, the one that fills the accelerators first; one where nothing is open.

    A visitor who says where layers or experts lie has decided; several kinds of accelerators and tensor split are
    engines' own matters and are taken as they are. In unified memory there is no other place to go.
    """
    if not has_accelerator:
        return {PlacementKind.HOST_ALONE: machine}
    decided = machine.host_layers or machine.experts_on_host or machine.expert_host_layers is not None
    if decided or unified or machine.split is Split.TENSOR or machine.further or machine.assume_fit:
        return {PlacementKind.LAYERS_ON_HOST: machine}
    tries = {
        PlacementKind.LAYERS_ON_HOST: machine,
        PlacementKind.EXPERTS_ON_HOST: machine.model_copy(update={"placement": PlacementKind.EXPERTS_ON_HOST}),
        PlacementKind.HOST_ALONE: machine.model_copy(update={"accelerator": None, "custom": None, "measured": ()}),
    }
    asked = machine.placement
    if asked is None:
        return tries
    whole = PlacementKind.LAYERS_ON_HOST if asked is PlacementKind.WHOLE else asked
    return {whole: tries[whole]}


def fastest_placement(
    tries: Mapping[PlacementKind, Machine], estimate: Callable[[Machine, Ints], RunEstimates], runs: int, mixture: Bools
) -> Ints:
    """Position in `tries` of the placement of each run: the first where the model lies wholly, else the fastest.

    `estimate` estimates some of the runs on one machine; `mixture`: runs of models with experts, shape (runs,).
    """
    kinds = list(tries)
    every = np.arange(runs)
    first = estimate(tries[kinds[0]], every)
    best = np.zeros(runs, dtype=np.int64)
    seconds = answer_seconds_of(first)
    open_ = every[first.memory.fit != Fit.FULL]
    for at, kind in enumerate(kinds[1:], 1):
        some = open_[mixture[open_]] if kind is PlacementKind.EXPERTS_ON_HOST else open_
        if not len(some):
            continue
        tried = answer_seconds_of(estimate(tries[kind], some))
        quicker = some[tried < seconds[some]]
        best[quicker] = at
        seconds[some] = np.minimum(seconds[some], tried)
    return best


def answer_seconds_of(estimates: RunEstimates) -> Floats:
    """Seconds of a whole answer; infinite where it does not fit or the speed is unknown."""
    return np.where(
        (estimates.memory.fit == Fit.NONE) | np.isnan(estimates.finish_s.likely), np.inf, estimates.finish_s.likely
    )


def all_or_nothing(estimates: RunEstimates, splitting: Bools) -> RunEstimates:
    """The same, with runs that would be split although no engine splits them as not fitting."""
    refused = (estimates.memory.fit == Fit.PARTIAL) & ~splitting
    if not refused.any():
        return estimates
    fit = np.where(refused, Fit.NONE, estimates.memory.fit).astype(np.int64)
    hidden = {
        name: type(getattr(estimates, name))(*(np.where(refused, np.nan, side) for side in getattr(estimates, name)))
        for name in ("decode", "prefill", "ttft_s", "finish_s")
    }
    return replace(estimates, memory=replace(estimates.memory, fit=fit), **hidden)


def placement_of(estimates: RunEstimates, tried: Ints, tries: Mapping[PlacementKind, Machine]) -> Ints:
    """Position in PLACEMENTS of where each run lies in the end; what fits wholly lies wholly, however it was asked."""
    kinds = np.array([PLACEMENTS.index(kind) for kind in tries], dtype=np.int64)[tried]
    on_host = estimates.memory.device_layers == 0
    experts = (estimates.memory.expert_host_layers > 0) & (estimates.memory.host_layers == 0)
    whole = (estimates.memory.fit == Fit.FULL) & ~on_host
    found = np.where(experts, PLACEMENTS.index(PlacementKind.EXPERTS_ON_HOST), kinds)
    found = np.where(whole, PLACEMENTS.index(PlacementKind.WHOLE), found)
    return np.where(on_host, PLACEMENTS.index(PlacementKind.HOST_ALONE), found)
