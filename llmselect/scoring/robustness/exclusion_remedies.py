"""The smallest change that would let an excluded candidate in, worked out only for those somebody looks at."""

from collections.abc import Callable

import numpy as np

from llmselect.estimates.core.columns import Fit
from llmselect.estimates.runs.run_estimates import bars
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.requirement import said_number
from llmselect.text import Text, in_both

SMALLEST_CONTEXT = 1024
OTHER_QUANTIZATION = Text("It fits with {name}.", "Il tient avec {name}.")
SHORTER_CONTEXT = Text("It fits at {tokens} tokens of context.", "Il tient avec {tokens} jetons de contexte.")


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
    tried = bars(
        candidate.assessment.catalog,
        architecture,
        [quantization] * len(contexts),
        candidate.assessment.machine,
        [workload.model_copy(update={"context_tokens": context}) for context in contexts],
    )
    fitting = [context for context, bar in zip(contexts, tried, strict=True) if bar.fit is Fit.FULL]
    return in_both(SHORTER_CONTEXT, tokens=said_number(max(fitting))) if fitting else None


REMEDIES: dict[str, Callable[[Candidate], Text | None]] = {"fits": _room, "fully_on_accelerator": _room}
