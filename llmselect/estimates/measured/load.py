"""The one place that reads the files of this folder; each is read once, into the records of `records`."""

import csv
import gzip
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

from pydantic import TypeAdapter, ValidationError

from llmselect.errors import BadFile
from llmselect.estimates.measured.records import (
    CalibrationFile,
    LeftOutSpeeds,
    ManyUserSpeed,
    MeasuredConfig,
    MeasuredRecord,
    MemoryMeasurement,
    OffloadedSpeed,
    PushedBack,
    ServingFactors,
    SingleUserSpeed,
    SpeedFactors,
    SpeedSource,
    StoredScale,
)

MEASURED: Final = Path(__file__).parent
"""The folder, to which scripts/fit_*.py write too."""
RecordType = TypeVar("RecordType", bound=MeasuredRecord)


@cache
def single_user_speeds() -> tuple[SingleUserSpeed, ...]:
    """All rows of speed.csv."""
    return _numbered("speed.csv", SingleUserSpeed)


@cache
def offloaded_speeds() -> tuple[OffloadedSpeed, ...]:
    """All rows of offload.csv."""
    return _numbered("offload.csv", OffloadedSpeed)


@cache
def many_user_speeds() -> tuple[ManyUserSpeed, ...]:
    """All rows of serving.csv."""
    return _numbered("serving.csv", ManyUserSpeed)


@cache
def source_addresses() -> Mapping[int, str]:
    """Address of each page that speeds were published on, by its number."""
    return {row.source: row.address for row in _rows("speed_sources.csv", SpeedSource)}


@cache
def speed_left_out() -> Mapping[int, LeftOutSpeeds]:
    """Estimates of each scored row of speed.csv by fits that never saw its kin, by its number."""
    return {row.number: row for row in _rows("speed_left_out.csv", LeftOutSpeeds)}


@cache
def serving_left_out() -> Mapping[int, LeftOutSpeeds]:
    """The same of serving.csv."""
    return {row.number: row for row in _rows("serving_left_out.csv", LeftOutSpeeds)}


@cache
def memory_measurements() -> tuple[MemoryMeasurement, ...]:
    """All rows of memory.csv.gz."""
    return _rows("memory.csv.gz", MemoryMeasurement)


@cache
def memory_configs() -> Mapping[str, MeasuredConfig]:
    """Shapes of the measured models, by the name in memory.csv.gz."""
    return TypeAdapter(dict[str, MeasuredConfig]).validate_json(_text("memory_configs.json"))


@cache
def speed_factors() -> SpeedFactors:
    """speed_factors.json."""
    return _json("speed_factors.json", SpeedFactors)


@cache
def serving_factors() -> ServingFactors:
    """serving_factors.json."""
    return _json("serving_factors.json", ServingFactors)


@cache
def calibration_file() -> CalibrationFile:
    """calibration.json."""
    return _json("calibration.json", CalibrationFile)


@cache
def stored_scale() -> StoredScale:
    """quality_scale.json."""
    return _json("quality_scale.json", StoredScale)


def _text(name: str) -> str:
    file = MEASURED / name
    if file.suffix == ".gz":
        return gzip.decompress(file.read_bytes()).decode("utf-8")
    return file.read_text("utf-8")


def _json(name: str, record: type[RecordType]) -> RecordType:
    try:
        return record.model_validate_json(_text(name))
    except ValidationError as fault:
        raise BadFile(f"measured/{name}: {fault}") from None


def _numbered(name: str, record: type[RecordType]) -> tuple[RecordType, ...]:
    return _records(name, record, [row | {"number": str(line)} for line, row in enumerate(_csv(name), start=1)])


@cache
def pushed_back() -> tuple[PushedBack, ...]:
    """All rows of nonsense.csv."""
    return _rows("nonsense.csv", PushedBack)


def _rows(name: str, record: type[RecordType]) -> tuple[RecordType, ...]:
    return _records(name, record, _csv(name))


def _csv(name: str) -> list[dict[str, str]]:
    """The rows of a table by column; an empty field is left out, so that the record's default stands for it."""
    rows = csv.DictReader(_text(name).splitlines())
    return [{column: field for column, field in row.items() if field} for row in rows]


def _records(name: str, record: type[RecordType], rows: Sequence[Mapping[str, str]]) -> tuple[RecordType, ...]:
    try:
        return tuple(record.model_validate_strings(row) for row in rows)
    except ValidationError as fault:
        raise BadFile(f"measured/{name}: {fault}") from None
