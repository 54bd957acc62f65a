"""The effort that each standing was reached at: what its board names, else the maker's default."""

import re
from collections import defaultdict
from functools import lru_cache
from typing import Final, NamedTuple

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.efforts import DefaultEffort, Effort, default_efforts
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.standings import Standing
from llmselect.catalog.thinking import Reasoning
from llmselect.estimates.quality.attributes import reasoning_of
from llmselect.estimates.quality.scores import WITHOUT_THOUGHT

LEVELS: Final = {
    "minimal": Effort.MINIMAL,
    "low": Effort.LOW,
    "medium": Effort.MEDIUM,
    "high": Effort.HIGH,
    "xhigh": Effort.XHIGH,
    "max": Effort.MAX,
}
OFF: Final = re.compile(r"\b(?:non?[- ]?(?:think|reason)\w*|none|instant|disabled|off)\b")
ON: Final = re.compile(r"\b(?:think\w*|reason\w*|enabled|\d{1,3}k)\b")
"""A budget of thoughts (`32k`) says that the model thinks."""
NEUTRAL: Final = frozenset({"", "fc", "prompt", "exp", "preview", "tokens"})
"""Words of a variant that say nothing of the effort: how tools are called, the name of an early version."""
LEVEL_IN_NAME: Final = re.compile(r"(?:_|\()(minimal|low|medium|high|xhigh|max)\)?$")
"""`gpt-oss-120b_high`, `gpt-oss-120b (high)`; not `mistral-medium`."""
SWITCH_IN_NAME: Final = re.compile(r"(?:^|[-_ (])((?:non?[- ]?)?(?:think|reason)\w*)\)?$")


class StandingEffort(NamedTuple):
    """At which effort a standing was reached."""

    effort: Effort
    certain: bool
    """Named by the board, or the default as the maker states it."""


@lru_cache(maxsize=1024)
def variant_effort(variant: str) -> Effort | None:
    """The effort that a board's variant names (`thinking-32k`, `high`, `no-think`); None where it names none."""
    words = variant.casefold().strip().replace("_", "-")
    if OFF.search(words):
        return Effort.OFF
    named = [LEVELS[word] for word in re.split(r"[- ]", words) if word in LEVELS]
    if named:
        return named[-1]
    return Effort.ON if ON.search(words) else None


def is_understood(variant: str) -> bool:
    """Whether a variant names an effort, or consists of words that are known to say nothing of it."""
    return variant_effort(variant) is not None or set(re.split(r"[-_ ]", variant.casefold())) <= NEUTRAL


@lru_cache(maxsize=8192)
def name_effort(name_in_source: str, model_id: str) -> Effort | None:
    """The effort at the end of a board's name of a model, where it is not part of the model's own name."""
    name = name_in_source.casefold()
    if found := LEVEL_IN_NAME.search(name):
        return LEVELS[found[1]]
    found = SWITCH_IN_NAME.search(name)
    if found is None or found[1] in model_id.casefold():
        return None
    return variant_effort(found[1])


def standing_efforts(catalog: Catalog) -> list[StandingEffort]:
    """The effort of each standing, in the catalog's order.

    A line without a variant, beside one of the same model that thinks, is the model not thinking (and the reverse):
    boards name what differs. Elsewhere it is the maker's default.
    """
    defaults = default_efforts(catalog)
    named = [_named(standing) for standing in catalog.file.standings]
    beside: dict[tuple[str, str], set[Effort]] = defaultdict(set)
    variants: dict[str, list[str]] = defaultdict(list)
    levels: set[str] = set()  # weights of which some board names a level
    for standing, effort in zip(catalog.file.standings, named, strict=True):
        weights = catalog.models[standing.model].weights
        variants[weights].append(standing.variant)
        if effort is not None:
            beside[weights, standing.benchmark].add(effort)
            levels |= {weights} if effort in LEVELS.values() else set()
    thinks = {name: reasoning_of(_record(catalog, name), words) for name, words in variants.items()}
    found: list[StandingEffort] = []
    for standing, effort in zip(catalog.file.standings, named, strict=True):
        weights = catalog.models[standing.model].weights
        default = defaults[standing.model]
        if weights in levels and not default.known and default.effort is Effort.OFF:
            default = DefaultEffort(Effort.MEDIUM, False)
        found.append(_effort(standing, effort, thinks[weights], beside[weights, standing.benchmark], default))
    return found


def _record(catalog: Catalog, weights: str) -> LanguageModel:
    """The record of these weights, or of the first model that stands for them."""
    known = catalog.models.get(weights)
    return known or next(model for model in catalog.file.models if model.weights == weights)


def _named(standing: Standing) -> Effort | None:
    return variant_effort(standing.variant) or name_effort(standing.name_in_source, standing.model)


def _effort(
    standing: Standing, named: Effort | None, thinks: Reasoning, others: set[Effort], default: DefaultEffort
) -> StandingEffort:
    if thinks in (Reasoning.NO, Reasoning.UNKNOWN) or standing.benchmark.startswith(WITHOUT_THOUGHT):
        return StandingEffort(Effort.OFF, True)  # what reads off likelihoods lets nothing be thought
    if named is not None:
        return StandingEffort(named, True)
    if thinks is Reasoning.OPTIONAL and Effort.ON in others:
        return StandingEffort(Effort.OFF, True)
    if Effort.OFF in others:
        return StandingEffort(Effort.ON, True)
    if thinks is Reasoning.ALWAYS and default.effort is Effort.OFF:
        return StandingEffort(Effort.ON, False)
    return StandingEffort(default.effort, default.known)
