"""The rows and files of this folder as typed records; what each column means is told in README.md beside it."""

import datetime
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from llmselect.machine.machine import Split
from llmselect.settings import KvType

NOT_A_NUMBER = float("nan")
DECODE, PREFILL = "decode", "prefill"
SCORED = "scored"
"""One device, one user, everything on the device, nothing suspicious: fit for judging estimates."""
AVERAGE = "average"
"""Crowd averages of LocalScore: many hosts, an old build."""
SEVERAL = "several"
"""Split by layer over several equal devices."""
PARTIAL = "partial"
"""Some layers in host memory."""
GENERATION = "generation"
"""Prompts were read beforehand: the total is of writing alone (llama-batched-bench, column S_TG)."""
UNLIMITED = "max"
"""In the column of concurrency: as many users as the engine takes."""
CACHE_TYPES: Mapping[float, KvType] = {8.5: KvType.Q8_0, 4.5: KvType.Q4_0}
"""Type of the key-value cache by bits a value; not stated: 16-bit."""


class MeasuredRecord(BaseModel):
    """A row or a file of this folder: unknown columns and loose types are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class PublishedSpeed(MeasuredRecord):
    """One speed that somebody published, and the run that it was measured on."""

    number: int
    """Line of the table, from 1."""
    use: str
    """What the row is good for: SCORED, AVERAGE, SEVERAL, PARTIAL, GENERATION or `suspect`."""
    phase: str
    model: str
    """Id of the catalog."""
    quantization: str
    """As published; it may be a mix that the catalog lacks."""
    engine: str
    accelerator: str
    """Name in the catalog."""
    count: int
    tokens_per_s: Annotated[float, Field(gt=0)]
    date: str
    """Day, month or year of publication."""
    source: int
    """Key of `source_addresses`."""


class SingleUserSpeed(PublishedSpeed):
    """A row of speed.csv: tokens a second of one user."""

    depth: float
    """Tokens in the cache halfway through the test."""
    file_bytes: float = NOT_A_NUMBER
    """Size of the real file; NaN: not stated."""
    host_gb_per_s: float | None = None
    cache_bits: float | None = None

    @property
    def kv_type(self) -> KvType:
        """Type of the key-value cache."""
        return KvType.F16 if self.cache_bits is None else CACHE_TYPES[self.cache_bits]


class OffloadedSpeed(SingleUserSpeed):
    """A row of offload.csv: tokens a second of one user with experts, or layers, in host memory."""

    host_experts: int | None = None
    """Layers whose experts are in host memory; None: whole layers are."""
    gpu_layers: int | None = None
    """Layers on the accelerators; None: all."""
    micro_batch: float = NOT_A_NUMBER
    """Tokens of a prompt read at once; NaN: not told."""
    host_cores: int | None = None


def _split_of(text: object) -> object:
    return {"none": Split.LAYER, "tensor": Split.TENSOR}.get(str(text), text)


def _concurrency_of(text: object) -> object:
    return NOT_A_NUMBER if text == UNLIMITED else float(str(text))


class ManyUserSpeed(PublishedSpeed):
    """A row of serving.csv: tokens a second of all simultaneous users together."""

    split: Annotated[Split, BeforeValidator(_split_of)]
    prompt_tokens: float = NOT_A_NUMBER
    output_tokens: float = NOT_A_NUMBER
    concurrency: Annotated[float, BeforeValidator(_concurrency_of)]
    """Users at once; NaN: as many as fit."""


class SpeedSource(MeasuredRecord):
    """A row of speed_sources.csv."""

    source: int
    address: str


class LeftOutSpeeds(MeasuredRecord):
    """A row of speed_left_out.csv or serving_left_out.csv: estimates by fits that never saw the row's kin."""

    number: int
    """Line of the table of measurements, from 1."""
    without_device: float = NOT_A_NUMBER
    without_model: float = NOT_A_NUMBER
    without_source: float = NOT_A_NUMBER


class MemoryQuantity(StrEnum):
    """What a row of memory.csv.gz measures."""

    WEIGHTS_FILE = "weights_file"
    KV_CACHE = "kv_cache"
    COMPUTE_BUFFER = "compute_buffer"
    TOTAL = "total"


class MemoryMeasurement(MeasuredRecord):
    """A row of memory.csv.gz: what llama.cpp allocated."""

    model: str
    """Key of memory_configs.json."""
    what: MemoryQuantity
    quantization: str | None = None
    context: int = 1
    kv_type: KvType = KvType.F16
    device: Literal["gpu", "cpu", "any"] | None = None
    """Which processor computes."""
    memory: Literal["vram", "ram"] | None = None
    """Which memory the bytes lie in."""
    bytes: int
    tensor_bytes: int | None = None
    """A file without its header."""


class MeasuredConfig(MeasuredRecord):
    """An entry of memory_configs.json: the shape of a measured model."""

    hub_repo: str
    source: str
    config: dict[str, object]
    """The model's config.json."""


LowHigh = tuple[float, float]
"""Low and high over the likely value."""
FactorTable = Mapping[str, float]
"""Factors by label; a label that a table lacks counts as 1."""


class Origin(MeasuredRecord):
    """What a fitted file was computed from."""

    measurements: str
    written_by: str
    rows: int = 0
    scored_rows: int = 0
    newest_row: str = ""


class SpeedFactors(MeasuredRecord):
    """speed_factors.json: the factors of the speed estimates for one user, as scripts/fit_speed.py wrote them."""

    origin: Origin
    ranges: Mapping[str, Mapping[str, LowHigh]]
    """By phase, then by group of runs."""
    measured_families: Mapping[str, tuple[str, ...]]
    """By phase: chip families with measurements."""
    decode: Mapping[str, FactorTable]
    prefill: Mapping[str, FactorTable]


class ServingFactors(MeasuredRecord):
    """serving_factors.json: the factors of several users on one engine, as scripts/fit_serving.py wrote them."""

    origin: Origin
    ranges: Mapping[str, LowHigh]
    """By kind of batching."""
    factors: Mapping[str, FactorTable]


class CalibrationShares(MeasuredRecord):
    """How strongly one user's measurement of a phase transfers to other runs on the same machine."""

    kin: tuple[float, float]
    """Share of the log ratio, and exponent on the range, for runs of the same storage and mixture kind."""
    other: tuple[float, float]
    """The same for any other run."""
    other_depth: float
    """Relative spread of the measured run itself at another depth."""


class CalibrationFile(MeasuredRecord):
    """calibration.json, as scripts/fit_calibration.py wrote it."""

    origin: Origin
    decode: CalibrationShares
    prefill: CalibrationShares


class StoredBenchmark(MeasuredRecord):
    """One benchmark of quality_scale.json: its line in units of ability."""

    loadings: tuple[float, ...]
    intercept: float
    slope: float
    noise: float


class StoredGroup(MeasuredRecord):
    """A maker or a line of models of quality_scale.json."""

    models: int
    shift: tuple[float, ...]


class StoredCompletion(MeasuredRecord):
    """What quality_scale.json adds to the catalog's record of a model."""

    day: Annotated[datetime.date | None, Field(strict=False)] = None
    day_basis: str = ""
    usd_per_mtok: float | None = None


Matrix = tuple[tuple[float, ...], ...]
StoredGroups = Mapping[str, StoredGroup | float]
"""Groups by name, and under `strength` how many models a group must have for half of its mean to be believed."""


class StoredScale(MeasuredRecord):
    """quality_scale.json, as scripts/fit_quality.py wrote it; estimates/quality/scale.py says what the fields mean."""

    origin: str
    uses: tuple[str, ...]
    evaluators: tuple[str, ...]
    evaluator_variance: tuple[float, ...]
    benchmarks: Mapping[str, StoredBenchmark]
    covariance: Matrix
    between_boards: tuple[float, ...]
    widen: tuple[float, ...]
    middle: tuple[float, ...]
    deviation: tuple[float, ...]
    features: tuple[str, ...]
    coefficients: Matrix
    leverage: Matrix
    makers: StoredGroups
    model_lines: StoredGroups
    completions: Mapping[str, StoredCompletion]


class PushedBack(MeasuredRecord):
    """A row of nonsense.csv: how often one model at one setting pushed back on questions that make no sense."""

    model: str
    """Id of the catalog."""
    name_in_source: str
    variant: str
    """An effort as the board names it; `default`: as it comes."""
    pushed_back_percent: Annotated[float, Field(ge=0, le=100)]
    questions: Annotated[int, Field(ge=1)]
