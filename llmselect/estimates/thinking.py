"""How many tokens a model thinks before it answers: by use, by effort, and by its own count on the same kind of task.

Facts with their sources and days: measured/thinking_tokens.json. A model's count on one kind of task barely foretells
another (correlations 0.2 to 0.5), so its own figure serves only the use that it was counted on.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, Final

import numpy as np

from llmselect.catalog.standings import Use
from llmselect.errors import UnknownName
from llmselect.estimates.columns import Estimate, Range
from llmselect.estimates.served_coefficients import FOUR_IN_FIVE

NO_THOUGHT: Final = ("off", "none")
"""What a request calls the effort at which nothing is thought."""
THINKING_ON: Final = "on"
"""Of models that think or do not, without levels."""
MIDDLE_LEVEL: Final = "medium"
"""What a maker's default counts as where it is not known."""


def thinking_tokens(use: Use, effort: str, model: str | None = None, default: str = MIDDLE_LEVEL) -> Estimate:
    """Tokens of thought for one answer (of an agent: one call); eight models in ten lie between low and high.

    `off` and `none` are 0. `on` is the use's usual count: models without levels, and those with levels at their maker's
    `default`. Another level is that count times the ratio of the two levels, whose own spread widens the range.
    `minimal` is 0, and at most what low takes: models answer at it as soon as those that do not think.
    `model` is a catalog id; raises UnknownName for an effort that no model has.
    """
    if effort in NO_THOUGHT:
        return Estimate(0.0, 0.0, 0.0)
    if effort == "minimal":
        return Estimate(0.0, 0.0, thinking_tokens(use, "low", model, default).likely)
    low, likely, high = _usual(use, model)
    ratio, sd = _ratio(default if effort == THINKING_ON else effort, default)
    return Estimate(*_widened(low * ratio, likely * ratio, high * ratio, sd))


def thinking_columns(use: Use, efforts: Sequence[str], models: Sequence[str]) -> Range:
    """The same for many rows, each with its effort and the catalog id of its model."""
    known = {pair: thinking_tokens(use, *pair) for pair in set(zip(efforts, models, strict=True))}
    table = np.array([known[pair] for pair in zip(efforts, models, strict=True)], dtype=np.float64).reshape(-1, 3)
    return Range(table[:, 0], table[:, 1], table[:, 2])


def efforts_known() -> tuple[str, ...]:
    """Every effort that tokens can be told of."""
    return (*NO_THOUGHT, THINKING_ON, "minimal", *thinking_file()["efforts"])


@cache
def thinking_file() -> Mapping[str, Any]:
    """measured/thinking_tokens.json."""
    file = resources.files("llmselect.estimates") / "measured" / "thinking_tokens.json"
    return json.loads(file.read_text("utf-8"))


@cache
def _usual(use: Use, model: str | None) -> tuple[float, float, float]:
    """Low, likely and high at the maker's default."""
    low, likely, high = (float(tokens) for tokens in thinking_file()["uses"][use]["tokens"])
    own: Mapping[str, Any] = thinking_file()["own"]
    counted: Mapping[str, float] | None = own["models"].get(model) if use == own["use"] else None
    if counted is None:
        return low, likely, high
    logs = [np.log(tokens / own["tasks"][task]) for task, tokens in counted.items()]
    middle = likely * float(np.exp(own["carries_over"] * np.mean(logs)))
    left = own["left_sd"]
    return middle * (low / likely) ** left, middle, middle * (high / likely) ** left


def _ratio(effort: str, default: str) -> tuple[float, float]:
    """Tokens at a level in those at the default, and the standard deviation of the logarithm."""
    levels: Mapping[str, Mapping[str, float]] = thinking_file()["efforts"]
    for name in (effort, default):
        if name not in levels:
            raise UnknownName("effort", name, efforts_known())
    if effort == default:
        return 1.0, 0.0
    here, there = levels[effort], levels[default]
    return here["of_medium"] / there["of_medium"], float(np.hypot(here["sd"], there["sd"]))


def _widened(low: float, likely: float, high: float, sd: float) -> tuple[float, float, float]:
    """The range with an independent error added on the logarithmic scale."""
    added = FOUR_IN_FIVE * sd
    below, above = np.hypot(np.log(likely / low), added), np.hypot(np.log(high / likely), added)
    return float(likely * np.exp(-below)), likely, float(likely * np.exp(above))
