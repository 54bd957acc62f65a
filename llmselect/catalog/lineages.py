"""Families taken together under the name that people use: Qwen2.5, Qwen3 and QwQ are Qwen."""

import re
from typing import NamedTuple

from llmselect.catalog.models import LanguageModel


class Lineage(NamedTuple):
    """What several families of one maker are commonly called; `starts` are beginnings of their names."""

    id: str
    name: str
    starts: tuple[str, ...]
    apart: tuple[str, ...] = ()
    """Families that begin so and are of other makers."""


LINEAGES = (
    Lineage("claude", "Claude", ("Claude",)),
    Lineage("codellama", "Code Llama", ("Code Llama",)),
    Lineage("command", "Command, Aya", ("Command", "Aya", "North")),
    Lineage("deepseek", "DeepSeek", ("DeepSeek",)),
    Lineage("eurollm", "EuroLLM", ("EuroLLM",)),
    Lineage("falcon", "Falcon", ("Falcon",)),
    Lineage("gemini", "Gemini", ("Gemini",)),
    Lineage("gemma", "Gemma", ("Gemma", "CodeGemma", "TranslateGemma")),
    Lineage("glm", "GLM", ("GLM",)),
    Lineage("gpt", "GPT", ("GPT",)),
    Lineage("gpt-oss", "gpt-oss", ("gpt-oss",)),
    Lineage("granite", "Granite", ("Granite",)),
    Lineage("grok", "Grok", ("Grok",)),
    Lineage("jamba", "Jamba", ("Jamba",)),
    Lineage("kimi", "Kimi", ("Kimi",)),
    Lineage("lfm", "LFM", ("LFM",)),
    Lineage("llama", "Llama", ("Llama",), apart=("Llama2 Uncensored",)),
    Lineage("lucie", "Lucie, Luciole, Claire", ("Lucie", "Luciole", "Claire")),
    Lineage("minimax", "MiniMax", ("MiniMax",)),
    Lineage(
        "mistral",
        "Mistral",
        ("Mistral", "Ministral", "Codestral", "Devstral", "Magistral", "Mathstral", "Pixtral", "Voxtral"),
    ),
    Lineage("mixtral", "Mixtral", ("Mixtral",)),
    Lineage("nemotron", "Nemotron", ("Nemotron",)),
    Lineage("nova", "Nova", ("Nova",)),
    Lineage("olmo", "OLMo", ("OLMo", "OLMoE")),
    Lineage("phi", "Phi", ("Phi",)),
    Lineage("qwen", "Qwen", ("Qwen", "QwQ")),
    Lineage("smollm", "SmolLM", ("SmolLM",)),
    Lineage("wizardlm", "WizardLM", ("WizardLM", "WizardCoder", "WizardMath")),
    Lineage("yi", "Yi", ("Yi",)),
)
"""Those with a name for several families, or with enough models to be asked for; any other family is its own."""


def lineage_of(model: LanguageModel) -> Lineage:
    """The lineage of a model's family; a family that none names stands for itself."""
    return next((each for each in LINEAGES if _belongs(model.family, each)), _itself(model.family))


def _belongs(family: str, lineage: Lineage) -> bool:
    """Whether the family's name is one of the starts, alone or followed by a number or a word (not GPT-J)."""
    if family in lineage.apart:
        return False
    return any(re.fullmatch(rf"{re.escape(start)}(?:[ -]?v?\d.*| .*|-VL)?", family) for start in lineage.starts)


def _itself(family: str) -> Lineage:
    return Lineage(family.casefold(), family, (family,))
