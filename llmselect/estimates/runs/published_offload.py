"""Published runs with a part of the weights in host memory, as the estimates would be asked for them."""

from dataclasses import replace
from typing import Final, NamedTuple

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.estimates.core.candidates import known_architecture
from llmselect.estimates.core.columns import Devices, Work
from llmselect.estimates.measured.load import offloaded_speeds
from llmselect.estimates.measured.records import SCORED, OffloadedSpeed
from llmselect.estimates.runs.published_runs import runs_on
from llmselect.estimates.runs.run import weights_and_memory, work_of
from llmselect.machine.machine import Machine

ROOMY_GIB: Final = 2048.0
"""The runs ran: their machines are not asked whether they have room."""


class OffloadedRuns(NamedTuple):
    """Published speeds and the columns that the estimates compute from, row by row."""

    speeds: tuple[OffloadedSpeed, ...]
    work: Work
    devices: Devices


def offloaded_runs(catalog: Catalog, phase: str) -> OffloadedRuns:
    """The scored runs of `decode` or `prefill`, each with its own placement and micro-batch."""
    speeds = tuple(each for each in offloaded_speeds() if each.phase == phase and each.use == SCORED)
    machines, engines = [_machine(catalog, speed) for speed in speeds], tuple(speed.engine for speed in speeds)
    runs = runs_on(catalog, speeds, machines, engines)
    work = work_of(runs, *weights_and_memory(runs))
    told = np.array([speed.micro_batch for speed in speeds])
    return OffloadedRuns(speeds, replace(work, micro_batch=told), runs.devices)


def _machine(catalog: Catalog, speed: OffloadedSpeed) -> Machine:
    layers = known_architecture(catalog.model(speed.model)).layers
    return Machine(
        accelerator=speed.accelerator,
        count=speed.count,
        host_memory_gib=ROOMY_GIB,
        host_bandwidth_gb_per_s=speed.host_gb_per_s,
        host_cores=speed.host_cores,
        expert_host_layers=speed.host_experts,
        host_layers=None if speed.gpu_layers is None else max(layers - speed.gpu_layers, 0),
        assume_fit=True,
    )
