"""The candidates with what a visitor tried among them, ready to be ranked."""

from collections.abc import Iterable

from llmselect.scoring.ranking.matrix import decision_matrix
from llmselect.scoring.ranking.own_prompts import OwnPromptScore, with_own_scores
from llmselect.scoring.ranking.recommend import ValuedCandidates


def with_own_prompts(assessed: ValuedCandidates, scores: Iterable[OwnPromptScore]) -> ValuedCandidates:
    """The same candidates with what a visitor measured on prompts of their own, as criteria that may count."""
    estimates = with_own_scores(assessed.estimates, scores)
    return ValuedCandidates(estimates, decision_matrix(estimates, assessed.situation), assessed.situation)
