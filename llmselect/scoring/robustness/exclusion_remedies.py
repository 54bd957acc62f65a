"""The smallest change that would let an excluded candidate in, worked out only for those somebody looks at."""

from collections.abc import Callable

import numpy as np

from llmselect.estimates.core.candidates import requestable_efforts
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.runs.run_estimates import RunRequest, estimate_trials
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.text import Text, in_both, number_in_both

SMALLEST_CONTEXT = 1024
OTHER_QUANTIZATION = Text("It fits with {name}.", "Il tient avec {name}.")
SHORTER_CONTEXT = Text("It fits at {tokens} tokens of context.", "Il tient avec {tokens} jetons de contexte.")

EFFORTS_IT_HAS = Text("What it can be asked for: {names}.", "Ce qu’on peut lui demander\u00a0: {names}.")


def exclusion_remedy(candidate: Candidate, code: str) -> Text | None:
    """A sentence on what would meet the requirement; None where nothing short of another model does."""
    return REMEDIES[code](candidate) if code in REMEDIES else None


def _room(candidate: Candidate) -> Text | None:
    """Another quantization, else a shorter context; the reason itself says how much memory is missing."""
    return _other_quantization(candidate) or _shorter_context(candidate)


def _other_quantization(candidate: Candidate) -> Text | None:
    estimates = candidate.assessment
    same = (estimates.rows.model == estimates.rows.model[candidate.row]) & (estimates.fit == Fit.FULL)
    rows = np.flatnonzero(same)
    if not len(rows):
        return None
    quantizations = estimates.catalog.file.quantizations
    finest = max((quantizations[int(estimates.rows.quantization[row])] for row in rows), key=lambda q: q.nominal_bits)
    return in_both(OTHER_QUANTIZATION, name=finest.id)


def _shorter_context(candidate: Candidate) -> Text | None:
    architecture, quantization = candidate.model.architecture, candidate.quantization
    workload = candidate.assessment.workload
    contexts = [SMALLEST_CONTEXT << step for step in range(20) if SMALLEST_CONTEXT << step < workload.context_tokens]
    if architecture is None or quantization is None or not contexts:
        return None
    machine = candidate.assessment.machine
    shorter = [workload.model_copy(update={"context_tokens": context}) for context in contexts]
    trials = [RunRequest(machine, each, quantization) for each in shorter]
    estimates = estimate_trials(candidate.assessment.catalog, architecture, trials)
    fitting = [context for context, run in zip(contexts, estimates, strict=True) if run.fit is Fit.FULL]
    return in_both(SHORTER_CONTEXT, tokens=number_in_both(max(fitting))) if fitting else None


def _efforts(candidate: Candidate) -> Text:
    """The efforts that a request can ask of this model."""
    efforts = requestable_efforts(candidate.assessment.catalog, candidate.model)
    return in_both(EFFORTS_IT_HAS, names=lambda say: ", ".join(say(effort.label) for effort in efforts))


REMEDIES: dict[str, Callable[[Candidate], Text | None]] = {
    "fits": _room,
    "fully_on_accelerator": _room,
    "effort": _efforts,
}
