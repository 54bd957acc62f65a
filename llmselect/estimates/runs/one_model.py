"""The estimate of one model on one machine, for programs."""

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.load import load
from llmselect.catalog.models import LanguageModel
from llmselect.errors import BadNumber, UnknownName
from llmselect.estimates.core.candidates import known_architecture, made_for
from llmselect.estimates.hardware.accelerator_groups import groups_of
from llmselect.estimates.runs.calibration import check_measured, check_names
from llmselect.estimates.runs.run_estimates import RunEstimate, RunRequest, estimate_trials
from llmselect.estimates.runs.thoughts import thinking_of
from llmselect.machine.machine import Machine
from llmselect.settings import Workload

ORDINARY_QUANTIZATION = "Q4_K_M"


def estimate(
    model: str,
    machine: Machine,
    workload: Workload | None = None,
    quantization: str | None = None,
    catalog: Catalog | None = None,
) -> RunEstimate:
    """Memory and speed of one model, by its catalog id or Hub repository, on one machine.

    `workload` None: the default one, with no more context than the model takes. `quantization` None: what the publisher
    ships where that is the model's own format, else Q4_K_M. `catalog` None: the one in use.

    >>> from llmselect import Machine, estimate
    >>> run = estimate("llama-3.1-8b-instruct", Machine(accelerator="RTX 4090"))
    >>> run.quantization.id, run.fit.name
    ('Q4_K_M', 'FULL')
    >>> run.total_bytes < 24 * 2**30
    True
    >>> run.decode_tokens_per_s.low < run.decode_tokens_per_s.likely < run.decode_tokens_per_s.high
    True

    Raises UnknownName for a model, accelerator or quantization that is not known, NotPossible for a model whose shape
    is not published, BadNumber for more context than the model takes.
    """
    catalog = catalog or load()
    described = catalog.model(model)
    architecture = known_architecture(described)
    if workload is None:
        workload = Workload(context_tokens=min(Workload().context_tokens, architecture.context_tokens))
    if workload.context_tokens > architecture.context_tokens:
        limit = f"at most {architecture.context_tokens}, the limit of {described.id}"
        raise BadNumber("context_tokens", workload.context_tokens, limit)
    groups_of(catalog, machine)
    check_names(catalog, machine)
    check_measured(catalog, machine)
    chosen = catalog.quantization(quantization or ordinary_quantization(catalog, described))
    if not made_for(described, chosen):
        usable = [each.id for each in catalog.file.quantizations if made_for(described, each)]
        raise UnknownName(f"quantization of {described.id}", chosen.id, usable)
    request = RunRequest(machine, workload, chosen)
    return estimate_trials(catalog, architecture, [request], thinking_of(catalog, described, workload).likely)[0]


def ordinary_quantization(catalog: Catalog, model: LanguageModel | None) -> str:
    """Id of the quantization that is estimated where none is named; `model` None: one that the catalog lacks."""
    shipped = model.native_quantization if model else None
    own_format = any(each.id == shipped and each.native_families for each in catalog.file.quantizations)
    return shipped if shipped and own_format else ORDINARY_QUANTIZATION
