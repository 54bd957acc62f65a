"""What a place is called in a sentence, a picture or a table."""

from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.recommend import Recommendation


def at(found: Recommendation, position: int) -> str:
    """The model's name at a position of the ranking, 0 for the first."""
    return Candidate(found.assessed.estimates, int(found.ordered[found.leaders[position]])).model.name
