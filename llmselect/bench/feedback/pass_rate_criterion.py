"""Pass rates of a trial as a criterion that a decision takes by value, with all who were tried, known or not."""

from typing import Final

from llmselect.bench.feedback.own_prompts import passed_percent, tried
from llmselect.bench.results.pass_rates import pass_rates
from llmselect.bench.trial.record import TrialRecord
from llmselect.scoring.matrix.measured import MeasuredCriterion, MeasuredValue
from llmselect.scoring.matrix.plain_words import LONGEST_NAME
from llmselect.scoring.ranking.own_prompts import OWN_PROMPTS
from llmselect.scoring.ranking.reference_points import ReferencePoints
from llmselect.text import Voice

POINTS: Final = ReferencePoints(0.0, 99.0, 100.0)
"""Per cent of tasks passed, as the criterion of the ranking has them."""


def pass_rate_criterion(trial: TrialRecord, say: Voice) -> MeasuredCriterion | None:
    """Per cent of the graded tasks that each contestant passed, with Wilson's 95 % interval; None: none was graded."""
    rates = zip(trial.plan.contestants, pass_rates(trial), strict=True)
    values = tuple(
        MeasuredValue(contestant.name[:LONGEST_NAME], passed, tried=tried(contestant))
        for contestant, rate in rates
        if (passed := passed_percent(rate)) is not None
    )
    if not values:
        return None
    return MeasuredCriterion(OWN_PROMPTS.name, say(OWN_PROMPTS.label), "%", POINTS, values, note=say(OWN_PROMPTS.unit))
