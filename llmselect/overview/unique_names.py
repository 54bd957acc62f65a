"""Names of models that tell them apart: where two have the same, each gets the fact by which they differ."""

from collections.abc import Sequence

from llmselect.catalog.models import LanguageModel


def unique_names(models: Sequence[LanguageModel]) -> dict[str, str]:
    """The name of each model by its id, in the order of `models`; "Gemini 1.5 Flash (2024-05)" where it stands twice.

    The month of release where every namesake has one of its own, else the id.
    """
    namesakes: dict[str, list[LanguageModel]] = {}
    for model in models:
        namesakes.setdefault(model.name, []).append(model)
    return {model.id: _told_apart(model, namesakes[model.name]) for model in models}


def _told_apart(model: LanguageModel, namesakes: Sequence[LanguageModel]) -> str:
    if len(namesakes) == 1:
        return model.name
    months = {each.id: _month(each) for each in namesakes}
    distinct = len(set(months.values())) == len(namesakes) and all(months.values())
    return f"{model.name} ({months[model.id] if distinct else model.id})"


def _month(model: LanguageModel) -> str:
    return "" if model.release_date is None else f"{model.release_date:%Y-%m}"
