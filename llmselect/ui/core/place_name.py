"""What a place is called in a sentence, a picture or a table."""

from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.recommend import Recommendation


def at(recommendation: Recommendation, position: int) -> str:
    """The model's name at a position of the ranking, 0 for the first."""
    return Candidate(
        recommendation.assessed.estimates, int(recommendation.ordered[recommendation.leaders[position]])
    ).model.name
