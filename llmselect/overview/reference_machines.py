"""A short list of ordinary machines, and the smallest of them that holds each model whole."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.estimates.architecture.shape_columns import shapes
from llmselect.estimates.core.candidates import made_for
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.runs.machine_runs import runs_for
from llmselect.estimates.runs.run import estimate
from llmselect.estimates.runs.run_inputs import RunInputs
from llmselect.machine.machine import Machine
from llmselect.settings import Workload
from llmselect.text import Text
from llmselect.units import Floats, Ints

USUAL = "Q4_K_M"
"""The quantization that most people download; gpt-oss has its publisher's MXFP4 in its place."""
NONE_HOLDS, UNKNOWN = -1, -2


class Ordinary(NamedTuple):
    """A machine that many people have, or can rent."""

    label: Text
    machine: Machine
    memory_gib: int
    """What a model may fill: the card's memory, or that shared with the processor."""


def _card(name: str, gib: int) -> Ordinary:
    return Ordinary(Text(f"{gib} GB card", f"carte de {gib}\u00a0Go"), Machine(accelerator=name), gib)


def _apple(gib: int) -> Ordinary:
    label = Text(f"Apple, {gib} GB", f"Apple, {gib}\u00a0Go")
    return Ordinary(label, Machine(accelerator="Apple M4 Max 40-core", host_memory_gib=float(gib)), gib)


ORDINARY = (
    _card("RTX 4060", 8),
    _card("RTX 3060 12GB", 12),
    _card("RTX 4060 Ti 16GB", 16),
    _card("RTX 4090", 24),
    _card("RTX 5090", 32),
    _card("RTX 6000 Ada", 48),
    _apple(64),
    _card("H100 SXM 80GB", 80),
    _apple(128),
)
"""From the smallest to the largest."""


class SmallestMachines(NamedTuple):
    """Columns, one row a model."""

    smallest: Ints
    """Index into ORDINARY; NONE_HOLDS where all are too small, UNKNOWN where the shape is not published."""
    total_bytes: Floats
    """Weights, cache of the ordinary workload and buffers at the usual quantization; NaN: unknown."""


def usual_quantizations(catalog: Catalog, models: Sequence[LanguageModel]) -> Ints:
    """Index of each model's in the catalog: the publisher's own where that is as small, else USUAL."""
    position = {each.id: at for at, each in enumerate(catalog.file.quantizations)}
    usual = catalog.quantization(USUAL)

    def of(model: LanguageModel) -> int:
        own = catalog.quantizations.get(model.native_quantization or "")
        small = own is not None and own.nominal_bits <= usual.nominal_bits and made_for(model, own)
        return position[own.id if own is not None and small else usual.id]

    return np.array([of(model) for model in models], dtype=np.int64)


def room(catalog: Catalog, models: Sequence[LanguageModel], usual: Ints) -> SmallestMachines:
    """The smallest of the ordinary machines for each model, with the workload that settings begin with."""
    known = [row for row, model in enumerate(models) if model.architecture is not None]
    smallest, total = np.full(len(models), UNKNOWN), np.full(len(models), np.nan)
    if known:
        machines = tuple(each.machine for each in ORDINARY)
        count = len(known)
        quantization = np.tile(usual[known], len(machines))
        alike = np.zeros(count * len(machines), dtype=np.int64)
        columns = shapes([a for row in known if (a := models[row].architecture) is not None])
        memory = estimate(
            runs_for(
                catalog,
                columns.take(np.tile(np.arange(count), len(machines))),
                catalog.file.quantizations,
                quantization,
                machines,
                np.repeat(np.arange(len(machines)), count),
                RunInputs.of((Workload(),), alike, np.zeros(len(alike))),
            )
        ).memory
        holds = (memory.fit == Fit.FULL).reshape(len(machines), count)
        smallest[known] = np.where(holds.any(axis=0), holds.argmax(axis=0), NONE_HOLDS)
        total[known] = memory.total_bytes[:count]
    return SmallestMachines(smallest.astype(np.int64), total)
