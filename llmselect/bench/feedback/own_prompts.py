"""Pass rates of a trial as scores that the decision matrix takes: "on my own prompts"."""

from math import isnan

from llmselect.bench.results.pass_rates import pass_rates
from llmselect.bench.trial.record import TrialRecord
from llmselect.scoring.ranking.own_prompts import OwnPromptScore


def own_prompt_scores(trial: TrialRecord) -> tuple[OwnPromptScore, ...]:
    """One for each contestant that stands for something in the catalog and was graded."""
    graded = zip(trial.plan.contestants, pass_rates(trial), strict=True)
    return tuple(
        OwnPromptScore(
            each.catalog_model, each.quantization, each.offer, 100 * rate.low, 100 * rate.share, 100 * rate.high
        )
        for each, rate in graded
        if each.catalog_model is not None and not isnan(rate.share)
    )
