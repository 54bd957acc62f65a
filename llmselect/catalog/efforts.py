"""Efforts: how much a model thinks before it answers, as one list for requests, standings and rows of the ranking."""

from collections import Counter, defaultdict
from functools import lru_cache
from typing import Final, NamedTuple

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.thinking import Reasoning
from llmselect.text import Labelled, Text


class Effort(Labelled):
    """How much a model thinks; a request names it, or gets the maker's default."""

    OFF = "off", Text("no reasoning", "sans raisonnement")
    """Nothing is thought; requests say `none`."""
    ON = "on", Text("with reasoning", "avec raisonnement")
    """Thinks, in a model without levels."""
    MINIMAL = "minimal", Text("minimal", "minimal")
    LOW = "low", Text("low", "faible")
    MEDIUM = "medium", Text("medium", "moyen")
    HIGH = "high", Text("high", "élevé")
    XHIGH = "xhigh", Text("very high", "très élevé")
    MAX = "max", Text("maximum", "maximal")


EFFORTS: Final = tuple(Effort)
"""Columns of efforts hold places in this tuple."""
OTHER_WORDS: Final = {"none": Effort.OFF}


class DefaultEffort(NamedTuple):
    """What a request that names no effort gets."""

    effort: Effort
    known: bool
    """Whether the maker says so; else it is what the maker's other models do, or the usual."""


def effort_named(word: str) -> Effort:
    """The effort of a maker's word (`none`, `high`); raises ValueError for a word that no maker uses."""
    return OTHER_WORDS.get(word) or Effort(word)


def efforts_of(model: LanguageModel) -> tuple[Effort, ...]:
    """What a request can ask of a model, least first; (OFF,) where it does not think or nobody says that it does."""
    if model.reasoning in (Reasoning.NO, Reasoning.UNKNOWN):
        return (Effort.OFF,)
    levels = tuple(effort_named(word) for word in model.efforts)
    if levels:
        return levels
    return (Effort.ON,) if model.reasoning is Reasoning.ALWAYS else (Effort.OFF, Effort.ON)


@lru_cache(maxsize=8)
def default_efforts(catalog: Catalog) -> dict[str, DefaultEffort]:
    """The default of each model: its own, that of the same weights, what its maker's other models do, or the usual."""
    declared = {model.id: _declared(model) for model in catalog.file.models if model.default_effort}
    by_maker: dict[str, Counter[bool]] = defaultdict(Counter)
    for model in catalog.file.models:
        if model.id in declared and model.reasoning is Reasoning.OPTIONAL:
            by_maker[model.publisher][declared[model.id] is Effort.OFF] += 1
    found: dict[str, DefaultEffort] = {}
    for model in catalog.file.models:
        own = declared.get(model.id) or declared.get(model.weights)
        makers = by_maker[model.publisher]
        found[model.id] = (
            DefaultEffort(own, True) if own else _assumed(model, off_at_the_maker=makers[True] > makers[False])
        )
    return found


def _declared(model: LanguageModel) -> Effort:
    return effort_named(model.default_effort or "on")


def _assumed(model: LanguageModel, off_at_the_maker: bool) -> DefaultEffort:
    """Where nobody says: off where it cannot think or its maker's models do not unless asked; else on, or `medium`."""
    if model.reasoning in (Reasoning.NO, Reasoning.UNKNOWN):
        return DefaultEffort(Effort.OFF, model.reasoning is Reasoning.NO)
    if model.reasoning is Reasoning.OPTIONAL and off_at_the_maker:
        return DefaultEffort(Effort.OFF, False)
    levels = [effort for effort in efforts_of(model) if effort is not Effort.OFF]
    if Effort.MEDIUM in levels:
        return DefaultEffort(Effort.MEDIUM, False)
    return DefaultEffort(levels[(len(levels) - 1) // 2], len(levels) == 1 and model.reasoning is Reasoning.ALWAYS)
