"""A machine as each placement uses it, and the one that gives each of some runs the fastest whole answer."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from llmselect.catalog.accelerators import AcceleratorKind
from llmselect.catalog.catalog import Catalog
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.hardware.accelerator_groups import groups_of, kinds_of
from llmselect.estimates.hardware.devices import host_of
from llmselect.estimates.runs.placements import answer_seconds_of, machines_to_try
from llmselect.estimates.runs.run import RunEstimates
from llmselect.machine.machine import Machine, PlacementKind
from llmselect.units import Bools, Ints


def tries_on(catalog: Catalog, machine: Machine) -> Mapping[PlacementKind, Machine]:
    has_card = bool(kinds_of(catalog, machine) - {AcceleratorKind.PROCESSOR})
    unified = any(group.accelerator.unified_memory for group in groups_of(catalog, machine))
    return machines_to_try(_with_host(catalog, machine), has_card, unified)


def _with_host(catalog: Catalog, machine: Machine) -> Machine:
    """The machine with the bandwidth of its host written down: without its card it would be taken for a desktop's."""
    if machine.host_bandwidth_gb_per_s is not None:
        return machine
    groups = groups_of(catalog, machine)
    host = host_of(catalog, groups[0].accelerator if groups else None)
    return machine.model_copy(update={"host_bandwidth_gb_per_s": host.bandwidth_gb_per_s})


def fastest_machines(
    catalog: Catalog,
    machines: Sequence[Machine],
    estimate: Callable[[Sequence[Machine], Ints], RunEstimates],
    mixture: Bools,
) -> list[Machine]:
    """The machine of each run as its fastest placement on the accelerators uses it: layers on the host, or experts.

    `machines`: one a run. `mixture`: runs whose experts an engine can leave in main memory. `estimate` estimates some
    of the runs (their positions), each on the machine given beside.
    """
    chosen = list(machines)
    if not mixture.any():
        return chosen
    before = estimate(machines, np.arange(len(machines)))
    rows_of: dict[Machine, list[int]] = defaultdict(list)
    for row in np.flatnonzero(mixture & (before.memory.fit != Fit.FULL)).tolist():
        rows_of[machines[row]].append(row)
    for machine, rows in rows_of.items():
        experts = tries_on(catalog, machine).get(PlacementKind.EXPERTS_ON_HOST)
        if experts is None:
            continue
        quicker = answer_seconds_of(estimate((experts,) * len(rows), np.array(rows))) < answer_seconds_of(before)[rows]
        for row in np.array(rows)[quicker].tolist():
            chosen[row] = experts
    return chosen
