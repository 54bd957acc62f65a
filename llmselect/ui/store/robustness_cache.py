"""Robustness figures, kept between runs and shared by visitors: counting it takes longer than drawing all the rest."""

import threading
from collections import OrderedDict
from collections.abc import Hashable

from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.robustness.degenerate import DegenerateCase
from llmselect.scoring.robustness.draws import ConfidenceInWeights
from llmselect.scoring.robustness.smaa_run import RobustnessShares
from llmselect.settings import Settings
from llmselect.text import Language

Counted = RobustnessShares | DegenerateCase
MOST_KEPT = 128
_kept: OrderedDict[Hashable, Counted] = OrderedDict()
_lock = threading.Lock()


def situation(found: Recommendation, settings: Settings) -> Hashable:
    """What the figures depend on: the catalog and all settings but the language."""
    return found.catalog.serial, settings.model_copy(update={"language": Language.EN})


def cached_robustness(found: Recommendation, settings: Settings, confidence: ConfidenceInWeights) -> Counted | None:
    """The figures when they were counted before; None where they were not."""
    key = (situation(found, settings), confidence)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
        return _kept.get(key)


def compute_robustness(found: Recommendation, settings: Settings, confidence: ConfidenceInWeights) -> Counted:
    """Count how sure the ranking is, over the models of which all that counts is known; kept for whoever asks next."""
    counted = cached_robustness(found, settings, confidence)
    if counted is None:
        counted = found.robustness.smaa(confidence, known_only=True)
        with _lock:
            _kept[situation(found, settings), confidence] = counted
            while len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
    return counted


def forget() -> None:
    """Keep nothing, as at the start."""
    with _lock:
        _kept.clear()
