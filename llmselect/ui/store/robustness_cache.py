"""Sureness, kept between runs and shared by visitors: counting it takes longer than drawing all the rest."""

import threading
from collections import OrderedDict
from collections.abc import Hashable

from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.robustness.degenerate import DegenerateCase
from llmselect.scoring.robustness.draws import Conviction
from llmselect.scoring.robustness.robustness import Robustness
from llmselect.scoring.robustness.smaa_run import Sureness
from llmselect.settings import Settings
from llmselect.text import Language

Counted = Sureness | DegenerateCase
MOST_KEPT = 128
_kept: OrderedDict[Hashable, Counted] = OrderedDict()
_lock = threading.Lock()


def situation(found: Recommendation, settings: Settings) -> Hashable:
    """What the figures depend on: the catalog and all settings but the language."""
    return found.assessed.estimates.catalog.serial, settings.model_copy(update={"language": Language.EN})


def cached_robustness(found: Recommendation, settings: Settings, conviction: Conviction) -> Counted | None:
    """The figures when they were counted before; None where they were not."""
    key = (situation(found, settings), conviction)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
        return _kept.get(key)


def compute_robustness(found: Recommendation, settings: Settings, conviction: Conviction) -> Counted:
    """Count how sure the ranking is, over the models of which all that counts is known; kept for whoever asks next."""
    counted = cached_robustness(found, settings, conviction)
    if counted is None:
        counted = Robustness(found).sureness(conviction, known_only=True)
        with _lock:
            _kept[situation(found, settings), conviction] = counted
            while len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
    return counted


def forget() -> None:
    """Keep nothing, as at the start."""
    with _lock:
        _kept.clear()
