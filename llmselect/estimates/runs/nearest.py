"""The nearest published measurement to a run, with what differs between the two in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.quantizations import Quantization
from llmselect.errors import UnknownName
from llmselect.estimates.core.candidates import known_architecture
from llmselect.estimates.core.chip_families import CLASS_OF
from llmselect.estimates.core.columns import Devices, Work
from llmselect.estimates.core.engines import Engine
from llmselect.estimates.core.engines import engine as engine_class
from llmselect.estimates.core.weight_formats import storage
from llmselect.estimates.measured.load import source_addresses
from llmselect.estimates.measured.records import AVERAGE, SCORED, SEVERAL, SingleUserSpeed
from llmselect.estimates.runs.curves import runs_at
from llmselect.estimates.runs.published_runs import column, of_phase, runs_of
from llmselect.estimates.runs.run import engine_of, weights_and_memory, work_of
from llmselect.machine.machine import Machine, Phase
from llmselect.settings import Workload
from llmselect.text import Blank, Text, Voice, in_both, number_in_both
from llmselect.units import Floats

OTHER_DEVICE, OTHER_FAMILY, OTHER_CLASS = 0.4, 1.0, 2.5
"""Steps, not a measurement: how much a reader would rather see the same device than the same model."""
OTHER_COUNT = 0.7
OTHER_MODEL, OTHER_KIND = 0.25, 1.0
OTHER_QUANTIZATION, OTHER_STORAGE = 0.08, 0.3
OTHER_ENGINE = 0.25
CROWD: Final = 0.4
PER_DEPTH: Final = 0.15
"""For each factor of e in the depth, 1,000 tokens added to both."""
FARTHEST: Final = 4.0
"""Beyond it there is nothing comparable, and nothing is shown."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """One published speed, and how far it is from the run that was asked about."""

    phase: Phase
    model: str
    """Id of the catalog."""
    quantization: str
    """As published; it may be a mix that the catalog lacks."""
    engine: str
    accelerator: str
    count: int
    depth_tokens: int
    tokens_per_s: float
    date: str
    """Day or month of publication, as 2026-04-17 or 2026-04."""
    source: str
    """Address."""
    differs: tuple[Text, ...]
    """What differs from the run that was asked about, the most important first; empty: the same run."""
    distance: float
    """0: the same run; 1: another chip family, or another kind of model."""

    @property
    def same(self) -> bool:
        """Whether it is the very run that was asked about."""
        return not self.differs


@dataclass(frozen=True, slots=True)
class NearestQuery:
    """One run to find the like of; the accelerator's name is None for one typed in by hand."""

    accelerator: str | None
    family: str
    bandwidth: float
    count: int
    model: str
    parameters: float
    read_bytes: float
    mixture: bool
    hybrid: bool
    quantization: str
    engine: str
    depth: float


@dataclass(frozen=True, slots=True, eq=False)
class SpeedTable:
    """Published speeds of one phase as columns."""

    rows: tuple[SingleUserSpeed, ...]
    work: Work
    devices: Devices
    accelerator: np.ndarray
    family: np.ndarray
    chip_class: np.ndarray
    model: np.ndarray
    quantization: np.ndarray
    storage: np.ndarray
    engine: np.ndarray
    crowd_average: np.ndarray
    count: Floats
    depth: Floats


def nearest_measurement(
    catalog: Catalog,
    model: LanguageModel,
    quantization: Quantization,
    machine: Machine,
    phase: Phase,
    depth_tokens: float = 0.0,
    engine: str | None = None,
) -> Nearest | None:
    """The nearest published speed; None where nothing comparable is published."""
    return nearest_measurements(catalog, model, (quantization,), machine, phase, depth_tokens, engine)[0]


def nearest_measurements(
    catalog: Catalog,
    model: LanguageModel,
    quantizations: Sequence[Quantization],
    machine: Machine,
    phase: Phase,
    depth_tokens: float = 0.0,
    engine: str | None = None,
) -> tuple[Nearest | None, ...]:
    """The nearest published speed to each quantization of a model; the engine is each quantization's usual one.

    Raises NotPossible for a model of unknown shape.
    """
    if not quantizations:
        return ()
    table = _table(catalog, phase)
    queries = _queries(catalog, model, quantizations, machine, depth_tokens, engine)
    return tuple(_nearest(table, query, phase) for query in queries)


@lru_cache(maxsize=8)
def _table(catalog: Catalog, phase: Phase) -> SpeedTable:
    rows = tuple(row for row in of_phase(phase.value, SCORED, AVERAGE, SEVERAL) if _known(catalog, row))
    runs = runs_of(catalog, rows)
    work, devices = work_of(runs, *weights_and_memory(runs)), runs.devices

    def words(read: Callable[[SingleUserSpeed], str]) -> np.ndarray:
        return np.array([read(row) for row in rows], dtype=object)

    return SpeedTable(
        rows=rows,
        work=work,
        devices=devices,
        accelerator=words(lambda row: row.accelerator),
        family=np.array(devices.family, dtype=object),
        chip_class=np.array([CLASS_OF.get(family) for family in devices.family], dtype=object),
        model=words(lambda row: row.model),
        quantization=words(lambda row: row.quantization.casefold()),
        storage=words(lambda row: storage(row.quantization)),
        engine=words(lambda row: _engine(row.engine)),
        crowd_average=words(lambda row: row.use) == AVERAGE,
        count=column(rows, lambda row: float(row.count)),
        depth=column(rows, lambda row: row.depth),
    )


def _engine(name: str) -> Engine:
    """llama.cpp on NVIDIA's cards is its CUDA build, whether the page says so or not."""
    found = engine_class(name)
    return Engine.LLAMA_CPP if found is Engine.CUDA else found


def _known(catalog: Catalog, row: SingleUserSpeed) -> bool:
    try:
        return catalog.model(row.model).architecture is not None
    except UnknownName:
        return False


def _queries(
    catalog: Catalog,
    model: LanguageModel,
    quantizations: Sequence[Quantization],
    machine: Machine,
    depth: float,
    engine: str | None,
) -> list[NearestQuery]:
    depths = np.full(len(quantizations), depth)
    context = np.full(len(quantizations), max(int(depth), 256))
    runs = runs_at(catalog, known_architecture(model), tuple(quantizations), machine, Workload(), depths, context)
    work = work_of(runs, *weights_and_memory(runs))
    return [
        NearestQuery(
            accelerator=_name(catalog, machine),
            family=runs.devices.family[row],
            bandwidth=float(runs.devices.bandwidth[row]),
            count=int(runs.devices.count[row]),
            model=model.weights,
            parameters=float(work.total_parameters[row]),
            read_bytes=float(work.read_bytes[row]),
            mixture=bool(work.mixture[row]),
            hybrid=bool(work.hybrid[row]),
            quantization=quantization.id,
            engine=_engine(engine or engine_of(quantization)),
            depth=depth,
        )
        for row, quantization in enumerate(quantizations)
    ]


def _name(catalog: Catalog, machine: Machine) -> str | None:
    return catalog.accelerator(machine.accelerator).name if machine.accelerator else None


def _nearest(table: SpeedTable, query: NearestQuery, phase: Phase) -> Nearest | None:
    distance = _device_distance(table, query) + _model_distance(table, query)
    same_name = table.quantization == query.quantization.casefold()
    same_storage = table.storage == storage(query.quantization)
    distance += np.where(same_name, 0.0, np.where(same_storage, OTHER_QUANTIZATION, OTHER_STORAGE))
    distance += np.where(table.engine == query.engine, 0.0, OTHER_ENGINE)
    distance += PER_DEPTH * np.abs(np.log((table.depth + 1000) / (query.depth + 1000)))
    distance += np.where(table.crowd_average, CROWD, 0.0)
    which = int(np.argmin(distance))
    if distance[which] > FARTHEST:
        return None
    row = table.rows[which]
    return Nearest(
        phase=phase,
        model=row.model,
        quantization=row.quantization,
        engine=row.engine,
        accelerator=row.accelerator,
        count=row.count,
        depth_tokens=round(row.depth),
        tokens_per_s=row.tokens_per_s,
        date=row.date,
        source=source_addresses()[row.source],
        differs=_differences(table, which, query),
        distance=float(distance[which]),
    )


def _device_distance(table: SpeedTable, query: NearestQuery) -> Floats:
    same_device = table.accelerator == query.accelerator
    same_family = table.family == query.family
    same_class = table.chip_class == CLASS_OF.get(query.family)
    step = np.where(same_family, OTHER_DEVICE, np.where(same_class, OTHER_FAMILY, OTHER_CLASS))
    apart = np.abs(np.log(table.devices.bandwidth / query.bandwidth))
    return np.where(same_device, 0.0, step + apart) + np.where(table.count == query.count, 0.0, OTHER_COUNT)


def _model_distance(table: SpeedTable, query: NearestQuery) -> Floats:
    size = np.abs(np.log(table.work.total_parameters / query.parameters))
    reading = np.abs(np.log(table.work.read_bytes / query.read_bytes))
    kind = (table.work.mixture != query.mixture) | (table.work.hybrid != query.hybrid)
    return np.where(table.model == query.model, 0.0, OTHER_MODEL + (size + reading) / 2 + OTHER_KIND * kind)


def _differences(table: SpeedTable, which: int, query: NearestQuery) -> tuple[Text, ...]:
    row = table.rows[which]
    differences: list[Text] = []
    if row.accelerator != query.accelerator:
        differences.append(_device_words(table, which, query))
    if row.count != query.count:
        differences.append(in_both("nearest.count", n=row.count, asked=query.count))
    if row.model != query.model:
        differences.append(
            in_both("nearest.model", name=row.model, size=_billions(float(table.work.total_parameters[which])))
        )
    if table.quantization[which] != query.quantization.casefold():
        differences.append(in_both("nearest.quantization", name=row.quantization))
    if table.engine[which] != query.engine:
        differences.append(in_both("nearest.engine", name=row.engine))
    if abs(np.log((row.depth + 1000) / (query.depth + 1000))) > NOTICED_DEPTH:
        differences.append(in_both("nearest.depth", n=lambda say: say.number(row.depth, 0)))
    if table.crowd_average[which]:
        differences.append(in_both("nearest.crowd"))
    return tuple(differences)


NOTICED_DEPTH: Final = 0.3
"""A difference of depth by less than a third is not worth a word."""


def _device_words(table: SpeedTable, which: int, query: NearestQuery) -> Text:
    ratio = float(table.devices.bandwidth[which]) / query.bandwidth

    def faster(say: Voice) -> str:
        return f"{'+' if ratio >= 1 else '−'}{say.percent(abs(ratio - 1))}"

    return in_both("nearest.device", name=table.rows[which].accelerator, faster=faster)


def _billions(parameters: float) -> Blank:
    return number_in_both(parameters / 1e9, 1 if parameters < 1e11 else 0)
