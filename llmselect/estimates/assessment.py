"""Everything estimated of every candidate for one machine and workload: the slow part, done once for many rankings."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from llmselect.catalog.accelerators import AcceleratorKind
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.prices import TokenPrices, offer_prices
from llmselect.estimates.architecture.shape_columns import Shapes, shapes
from llmselect.estimates.core.candidates import Candidates, candidates
from llmselect.estimates.core.columns import Fit, Range
from llmselect.estimates.cost import busy_hours_per_month, machine_usd_per_month, served_usd_per_request
from llmselect.estimates.hardware.accelerator_groups import groups_of, kinds_of
from llmselect.estimates.privacy import levels
from llmselect.estimates.quality import quality, scored, with_quantization_loss
from llmselect.estimates.runs.machine_runs import runs_for
from llmselect.estimates.runs.run import RunEstimates, Runs, estimate
from llmselect.estimates.runs.run_inputs import RunInputs, output_tokens, thinks
from llmselect.estimates.speed.providers import served_decode, served_finish_s, served_ttft_s
from llmselect.machine.machine import Machine
from llmselect.settings import Costs, Workload
from llmselect.units import Bools, Floats, Ints

SERVED_LICENCE = "proprietary-api"
"""The licence record that stands for a provider's terms of service."""


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
    decode: Range
    prefill: Range
    ttft_s: Range
    finish_s: Range
    busy_hours: Floats
    """Hours a month that the machine would compute for the workload; NaN for offers."""
    usd_per_month: Floats
    usd_per_1000_requests: Floats
    privacy_level: Floats
    quality: Range
    scored: Bools
    """A public score of some use stands behind the quality; else it is expected from what is known of the model."""
    context_tokens: Floats
    licence_freedom: Floats

    def __len__(self) -> int:
        return len(self.rows)


def assess(catalog: Catalog, machine: Machine, workload: Workload, costs: Costs) -> CandidateEstimates:
    """Estimate every candidate of the catalog; raises UnknownName for an accelerator that the catalog does not know."""
    rows = _candidates(catalog, kinds_of(catalog, machine))
    runs = estimate(_runs(catalog, rows, machine, workload))
    served = len(rows) - len(runs)
    written = output_tokens((workload,), np.zeros(len(rows), dtype=np.int64), _thinks(catalog)[rows.model])
    finish = _stacked(runs.finish_s, served_finish_s(written[len(runs) :]))
    busy = np.where(rows.local, busy_hours_per_month(finish.likely, workload), np.nan)
    prices = _prices(catalog, workload.prompt_tokens).of(rows.offer[len(runs) :])
    per_request = served_usd_per_request(prices, workload, written[len(runs) :])
    usd_per_month = np.concatenate(
        [
            machine_usd_per_month(busy[: len(runs)], groups_of(catalog, machine), costs),
            per_request * workload.requests_per_month,
        ]
    )
    return CandidateEstimates(
        catalog=catalog,
        machine=machine,
        workload=workload,
        costs=costs,
        rows=rows,
        runs=runs,
        fit=np.concatenate([runs.memory.fit, np.full(served, Fit.SERVED)]).astype(np.int64),
        decode=_stacked(runs.decode, served_decode(served)),
        prefill=_stacked(runs.prefill, Range.unknown(served)),
        ttft_s=_stacked(runs.ttft_s, served_ttft_s(served)),
        finish_s=finish,
        busy_hours=busy,
        usd_per_month=usd_per_month,
        usd_per_1000_requests=usd_per_month * 1000 / workload.requests_per_month,
        privacy_level=levels(catalog, rows, costs, workload),
        quality=with_quantization_loss(quality(catalog, workload.use), catalog, rows),
        scored=scored(catalog, workload.use)[rows.model],
        context_tokens=_context_tokens(catalog, rows),
        licence_freedom=_licence_freedom(catalog)[rows.model],
    )


@lru_cache(maxsize=32)
def _candidates(catalog: Catalog, kinds: frozenset[AcceleratorKind]) -> Candidates:
    return candidates(catalog, kinds)


@lru_cache(maxsize=8)
def _thinks(catalog: Catalog) -> Bools:
    """Whether each model can write its thoughts before it answers."""
    return np.array([thinks(catalog, model) for model in catalog.file.models])


@lru_cache(maxsize=8)
def _shapes(catalog: Catalog) -> tuple[Shapes, Ints]:
    """Columns of the models with a known shape, and where each model of the catalog stands among them."""
    known = [model.architecture for model in catalog.file.models if model.architecture is not None]
    position = np.cumsum([model.architecture is not None for model in catalog.file.models]) - 1
    return shapes(known), position


@lru_cache(maxsize=16)
def _prices(catalog: Catalog, prompt_tokens: int) -> TokenPrices:
    return offer_prices(catalog, prompt_tokens)


def _runs(catalog: Catalog, rows: Candidates, machine: Machine, workload: Workload) -> Runs:
    local = np.flatnonzero(rows.local)
    known, position = _shapes(catalog)
    alike = np.zeros(len(local), dtype=np.int64)
    return runs_for(
        catalog,
        known.take(position[rows.model[local]]),
        catalog.file.quantizations,
        rows.quantization[local],
        (machine,),
        alike,
        RunInputs.of((workload,), alike, _thinks(catalog)[rows.model[local]]),
    )


def _stacked(local: Range, served: Range) -> Range:
    return Range(*(np.concatenate([mine, theirs]) for mine, theirs in zip(local, served, strict=True)))


def _context_tokens(catalog: Catalog, rows: Candidates) -> Floats:
    """What an offer accepts where it says so, else what the model was made for."""
    of_models = np.array([_number(model.context_tokens) for model in catalog.file.models])[rows.model]
    of_offers = np.array([*(_number(offer.context_tokens) for offer in catalog.file.offers), np.nan])[rows.offer]
    return np.where(np.isnan(of_offers), of_models, of_offers)


@lru_cache(maxsize=8)
def _licence_freedom(catalog: Catalog) -> Floats:
    freedoms = {licence.id: _number(licence.freedom) for licence in catalog.file.licences}
    weights = [catalog.models[model.weights] for model in catalog.file.models]
    return np.array([freedoms.get(_licence(catalog, model), np.nan) for model in weights])


def _licence(catalog: Catalog, model: LanguageModel) -> str:
    """Id of the licence; of a visitor's own model whose licence is not known none, as nobody serves it."""
    return model.licence or ("" if model.id in catalog.own else SERVED_LICENCE)


def _number(value: float | None) -> float:
    return np.nan if value is None else float(value)
