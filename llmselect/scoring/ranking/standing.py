"""Which rows may stand for their model, of those that meet the requirements; and what only silence keeps out."""

from collections.abc import Mapping

import numpy as np

from llmselect.estimates.assessment import CandidateEstimates
from llmselect.estimates.quantization_choice import NEVER
from llmselect.scoring.ranking.requirements import BY_CODE
from llmselect.settings import Requirements
from llmselect.units import Bools, Ints


def standing(estimates: CandidateEstimates, passed: Bools, requirements: Requirements) -> Bools:
    """Rows that may stand for their model: offers, and of the runs that pass those of the preferred quantization.

    The quantization is chosen before priorities count; where a requirement keeps the first choice out, the next one
    that passes stands. A visitor who names a quantization takes it whatever it loses.
    """
    local, preference = estimates.rows.local, estimates.preference
    usable = passed & local & ((preference < NEVER) | (requirements.quantization is not None))
    best = np.full(int(estimates.rows.weights.max(initial=-1)) + 1, NEVER + 1)
    np.minimum.at(best, estimates.rows.weights[usable], preference[usable])
    return ~local | (usable & (preference == best[estimates.rows.weights]))


def all_met(met: Mapping[str, Bools], count: int) -> Bools:
    passed = np.ones(count, dtype=np.bool_)
    for column in met.values():
        passed &= column
    return passed


def not_stated(estimates: CandidateEstimates, met: Mapping[str, Bools], ordered: Ints) -> Mapping[str, int]:
    """By code of a capability required: models without a place that nothing keeps out but that no source states it.

    `met`: rows that meet each requirement; `ordered`: rows that have a place. A model that lacks two statements counts
    under both.
    """
    silent = {
        code: ~column & ~stated(estimates)
        for code, column in met.items()
        if (stated := BY_CODE[code].stated) is not None
    }
    others = {code: column | silent[code] if code in silent else column for code, column in met.items()}
    weights_of = estimates.rows.weights
    rows = all_met(others, len(estimates)) & ~np.isin(weights_of, weights_of[ordered])
    counts = {code: len(np.unique(weights_of[rows & column])) for code, column in silent.items()}
    return {code: count for code, count in counts.items() if count}
