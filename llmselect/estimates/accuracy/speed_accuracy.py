"""The speed estimates against published measurements that the project ships, also as if each had never been seen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.errors import BadFile
from llmselect.estimates.accuracy.points import LEFT_OUT, PHASES, ModelKind, SpeedPoint, View, points
from llmselect.estimates.speed.factors import GROUPS

BAND = 0.25
"""A prediction within this share of the measurement lies in the band of the picture."""
FEW_ROWS = 5
"""Below it an error of a group says little: one page of one person decides it."""


class By(StrEnum):
    """What the measurements of a row of the table have in common."""

    ALL = "all"
    RANGE = "range"
    """The range that is stated for them."""
    KIND = "kind of model"
    FAMILY = "chip family"


@dataclass(frozen=True, slots=True)
class SpeedAccuracy:
    """Absolute relative errors of one group of measurements; shares between 0 and 1, None where no fit was stored."""

    phase: str
    by: By
    group: str
    rows: int
    median_error: float
    p90_error: float
    inside_range: float
    """Share of the measurements within low and high."""
    in_band: float
    """Share of the predictions within a quarter of the measurement."""
    median_error_without_device: float
    """From a fit that never saw the device."""
    p90_error_without_device: float
    inside_range_without_device: float
    in_band_without_device: float
    median_error_without_model: float
    """From a fit that never saw the model."""
    p90_error_without_model: float
    inside_range_without_model: float
    in_band_without_model: float
    median_error_without_source: float | None
    """From a fit that never saw the page it was published on."""
    p90_error_without_source: float | None
    inside_range_without_source: float | None
    in_band_without_source: float | None

    def __str__(self) -> str:
        device = _pair(self.median_error_without_device, self.p90_error_without_device)
        model = _pair(self.median_error_without_model, self.p90_error_without_model)
        source = _pair(self.median_error_without_source, self.p90_error_without_source)
        inside = f"{self.inside_range:4.0%}, left out {self.inside_range_without_device:4.0%}"
        return (
            f"{self.phase:8}{self.group:14}{self.rows:5} rows  median / p90 {_pair(self.median_error, self.p90_error)}"
            f"  device left out {device}  model left out {model}  source left out {source}"
            f"  inside the range {inside}{'  (few rows)' if self.rows < FEW_ROWS else ''}"
        )


@dataclass(frozen=True, slots=True)
class Errors:
    """What one fit says of some measurements; all between 0 and 1, or above where an error is larger than the thing."""

    rows: int
    median: float
    p90: float
    in_band: float
    inside_range: float


def table(catalog: Catalog, among: Sequence[SpeedPoint] | None = None) -> list[SpeedAccuracy]:
    """Decode and prefill: all scored rows, then by range, by kind of model and by chip family."""
    every = points(catalog) if among is None else among
    return [row for phase in PHASES for row in _phase(phase, [point for point in every if point.phase == phase])]


def errors(chosen: Sequence[SpeedPoint], view: View) -> Errors | None:
    """The errors of one fit; None where nothing is chosen or the fit was not stored."""
    off = np.abs([point.error(view) for point in chosen])
    if not len(off) or np.isnan(off).any():
        return None
    median, p90 = np.quantile(off, [0.5, 0.9])
    inside = np.mean([point.inside(view) for point in chosen])
    return Errors(len(chosen), float(median), float(p90), float(np.mean(off <= BAND)), float(inside))


def _phase(phase: str, every: Sequence[SpeedPoint]) -> Iterator[SpeedAccuracy]:
    groups = [(By.ALL, "all", every)]
    groups += [(By.RANGE, group, [point for point in every if point.group == group]) for group in GROUPS]
    groups += [(By.KIND, str(kind), [point for point in every if point.kind is kind]) for kind in ModelKind]
    families = sorted({point.family for point in every})
    groups += [(By.FAMILY, family, [point for point in every if point.family == family]) for family in families]
    return (_of_group(phase, by, group, chosen) for by, group, chosen in groups if chosen)


def _of_group(phase: str, by: By, group: str, chosen: Sequence[SpeedPoint]) -> SpeedAccuracy:
    seen, device, model, source = (errors(chosen, view) for view in (View.FITTED, *LEFT_OUT))
    if seen is None or device is None or model is None:
        raise BadFile("measured/speed_left_out.csv lacks a column; expected what scripts/fit_speed.py writes")
    return SpeedAccuracy(
        phase=phase,
        by=by,
        group=group,
        rows=seen.rows,
        median_error=round(seen.median, 4),
        p90_error=round(seen.p90, 4),
        inside_range=round(seen.inside_range, 4),
        in_band=round(seen.in_band, 4),
        median_error_without_device=round(device.median, 4),
        p90_error_without_device=round(device.p90, 4),
        inside_range_without_device=round(device.inside_range, 4),
        in_band_without_device=round(device.in_band, 4),
        median_error_without_model=round(model.median, 4),
        p90_error_without_model=round(model.p90, 4),
        inside_range_without_model=round(model.inside_range, 4),
        in_band_without_model=round(model.in_band, 4),
        median_error_without_source=source and round(source.median, 4),
        p90_error_without_source=source and round(source.p90, 4),
        inside_range_without_source=source and round(source.inside_range, 4),
        in_band_without_source=source and round(source.in_band, 4),
    )


def _pair(median: float | None, p90: float | None) -> str:
    return "       not stored" if median is None or p90 is None else f"{100 * median:5.1f} / {100 * p90:5.1f} %"
