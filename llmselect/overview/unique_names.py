"""Names of models that tell them apart: where two have the same, each gets the fact by which they differ."""

import re
from collections.abc import Sequence

from llmselect.catalog.models import LanguageModel

RENAMED = re.compile(r"Claude (Haiku|Sonnet|Opus) (3(?:\.\d)?)\b")
"""Before Claude 4 the number stood before the kind."""


def unique_names(models: Sequence[LanguageModel]) -> dict[str, str]:
    """The name of each model by its id, in the order of `models`; "Gemini 1.5 Flash (2024-05)" where it stands twice.

    The month of release where every namesake has one of its own, else the id.
    """
    namesakes: dict[str, list[LanguageModel]] = {}
    for model in models:
        namesakes.setdefault(model.name, []).append(model)
    return {model.id: _told_apart(model, namesakes[model.name]) for model in models}


def with_first_name(name: str) -> str:
    """The name, and beside it the one that it had at its release: "Claude Opus 3 (Claude 3 Opus)"."""
    renamed = RENAMED.match(name)
    return f"{name} (Claude {renamed[2]} {renamed[1]})" if renamed else name


def _told_apart(model: LanguageModel, namesakes: Sequence[LanguageModel]) -> str:
    if len(namesakes) == 1:
        return model.name
    months = {each.id: _month(each) for each in namesakes}
    distinct = len(set(months.values())) == len(namesakes) and all(months.values())
    return f"{model.name} ({months[model.id] if distinct else model.id})"


def _month(model: LanguageModel) -> str:
    return "" if model.release_date is None else f"{model.release_date:%Y-%m}"
