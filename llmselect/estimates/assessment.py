"""Everything estimated of every candidate for one machine and workload: the slow part, done once for many rankings."""

import datetime
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from llmselect.catalog.accelerators import AcceleratorKind
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.price_terms.other_prices import request_fees
from llmselect.catalog.prices import TokenPrices, offer_prices
from llmselect.estimates.catalog_columns import context_tokens, file_checked, licence_freedom, repository_known
from llmselect.estimates.core.candidates import Candidates, candidates
from llmselect.estimates.core.columns import Fit, Range
from llmselect.estimates.cost.own_machine import busy_hours_per_month, machine_usd_per_month
from llmselect.estimates.cost.tokens import served_usd_per_request
from llmselect.estimates.hardware.accelerator_groups import groups_of, kinds_of
from llmselect.estimates.placed_runs import PlacedRuns, placed_runs
from llmselect.estimates.power import power_known, power_w
from llmselect.estimates.privacy import levels
from llmselect.estimates.quality import Evidence, evidence_at, quality_at, with_quantization_loss
from llmselect.estimates.quality.pushback import pushback_at
from llmselect.estimates.runs.placements import PLACEMENTS
from llmselect.estimates.runs.run import RunEstimates
from llmselect.estimates.runs.thoughts import thinking_columns_of
from llmselect.estimates.speed.served_measurements import ServedMeasurements
from llmselect.estimates.speed.served_speed import catalog_offers, served_speeds
from llmselect.estimates.speed.waits import wait_and_finish_s
from llmselect.machine.machine import Machine, PlacementKind
from llmselect.settings import Costs, Workload
from llmselect.units import Bools, Floats, Ints


@dataclass(frozen=True, eq=False)
class CandidateEstimates:
    """Columns over all candidates, NaN where nothing is known; `runs` covers the first rows, those on the machine."""

    catalog: Catalog
    machine: Machine
    workload: Workload
    costs: Costs
    rows: Candidates
    runs: RunEstimates
    fit: Ints
    placement: Ints
    """Position in PLACEMENTS of where each run lies."""
    preference: Ints
    """0 for the quantization that stands for its weights here, 1 for the next, and so on; NEVER for those that
    never stand for them; 0 for offers."""
    decode: Range
    prefill: Range
    ttft_s: Range
    """Seconds to the first token, be it of a thought."""
    answer_wait_s: Range
    """Seconds to the first token of the answer, thoughts included."""
    finish_s: Range
    thinking_tokens: Range
    busy_hours: Floats
    """Hours a month that the machine would compute for the workload; NaN for offers."""
    usd_per_month: Floats
    usd_per_1000_requests: Floats
    """The likely cost."""
    cost: Range
    """US dollars per 1,000 requests."""
    cost_known: Bools
    """False where the power of a kind of processor stands in for one that nobody published."""
    privacy_level: Floats
    quality: Range
    evidence: Ints
    """Values of Evidence: what the quality rests on."""
    speed_basis: Ints
    """Values of SpeedBasis for offers, -1 on the machine."""
    file_checked: Bools
    """A listing names the file of this quantization; true for offers."""
    repository_known: Bools
    """A repository is known that holds the model in such a format; true for offers."""
    context_tokens: Floats
    licence_freedom: Floats
    pushback: Range
    """Percent of questions without sense that are pushed back on."""
    served: ServedMeasurements | None = None
    """Measured speeds of offers that were taken into account."""
    own_passed: Range | None = None
    """Per cent of a visitor's own tasks passed, measured by them; None: nothing was tried."""
    own_preferred: Range | None = None
    """Per cent of a visitor's blind comparisons won."""
    own_serial: int = 0
    """Another one for each set of such measurements; 0: none."""

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def facts_version(self) -> tuple[int, int, int]:
        """Another one whenever the catalog or what was measured is another: the key of caches in one process."""
        return self.catalog.serial, self.served.serial if self.served else 0, self.own_serial

    @property
    def scored(self) -> Bools:
        """A public score of this model, of its kin or of another effort stands behind the quality."""
        return self.evidence > Evidence.EXPECTED


def assess(
    catalog: Catalog, machine: Machine, workload: Workload, costs: Costs, served: ServedMeasurements | None = None
) -> CandidateEstimates:
    """Estimate every candidate of the catalog; `served`: measured speeds of the offers, in the catalog's order.

    Raises UnknownName for an accelerator that the catalog does not know.
    """
    rows = _candidates(catalog, kinds_of(catalog, machine))
    thinking = thinking_columns_of(catalog, workload, rows.model, rows.effort)
    local = int(rows.local.sum())
    placed = _placed(catalog, machine, workload.model_copy(update=NO_MATTER_TO_A_RUN))
    runs = placed.runs
    speeds = served_speeds(catalog_offers(catalog, workload.prompt_tokens, served))
    offers = rows.offer[local:]
    decode = _stacked(runs.decode, _rows(speeds.decode, offers))
    ttft = _stacked(runs.ttft_s, _rows(speeds.ttft_s, offers))
    wait, finish = _times(ttft, decode, thinking, float(workload.output_tokens), runs)
    busy = np.where(rows.local, busy_hours_per_month(finish.likely, workload), np.nan)
    month = _usd_per_month(catalog, rows, machine, workload, costs, busy, thinking)
    per_1000 = Range(*(side * 1000 / workload.requests_per_month for side in month))
    points = quality_at(catalog, workload.use, rows.model, rows.effort)
    return CandidateEstimates(
        catalog=catalog,
        machine=machine,
        workload=workload,
        costs=costs,
        rows=rows,
        runs=runs,
        fit=np.concatenate([runs.memory.fit, np.full(len(offers), Fit.SERVED)]).astype(np.int64),
        placement=np.concatenate([placed.placement, np.full(len(offers), PLACEMENTS.index(PlacementKind.SERVED))]),
        preference=np.concatenate([placed.preference, np.zeros(len(offers), dtype=np.int64)]),
        decode=decode,
        prefill=_stacked(runs.prefill, Range.unknown(len(offers))),
        ttft_s=ttft,
        answer_wait_s=wait,
        finish_s=finish,
        thinking_tokens=thinking,
        busy_hours=busy,
        usd_per_month=month.likely,
        usd_per_1000_requests=per_1000.likely,
        cost=per_1000,
        cost_known=np.where(rows.local, power_known(groups_of(catalog, machine)), True),
        privacy_level=levels(catalog, rows, costs, workload),
        quality=with_quantization_loss(points, catalog, rows, workload.use, workload.kv_type),
        evidence=evidence_at(catalog, workload.use, rows.model, rows.effort),
        speed_basis=np.concatenate([np.full(local, -1), speeds.basis[offers]]).astype(np.int64),
        file_checked=np.concatenate([file_checked(catalog, rows)[:local], np.ones(len(offers), dtype=np.bool_)]),
        repository_known=repository_known(catalog, rows),
        context_tokens=context_tokens(catalog, rows),
        licence_freedom=licence_freedom(catalog)[rows.model],
        pushback=pushback_at(catalog, rows.model, rows.effort),
        served=served,
    )


def _times(
    ttft: Range, decode: Range, thinking: Range, output_tokens: float, runs: RunEstimates
) -> tuple[Range, Range]:
    """Seconds to the answer's first token, and to its end; `runs` are the first rows."""
    answer = np.full(len(ttft.likely), output_tokens)
    served = np.full(len(ttft.likely) - len(runs), np.nan)
    return wait_and_finish_s(ttft, decode, thinking, answer, np.concatenate([runs.finish_s.likely, served]))


def _usd_per_month(
    catalog: Catalog,
    rows: Candidates,
    machine: Machine,
    workload: Workload,
    costs: Costs,
    busy: Floats,
    thinking: Range,
) -> Range:
    """Low, likely and high cost: thoughts are billed as output, and a machine's power may only be known by its kind."""
    local = int(rows.local.sum())
    prices = _prices(catalog, workload.prompt_tokens).of(rows.offer[local:])
    fees = request_fees(catalog, datetime.datetime.now(datetime.UTC).date())[rows.offer[local:]]
    groups = groups_of(catalog, machine)
    own = machine_usd_per_month(busy[:local], power_w(catalog, groups), groups, costs)
    sides: list[Floats] = []
    for mine, thoughts in zip(own, thinking, strict=True):
        per_request = served_usd_per_request(prices, workload, workload.output_tokens + thoughts[local:], fees)
        sides.append(np.concatenate([mine, per_request * workload.requests_per_month]))
    return Range(*sides)


NO_MATTER_TO_A_RUN: Final = {"requests_per_month": 1, "cached_share": 0.0, "batch": False}
"""What of a workload decides only what is paid: with another volume the same runs are priced anew."""


@lru_cache(maxsize=4)
def _placed(catalog: Catalog, machine: Machine, workload: Workload) -> PlacedRuns:
    rows = _candidates(catalog, kinds_of(catalog, machine))
    thinking = thinking_columns_of(catalog, workload, rows.model, rows.effort).likely
    return placed_runs(catalog, rows, machine, workload, thinking[: int(rows.local.sum())])


@lru_cache(maxsize=32)
def _candidates(catalog: Catalog, kinds: frozenset[AcceleratorKind]) -> Candidates:
    return candidates(catalog, kinds)


@lru_cache(maxsize=16)
def _prices(catalog: Catalog, prompt_tokens: int) -> TokenPrices:
    return offer_prices(catalog, prompt_tokens)


def _rows(column: Range, rows: Ints) -> Range:
    return Range(*(side[rows] for side in column))


def _stacked(local: Range, served: Range) -> Range:
    return Range(*(np.concatenate([mine, theirs]) for mine, theirs in zip(local, served, strict=True)))
