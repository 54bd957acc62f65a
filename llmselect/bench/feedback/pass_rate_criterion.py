"""Pass rates of a trial as a criterion that a decision takes by value, with all who were tried, known or not."""

from math import isnan
from typing import Final

from llmselect.bench.results.pass_rates import pass_rates
from llmselect.bench.trial.record import TrialRecord
from llmselect.estimates.core.columns import Estimate
from llmselect.scoring.matrix.measured import MeasuredCriterion, MeasuredValue
from llmselect.scoring.ranking.own_prompts import OWN_PROMPTS
from llmselect.scoring.ranking.reference_points import ReferencePoints
from llmselect.text import Voice

POINTS: Final = ReferencePoints(0.0, 99.0, 100.0)
"""Per cent of tasks passed, as the criterion of the ranking has them."""
LONGEST_NAME: Final = 60


def pass_rate_criterion(trial: TrialRecord, say: Voice) -> MeasuredCriterion | None:
    """Per cent of the graded tasks that each contestant passed, with Wilson's 95 % interval; None: none was graded."""
    rates = zip(trial.plan.contestants, pass_rates(trial), strict=True)
    values = tuple(
        MeasuredValue(contestant.name[:LONGEST_NAME], Estimate(100 * rate.low, 100 * rate.share, 100 * rate.high))
        for contestant, rate in rates
        if not isnan(rate.share)
    )
    if not values:
        return None
    return MeasuredCriterion("tasks_passed", say(OWN_PROMPTS.label), "%", POINTS, values, note=say(OWN_PROMPTS.unit))
