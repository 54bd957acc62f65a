"""Pass rates and votes of a trial as scores that the ranking and the decision matrix take: "on my own prompts"."""

from math import isnan

from llmselect.bench.results.blind_votes import VoteRating, ratings
from llmselect.bench.results.pass_rates import PassRate, pass_rates
from llmselect.bench.trial.plan import Contestant
from llmselect.bench.trial.record import TrialRecord, Voter
from llmselect.estimates.core.columns import Estimate
from llmselect.scoring.methods.bradley_terry import win_share
from llmselect.scoring.ranking.own_prompts import OwnPromptScore


def own_prompt_scores(trial: TrialRecord) -> tuple[OwnPromptScore, ...]:
    """One for each contestant that stands for something in the catalog and was graded or voted on."""
    rates = pass_rates(trial)
    votes = ratings(trial, Voter.VISITOR) or (None,) * len(rates)
    found = (
        score._replace(passed=passed_percent(rate), preferred=_preferred(vote))
        for each, rate, vote in zip(trial.plan.contestants, rates, votes, strict=True)
        if (score := tried(each)) is not None
    )
    return tuple(score for score in found if score.passed is not None or score.preferred is not None)


def tried(contestant: Contestant) -> OwnPromptScore | None:
    """What of the catalog a contestant stands for, without its score; None: nothing of it."""
    if contestant.catalog_model is None:
        return None
    return OwnPromptScore(contestant.catalog_model, contestant.quantization, contestant.offer, contestant.effort)


def passed_percent(rate: PassRate) -> Estimate | None:
    """Share of its graded tasks that one contestant passed, with its interval; None: none was graded."""
    return None if isnan(rate.share) else Estimate(100 * rate.low, 100 * rate.share, 100 * rate.high)


def _preferred(vote: VoteRating | None) -> Estimate | None:
    """How often it would win against the trial's average contestant, by Bradley and Terry; None without votes on it."""
    if vote is None or not vote.votes:
        return None
    elo = vote.elo
    return Estimate(*(100 * win_share(each) for each in (elo.low, elo.mean, elo.high)))
