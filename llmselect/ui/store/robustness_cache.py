"""How robust each ranking is, kept between runs and shared by visitors: computing it takes longer than the page."""

from collections.abc import Hashable

from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.robustness.degenerate import DegenerateCase
from llmselect.scoring.robustness.draws import ConfidenceInWeights
from llmselect.scoring.robustness.smaa_run import RobustnessShares
from llmselect.settings import Settings
from llmselect.text import Language
from llmselect.ui.store.lru_store import LruStore

Counted = RobustnessShares | DegenerateCase
MOST_KEPT = 128
_store: LruStore[Hashable, Counted] = LruStore(MOST_KEPT)


def situation(recommendation: Recommendation, settings: Settings) -> Hashable:
    """What the figures depend on: the catalog, the speeds of offers, and all settings but the language."""
    return recommendation.estimates.facts_version, settings.model_copy(update={"language": Language.EN})


def cached_robustness(
    recommendation: Recommendation, settings: Settings, confidence: ConfidenceInWeights
) -> Counted | None:
    """The figures where they were computed before, else None."""
    return _store.get((situation(recommendation, settings), confidence))


def compute_robustness(recommendation: Recommendation, settings: Settings, confidence: ConfidenceInWeights) -> Counted:
    """How robust the ranking is among the models without unknown values; computed once, then kept."""
    counted = cached_robustness(recommendation, settings, confidence)
    if counted is None:
        counted = recommendation.robustness.smaa(confidence, known_only=True)
        _store.put((situation(recommendation, settings), confidence), counted)
    return counted


def forget() -> None:
    """Keep nothing, as at the start."""
    _store.clear()
