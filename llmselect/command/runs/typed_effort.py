"""Efforts as they are typed: the one that a question asks of its model, or the one that its thoughts imply."""

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.efforts import OTHER_WORDS, Effort, default_efforts
from llmselect.catalog.models import LanguageModel, Reasoning
from llmselect.errors import NotPossible, UnknownName
from llmselect.estimates.core.candidates import requestable_efforts

OF_A_CONFIG = (Effort.OFF, Effort.ON)
"""What may be asked of a model of which only a configuration is known."""


def typed_effort(catalog: Catalog, model: LanguageModel | None, asked: str) -> Effort:
    """The effort of that name; raises UnknownName with those that the model has."""
    valid = _efforts(catalog, model)
    known = {str(effort): effort for effort in valid}
    effort = known.get(OTHER_WORDS.get(asked.casefold(), asked.casefold()))
    if effort is None:
        name = "a configuration" if model is None else model.id
        raise UnknownName(f"effort of {name}", asked, known, like=())
    return effort


def check_thoughts(effort: Effort | None, thinking_tokens: int | None) -> None:
    """Raises NotPossible where a model shall not think and yet write so many tokens of thought."""
    if effort is Effort.OFF and thinking_tokens:
        raise NotPossible(
            f"--effort {effort} asks for no thoughts and --thinking {thinking_tokens} for {thinking_tokens} tokens of "
            "them; expected one of the two"
        )


def effort_of_run(
    catalog: Catalog, model: LanguageModel | None, asked: str | None, thinking_tokens: int | None
) -> Effort:
    """The effort asked for; else none where the model can do without and no thoughts are told, else its default."""
    if asked is not None:
        effort = typed_effort(catalog, model, asked)
        check_thoughts(effort, thinking_tokens)
        return effort
    valid = _efforts(catalog, model)
    if Effort.OFF in valid and not thinking_tokens:
        return Effort.OFF
    usual = None if model is None or model.id not in catalog.models else default_efforts(catalog)[model.id].effort
    thinking = [effort for effort in valid if effort is not Effort.OFF]
    if usual in thinking or not thinking:
        return usual or Effort.OFF
    return Effort.MEDIUM if Effort.MEDIUM in thinking else thinking[(len(thinking) - 1) // 2]


def _efforts(catalog: Catalog, model: LanguageModel | None) -> tuple[Effort, ...]:
    if model is None:
        return OF_A_CONFIG
    if model.reasoning is Reasoning.UNKNOWN and model.id not in catalog.models:
        return OF_A_CONFIG
    return requestable_efforts(catalog, model)
