"""One candidate with all that is known of it, drawn from the columns when somebody looks at it."""

import datetime
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from llmselect.catalog.efforts import EFFORTS, Effort
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.offers import Offer, Provider
from llmselect.catalog.quantizations import Quantization
from llmselect.estimates import privacy
from llmselect.estimates.assessment import CandidateEstimates
from llmselect.estimates.core.candidates import NOTHING
from llmselect.estimates.core.columns import Estimate, Fit
from llmselect.estimates.memory.paging import TIGHT
from llmselect.estimates.quality import Basis, Evidence, quality_of
from llmselect.estimates.quality.evidence_reason import evidence_reason, speciality_note
from llmselect.estimates.runs.placements import PLACEMENTS
from llmselect.estimates.speed.served_measurements import MeasurementKind
from llmselect.estimates.speed.served_speed import SpeedBasis
from llmselect.machine.machine import Phase, PlacementKind, UserMeasurement
from llmselect.text import Text
from llmselect.units import Floats


@dataclass(frozen=True, eq=False)
class Candidate:
    """One way to run one model. Everything is looked up when asked; None is unknown."""

    assessment: CandidateEstimates
    row: int

    @property
    def id(self) -> str:
        """Stable name: `model/quantization` on the machine, the offer's id elsewhere, `@effort` where it thinks."""
        name = self.offer.id if self.offer else f"{self.model.id}/{self.quantization.id if self.quantization else ''}"
        return name if self.effort is Effort.OFF else f"{name}@{self.effort}"

    @property
    def effort(self) -> Effort:
        """How much the model thinks before it answers."""
        return EFFORTS[int(self.assessment.rows.effort[self.row])]

    @property
    def evidence(self) -> Evidence:
        """How well the quality is proven."""
        return Evidence(int(self.assessment.evidence[self.row]))

    @property
    def evidence_reason(self) -> Text:
        """The nearest thing that the quality rests on, in a sentence."""
        return evidence_reason(self.assessment.catalog, self.assessment.workload.use, self.model.id, self.effort)

    @property
    def speciality_note(self) -> Text | None:
        """Why a model made for one thing counts less for this use; None where it does not."""
        return speciality_note(self.assessment.catalog, self.assessment.workload.use, self.model.id)

    @property
    def memory_note(self) -> Text | None:
        """A warning where the run needs nearly all of the main memory; None elsewhere and for offers."""
        tight = self.assessment.runs.memory.tight
        return TIGHT if self.row < len(tight) and tight[self.row] else None

    @property
    def file_checked(self) -> bool:
        """Whether a listing of the Hub names the file of this quantization; true for offers."""
        return bool(self.assessment.file_checked[self.row])

    @property
    def placement(self) -> PlacementKind:
        """Where the parts of the model lie."""
        return PLACEMENTS[int(self.assessment.placement[self.row])]

    @property
    def answer_wait_s(self) -> Estimate | None:
        """Seconds to the first token of the answer, thoughts included."""
        return Estimate.at(self.assessment.answer_wait_s, self.row)

    @property
    def thinking_tokens(self) -> Estimate | None:
        """Tokens of thought before the answer."""
        return Estimate.at(self.assessment.thinking_tokens, self.row)

    @cached_property
    def model(self) -> LanguageModel:
        """The language model that would run."""
        return self.assessment.catalog.file.models[int(self.assessment.rows.model[self.row])]

    @cached_property
    def quantization(self) -> Quantization | None:
        """How its weights are stored; None for a provider's offer."""
        which = int(self.assessment.rows.quantization[self.row])
        return None if which == NOTHING else self.assessment.catalog.file.quantizations[which]

    @cached_property
    def offer(self) -> Offer | None:
        """The provider's offer; None on one's own machine."""
        which = int(self.assessment.rows.offer[self.row])
        return None if which == NOTHING else self.assessment.catalog.file.offers[which]

    @property
    def free_quota(self) -> bool:
        """Whether it is an offer that costs nothing within a rate limit."""
        return self.offer is not None and self.offer.free_quota

    @property
    def speed_basis(self) -> SpeedBasis | None:
        """What the speed of an offer is known from; None on one's own machine."""
        return SpeedBasis(int(self.assessment.speed_basis[self.row])) if self.offer else None

    @property
    def speed_measured_by_visitor(self) -> bool:
        """Whether the writing speed rests on what the visitor measured of this very offer or, on the machine, file."""
        if self.offer is None:
            return any(self._is_of(each) for each in self.assessment.machine.measured)
        served = self.assessment.served
        if served is None or self.speed_basis is not SpeedBasis.MEASURED:
            return False
        return int(served.kind[int(self.assessment.rows.offer[self.row])]) == MeasurementKind.OWN

    def _is_of(self, measurement: UserMeasurement) -> bool:
        stored = self.quantization.id if self.quantization else None
        return measurement.subject == (self.model.id, stored, Phase.DECODE)

    @property
    def speed_measured_on(self) -> datetime.date | None:
        """Day of the measurement that the speed of an offer rests on; None where it rests on none."""
        served = self.assessment.served
        if served is None or self.speed_basis is not SpeedBasis.MEASURED:
            return None
        return served.day(int(self.assessment.rows.offer[self.row]))

    @property
    def own(self) -> bool:
        """Whether the visitor added the model."""
        return self.model.id in self.assessment.catalog.own

    @property
    def provider(self) -> Provider | None:
        """Who serves the offer; None on one's own machine."""
        return self.assessment.catalog.providers[self.offer.provider] if self.offer else None

    @property
    def fit(self) -> Fit:
        """Whether it fits in the memory of the machine; `SERVED` for an offer."""
        return Fit(int(self.assessment.fit[self.row]))

    def _bytes(self, column: Floats) -> float | None:
        return _known(column[self.row]) if self.offer is None else None

    @property
    def weights_bytes(self) -> float | None:
        """Size of the weights; None for an offer."""
        return self._bytes(self.assessment.runs.memory.weights_bytes)

    @property
    def kv_cache_bytes(self) -> float | None:
        """Size of the KV cache at the context of the workload; None for an offer."""
        return self._bytes(self.assessment.runs.memory.kv_cache_bytes)

    @property
    def compute_buffer_bytes(self) -> float | None:
        """Size of the compute buffers; None for an offer."""
        return self._bytes(self.assessment.runs.memory.compute_buffer_bytes)

    @property
    def runtime_bytes(self) -> float | None:
        """What the inference engine itself takes; None for an offer."""
        return self._bytes(self.assessment.runs.memory.runtime_bytes)

    @property
    def device_bytes(self) -> float | None:
        """What lies in the memory of the accelerators; None for an offer."""
        return self._bytes(self.assessment.runs.memory.device_bytes)

    @property
    def full_device_bytes(self) -> float | None:
        """What the accelerators would have to hold for the whole run; None where the host runs it alone."""
        return self._bytes(self.assessment.runs.memory.full_device_bytes)

    @property
    def host_bytes(self) -> float | None:
        """What lies in the host's memory; None for an offer."""
        return self._bytes(self.assessment.runs.memory.host_bytes)

    @property
    def memory_bytes(self) -> float | None:
        """Everything the run takes, accelerators and host together."""
        return self._bytes(self.assessment.runs.memory.total_bytes)

    @property
    def device_memory_bytes(self) -> float | None:
        """What the accelerators can give to a model; None where the host runs it alone."""
        return self._bytes(self.assessment.runs.memory.device_memory_bytes)

    @property
    def decode_tokens_per_s(self) -> Estimate | None:
        """Speed of writing for one user, low, likely and high; None where unknown."""
        return Estimate.at(self.assessment.decode, self.row)

    @property
    def prefill_tokens_per_s(self) -> Estimate | None:
        """Speed of reading the prompt, low, likely and high; None where unknown."""
        return Estimate.at(self.assessment.prefill, self.row)

    @property
    def ttft_s(self) -> Estimate | None:
        """Seconds until the first token, low, likely and high; None where unknown."""
        return Estimate.at(self.assessment.ttft_s, self.row)

    @property
    def finish_s(self) -> Estimate | None:
        """Seconds until the answer is complete, low, likely and high; None where unknown."""
        return Estimate.at(self.assessment.finish_s, self.row)

    @property
    def quality(self) -> Estimate | None:
        """Quality for the use of the workload, out of 100, with its interval."""
        return Estimate.at(self.assessment.quality, self.row)

    @property
    def quality_basis(self) -> Basis:
        """What the quality rests on: boards of the use, of others, or only what is known of the model."""
        return quality_of(self.assessment.catalog, self.model.id, self.assessment.workload.use).basis

    @property
    def scored(self) -> bool:
        """Whether any public score stands behind the quality."""
        return bool(self.assessment.scored[self.row])

    @property
    def cost_usd_per_month(self) -> float | None:
        """Cost of the workload in USD per month; None where unknown."""
        return _known(self.assessment.usd_per_month[self.row])

    @property
    def cost_usd_per_1000_requests(self) -> float | None:
        """Cost of a thousand requests in USD; None where unknown."""
        return _known(self.assessment.usd_per_1000_requests[self.row])

    @property
    def privacy_level(self) -> int:
        """Privacy level, 0 to 7."""
        return int(self.assessment.privacy_level[self.row])

    @property
    def privacy_evidence(self) -> Text:
        """Why it has that privacy level, in both languages."""
        place = self.assessment
        return privacy.evidence(place.catalog, self.offer.id if self.offer else None, place.costs, place.workload)

    @property
    def context_tokens(self) -> int | None:
        """Longest context it accepts, in tokens; None where unknown."""
        known = _known(self.assessment.context_tokens[self.row])
        return None if known is None else int(known)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
