"""Every scored measurement beside its estimates: as fitted, and by fits that never saw its kin."""

from dataclasses import dataclass

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.estimates.core.columns import Work
from llmselect.estimates.measured.load import source_addresses, speed_left_out
from llmselect.estimates.measured.records import DECODE, PREFILL, SCORED, SingleUserSpeed
from llmselect.estimates.runs.published_runs import of_phase, work_and_devices
from llmselect.estimates.speed.decode import decode
from llmselect.estimates.speed.factors import GROUPS, SMALL_PARAMETERS, groups, spread
from llmselect.estimates.speed.prefill import prefill
from llmselect.text import Labelled, Text

PHASES = (DECODE, PREFILL)


class View(Labelled):
    """Which fit an estimate comes from: one on all measurements, or one that never saw the measurement's kin."""

    WITHOUT_DEVICE = "without_device", Text("Device left out", "Appareil écarté")
    WITHOUT_MODEL = "without_model", Text("Model left out", "Modèle écarté")
    WITHOUT_SOURCE = "without_source", Text("Page left out", "Page écartée")
    FITTED = "fitted", Text("All data", "Toutes les données")


LEFT_OUT = (View.WITHOUT_DEVICE, View.WITHOUT_MODEL, View.WITHOUT_SOURCE)


class ModelKind(Labelled):
    """Kinds of model that run differently; one with recurrent layers is a hybrid even where it is a mixture too."""

    DENSE = "dense models", Text("dense models", "modèles denses")
    MIXTURE = "mixtures", Text("mixtures of experts", "mélanges d’experts")
    HYBRID = "hybrids", Text("hybrids (recurrent layers)", "hybrides (couches récurrentes)")
    SMALL = "small models", Text("dense, under 2.2 billion", "denses, moins de 2,2 milliards")
    """Dense, under 2.2 billion parameters: launches weigh more than reading."""


@dataclass(frozen=True, slots=True)
class SpeedPoint:
    """One measurement and what is estimated for it, in tokens a second; NaN where a fit was not stored."""

    number: int
    """Line of measured/speed.csv, from 1."""
    phase: str
    device: str
    family: str
    group: str
    """Whose range it is given: one of GROUPS."""
    kind: ModelKind
    model: str
    quantization: str
    engine: str
    depth_tokens: float
    measured: float
    estimated: float
    low: float
    high: float
    without_device: float
    without_model: float
    without_source: float
    range_low: float
    """Low over likely, of the range that a fit without its kin would state."""
    range_high: float
    source: str
    """Address of the page it was published on."""
    date: str

    def speed(self, view: View) -> float:
        """Estimated tokens a second by that fit."""
        return self.estimated if view is View.FITTED else float(getattr(self, view))

    def error(self, view: View) -> float:
        """Signed: 0.25 is a quarter too fast."""
        return self.speed(view) / self.measured - 1

    def range(self, view: View) -> tuple[float, float]:
        """Low and high that are stated around the speed."""
        likely = self.speed(view)
        return (self.low, self.high) if view is View.FITTED else (likely * self.range_low, likely * self.range_high)

    def inside(self, view: View) -> bool:
        """Whether the measurement lies within the stated range."""
        low, high = self.range(view)
        return low <= self.measured <= high


def points(catalog: Catalog) -> tuple[SpeedPoint, ...]:
    """All scored measurements that the last fit has seen, decode first, in the order of the table."""
    return tuple(point for phase in PHASES for point in _phase(catalog, phase))


def _phase(catalog: Catalog, phase: str) -> list[SpeedPoint]:
    rows = tuple(row for row in of_phase(phase, SCORED) if row.number in speed_left_out())
    work, devices = work_and_devices(catalog, rows)
    estimate = (decode if phase == DECODE else prefill)(work, devices)
    ranges = spread(phase, work, devices)
    which, kinds = groups(work, devices), _kinds(work)
    return [
        _point(row, devices.family[i], GROUPS[int(which[i])], kinds[i], [float(of[i]) for of in (*estimate, *ranges)])
        for i, row in enumerate(rows)
    ]


def _point(row: SingleUserSpeed, family: str, group: str, kind: ModelKind, numbers: list[float]) -> SpeedPoint:
    low, likely, high, range_low, range_high = numbers
    unseen = speed_left_out()[row.number]
    return SpeedPoint(
        number=row.number,
        phase=row.phase,
        device=row.accelerator,
        family=family,
        group=group,
        kind=kind,
        model=row.model,
        quantization=row.quantization,
        engine=row.engine,
        depth_tokens=row.depth,
        measured=row.tokens_per_s,
        estimated=likely,
        low=low,
        high=high,
        without_device=unseen.without_device,
        without_model=unseen.without_model,
        without_source=unseen.without_source,
        range_low=range_low,
        range_high=range_high,
        source=source_addresses()[row.source],
        date=row.date,
    )


def _kinds(work: Work) -> list[ModelKind]:
    small = work.total_parameters < SMALL_PARAMETERS
    chosen = np.select([work.hybrid, work.mixture, small], [2, 1, 3], 0)
    return [list(ModelKind)[i] for i in chosen]
