"""`accuracy`: the estimates against published measurements that the project ships."""

import json
import math
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from llmselect.catalog.catalog import Catalog
from llmselect.command.printing import catalog_of, print_json
from llmselect.errors import BadFile, shortened
from llmselect.estimates.accuracy import (
    calibration_accuracy,
    memory_accuracy,
    served_accuracy,
    serving_accuracy,
    speed_accuracy,
)
from llmselect.estimates.accuracy.points import SpeedPoint, points
from llmselect.reports.csv_json import csv_of


class AccuracySection(NamedTuple):
    """One table of the answer; each of its rows is a dataclass that prints as a line."""

    name: str
    rows: Callable[[Catalog], Sequence[Any]]


SECTIONS = (
    AccuracySection("memory", memory_accuracy.table),
    AccuracySection("speed", speed_accuracy.table),
    AccuracySection("several users", serving_accuracy.table),
    AccuracySection("served speed", served_accuracy.table),
    AccuracySection("own measurement", calibration_accuracy.table),
)


def run(given: Namespace) -> int:
    """Print, section by section, the errors of the estimates; write each measurement where --points asks for it."""
    catalog = catalog_of(given)
    tables = {section.name: section.rows(catalog) for section in SECTIONS}
    if given.points:
        _write(Path(given.points), points(catalog))
    if given.json:
        print_json({name: [asdict(row) for row in rows] for name, rows in tables.items()})
    else:
        for name, rows in tables.items():
            print(name, *rows, sep="\n")
    return 0


def described(point: SpeedPoint) -> dict[str, object]:
    """A measurement as programs read it; tokens a second, null where a fit was not stored."""
    return {name: _finite(value) for name, value in asdict(point).items()}


def points_csv(chosen: Sequence[SpeedPoint]) -> bytes:
    """The measurements as a table for spreadsheets, in the order given."""
    return csv_of([described(point) for point in chosen], list(SpeedPoint.__dataclass_fields__))


def _write(file: Path, chosen: Sequence[SpeedPoint]) -> None:
    """A thousand measurements would bury the tables, so they have a file of their own."""
    written = {".csv": points_csv, ".json": points_json}.get(file.suffix.casefold())
    if written is None:
        raise BadFile(f"--points {shortened(str(file))}; expected a name that ends in .csv or .json")
    try:
        file.write_bytes(written(chosen))
    except OSError as fault:
        raise BadFile(f"{file} cannot be written ({fault.strerror}); expected a folder that exists") from fault


def points_json(chosen: Sequence[SpeedPoint]) -> bytes:
    """The measurements as one array of objects."""
    return json.dumps([described(point) for point in chosen], ensure_ascii=False, allow_nan=False, indent=0).encode()


def _finite(value: object) -> object:
    if not isinstance(value, float):
        return value
    return None if math.isnan(value) else float(f"{value:.5g}")
