"""The conditions that requirements test: one boolean a candidate, and the blanks of their sentences."""

from collections.abc import Callable, Mapping

import numpy as np

from llmselect.catalog.efforts import EFFORTS, Effort
from llmselect.catalog.licences import Commercial
from llmselect.catalog.models import Lifecycle, YesNo
from llmselect.estimates.assessment import CandidateEstimates
from llmselect.estimates.quality import Evidence
from llmselect.machine.running_ways import RunningWay
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.requirement import gib_blank
from llmselect.settings import EvidenceAsked, Ownership, Requirements
from llmselect.text import UNKNOWN, Blank
from llmselect.units import GIB, Bools, Floats


def by_model(assessment: CandidateEstimates, holds: Callable[[int], bool]) -> Bools:
    """One answer for each model, spread over its candidates; `holds` gets the model's position in the catalog."""
    count = len(assessment.catalog.file.models)
    return np.array([holds(position) for position in range(count)], dtype=np.bool_)[assessment.rows.model]


def by_offer(assessment: CandidateEstimates, holds: Callable[[int], bool]) -> Bools:
    """One answer for each offer; runs on the machine always hold."""
    count = len(assessment.catalog.file.offers)
    return np.array([*(holds(position) for position in range(count)), True], dtype=np.bool_)[assessment.rows.offer]


def not_above(column: Floats, limit: float | None) -> Bools:
    return column <= (np.inf if limit is None else limit)  # false where nothing is known


def commercial(a: CandidateEstimates, _: Requirements) -> Bools:
    """A provider's terms are made for business; weights need a licence that allows it, freely or on conditions."""
    granted = {i for i, licence in a.catalog.licences.items() if licence.commercial_use in ALLOWING}
    models = a.catalog.file.models
    return by_model(a, lambda at: (models[at].licence or "") in granted) | ~a.rows.local


def not_retired(a: CandidateEstimates, _: Requirements) -> Bools:
    models, offers = a.catalog.file.models, a.catalog.file.offers
    kept = by_model(a, lambda at: models[at].state is Lifecycle.CURRENT)
    return kept & by_offer(a, lambda at: offers[at].state is Lifecycle.CURRENT)


def fit_blanks(c: Candidate, _: Requirements) -> Mapping[str, Blank]:
    capacity = c.device_memory_bytes
    if capacity is None:
        has = c.assessment.machine.host_memory_gib * GIB
        more = (c.memory_bytes or 0) - has
        return {"needs": gib_blank(c.memory_bytes), "has": gib_blank(has), "more": gib_blank(more)}
    needs = c.full_device_bytes or 0.0
    return {"needs": gib_blank(needs), "has": gib_blank(capacity), "more": gib_blank(needs - capacity)}


def able(capability: str) -> Callable[[CandidateEstimates, Requirements], Bools]:
    """Whether a source says that the model can do it; `capability` is a field of LanguageModel."""

    def met(a: CandidateEstimates, _: Requirements) -> Bools:
        models = a.catalog.file.models
        return by_model(a, lambda at: getattr(models[at], capability) is YesNo.YES)

    return met


def stated(capability: str) -> Callable[[CandidateEstimates], Bools]:
    """Whether a source says anything of it, yes or no."""

    def known(a: CandidateEstimates) -> Bools:
        models = a.catalog.file.models
        return by_model(a, lambda at: getattr(models[at], capability) is not YesNo.UNKNOWN)

    return known


LEAST_EVIDENCE = {
    EvidenceAsked.MEASURED: Evidence.MEASURED,
    EvidenceAsked.RELATED: Evidence.RELATED,
    EvidenceAsked.ANY: Evidence.EXPECTED,
}


def own(a: CandidateEstimates) -> Bools:
    """Models that the visitor added: who asks for one wants to see where it stands."""
    models = a.catalog.file.models
    return by_model(a, lambda at: models[at].id in a.catalog.own)


LEAST_BITS = 3.0
"""Of a weight. Q2_K and IQ2_M store 2.6, where 14 to 29 % of the likeliest tokens differ (quantization_loss.csv)."""


def bits_of(a: CandidateEstimates) -> Floats:
    """Nominal bits a weight of each row on the machine; NaN for offers, whose weights nobody describes."""
    bits = np.array([*(quantization.nominal_bits for quantization in a.catalog.file.quantizations), np.nan])
    return bits[a.rows.quantization]


def quantized(a: CandidateEstimates, wanted: str | None) -> Bools:
    """Runs stored so, and all offers: what a provider stores is not known."""
    names = [quantization.id for quantization in a.catalog.file.quantizations]
    which = names.index(wanted) if wanted in names else -2
    return ~a.rows.local | (a.rows.quantization == which)


def at_effort(a: CandidateEstimates, wanted: Effort | None) -> Bools:
    """Candidates that reason so much; where reasoning is asked for without a level, those that reason at all."""
    if wanted is Effort.ON:
        return a.rows.effort != EFFORTS.index(Effort.OFF)
    return a.rows.effort == (-1 if wanted is None else EFFORTS.index(wanted))


def licence_name(c: Candidate, _: Requirements) -> Mapping[str, Blank]:
    licence = c.assessment.catalog.licences.get(c.model.licence or "")
    return {"licence": licence.name if licence else lambda voice: voice(UNKNOWN)}


def eu(a: CandidateEstimates, _: Requirements) -> Bools:
    models = a.catalog.file.models
    return by_model(a, lambda at: not models[at].eu_excluded) | ~a.rows.local


def open_weights(a: CandidateEstimates, _: Requirements) -> Bools:
    models = a.catalog.file.models
    return by_model(a, lambda at: models[at].hub_repo is not None or models[at].open_model is not None)


ALLOWING = (Commercial.YES, Commercial.CONDITIONAL)


def _local_way(a: CandidateEstimates) -> RunningWay:
    return RunningWay.RENTED if a.costs.ownership is Ownership.RENTED else RunningWay.MACHINE


def way_allowed(a: CandidateEstimates, r: Requirements) -> Bools:
    """Candidates of a way that is not switched off; a run on the machine is rented where the machine is."""
    local, served = _local_way(a) not in r.ways_off, RunningWay.API not in r.ways_off
    return np.where(a.rows.local, local, served).astype(np.bool_)


def way_blanks(c: Candidate, _: Requirements) -> Mapping[str, Blank]:
    """The way by which it would run."""
    way = RunningWay.API if c.offer is not None else _local_way(c.assessment)
    return {"way": lambda say: say(way.label)}
