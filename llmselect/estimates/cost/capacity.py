"""How many requests an hour a machine serves: the existing speed estimates at many simultaneous users."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.quantizations import Quantization
from llmselect.estimates.core.candidates import known_architecture, suits
from llmselect.estimates.core.columns import Estimate, Fit
from llmselect.estimates.hardware.accelerator_groups import kinds_of
from llmselect.estimates.runs.run_estimates import RunEstimate, RunRequest, estimate_trials
from llmselect.estimates.runs.thoughts import thinking_of
from llmselect.machine.machine import Machine
from llmselect.settings import Workload

USERS: Final = (1, 2, 4, 8, 16, 32, 64)
"""Simultaneous users tried; beyond 64 the estimates were compared with nothing."""
LEAST_BITS: Final = 4.0
"""Below that the loss of quality is large: no equal quality is left to compare with."""
READABLE_TOKENS_PER_S: Final = 5.0
"""Each user is served at least that fast."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """What one machine serves of one model; ranges are those of the speed estimates."""

    quantization: Quantization
    users: int
    """Served at the same moment."""
    requests_per_hour: Estimate
    output_tokens_per_s: Estimate
    """Of all users together."""
    finish_s: Estimate
    """Seconds of one answer under that load."""


def capacity(catalog: Catalog, model: LanguageModel, machine: Machine, workload: Workload) -> Capacity | None:
    """The same for one machine."""
    return capacities(catalog, model, (machine,), workload)[0]


def capacities(
    catalog: Catalog, model: LanguageModel, machines: Sequence[Machine], workload: Workload
) -> tuple[Capacity | None, ...]:
    """For each machine the quantization and number of users that serve most; None where nothing lies wholly on it.

    Each user's cache is as long as their own request: servers give it out by the page. Of quantizations that serve
    within a tenth of the most, the finest. Raises NotPossible for a shape that is not published.
    """
    told = workload.model_copy(update={"requests_per_month": 1, "cached_share": 0.0, "batch": False, "users": 1})
    return _capacities(catalog, model.id, tuple(machines), told)


@lru_cache(maxsize=64)
def _capacities(
    catalog: Catalog, model_id: str, machines: tuple[Machine, ...], workload: Workload
) -> tuple[Capacity | None, ...]:
    """All machines are estimated together; kept, since another volume changes none of them."""
    model = catalog.model(model_id)
    architecture, thinking = known_architecture(model), thinking_of(catalog, model, workload)
    length = workload.prompt_tokens + workload.output_tokens + round(thinking.high)
    alike = workload.model_copy(update={"context_tokens": length})
    loads = [alike.model_copy(update={"users": users}) for users in USERS]
    trials = [
        RunRequest(machine, load, quantization)
        for machine in machines
        for quantization in _quantizations(catalog, model, machine)
        for load in loads
    ]
    runs = estimate_trials(catalog, architecture, trials, thinking.likely)
    found: dict[Machine, list[Capacity]] = {machine: [] for machine in machines}
    for run, trial in zip(runs, trials, strict=True):
        served = _served(run, trial, workload.output_tokens + thinking.likely)
        if served is not None:
            found[trial.machine].append(served)
    return tuple(_best(found[machine]) for machine in machines)


def _quantizations(catalog: Catalog, model: LanguageModel, machine: Machine) -> list[Quantization]:
    kinds = kinds_of(catalog, machine)
    return [q for q in catalog.file.quantizations if q.nominal_bits >= LEAST_BITS and suits(model, q, kinds)]


def _served(run: RunEstimate, trial: RunRequest, written: float) -> Capacity | None:
    finish, decode, users = run.finish_s, run.decode_tokens_per_s, trial.workload.users
    on_host = run.device_memory_bytes is None and (trial.machine.accelerator or trial.machine.custom)
    if run.fit is not Fit.FULL or finish is None or decode is None or on_host:
        return None
    if decode.likely < READABLE_TOKENS_PER_S:
        return None
    hourly = Estimate(*(users * 3600 / side for side in (finish.high, finish.likely, finish.low)))
    together = Estimate(*(written * side / 3600 for side in hourly))
    return Capacity(trial.quantization, users, hourly, together, finish)


def _best(found: Sequence[Capacity]) -> Capacity | None:
    if not found:
        return None
    most = max(each.requests_per_hour.likely for each in found)
    good = [each for each in found if each.requests_per_hour.likely >= 0.9 * most]
    return max(good, key=lambda each: (each.quantization.nominal_bits, -each.users))
