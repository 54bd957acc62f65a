"""What was commonly said of ten names in 2024, and which models of the catalog speak for them then and today."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from llmselect.catalog.models import Lifecycle
from llmselect.overview.model_table import Panorama
from llmselect.text import Text

CHECKED = datetime.date(2026, 11, 22)
"""Day on which the sources of the sentences were read."""


class Saying(NamedTuple):
    """One name of a beginner's course of 2024; ids are the catalog's, and those that it does not know are left out."""

    id: str
    title: str
    said: Text
    source: str
    """Where it was said, or is reported."""
    then: str
    """The model that was meant, or the one that stands for it best."""
    now: tuple[str, ...]
    """Those that came after: the same maker, and about the same place in the list."""
    heed: Text | None = None
    """What a person has to know besides."""


SAYINGS = (
    Saying(
        "mistral",
        "Mistral",
        Text(
            "A small European model to start with: 7B, under Apache 2.0, ahead of Llama 2 13B.",
            "Un petit modèle européen pour commencer\u00a0: 7B, sous Apache 2.0, devant Llama 2 13B.",
        ),
        "https://arxiv.org/abs/2310.06825",
        "mistral-7b-instruct-v0.2",
        ("ministral-3-8b-2512", "mistral-small-3.2-24b-2506"),
        Text(
            "Not everything from this maker is under Apache 2.0: read the licence of each.",
            "Tout n’est pas sous Apache 2.0 chez cet éditeur\u00a0: lisez la licence de chacun.",
        ),
    ),
    Saying(
        "gemma-llama",
        "Gemma, Llama 3",
        Text(
            "The open models of two large companies: Gemma light, Llama widely used.",
            "Les modèles ouverts de deux grandes entreprises\u00a0: Gemma, léger\u202f; Llama, très répandu.",
        ),
        "https://www.techtarget.com/searchenterpriseai/news/366581475/Meta-releases-two-Llama-3-models-more-to-come",
        "llama-3-8b-instruct",
        ("gemma-4-12b-it", "gemma-4-31b-it", "llama-4-scout-17b-16e"),
        Text(
            "“Open” was not “open source”: Llama comes under a community licence, Gemma only since version 4 under "
            "Apache 2.0.",
            "«\u00a0Ouvert\u00a0» ne voulait pas dire «\u00a0open source\u00a0»\u00a0: Llama a une licence "
            "communautaire, Gemma n’est sous Apache 2.0 que depuis la version 4.",
        ),
    ),
    Saying(
        "phi-3",
        "Phi-3",
        Text(
            "Small enough for a phone, and presented as a rival of GPT-3.5 and Mixtral 8x7B.",
            "Assez petit pour un téléphone, et présenté comme rival de GPT-3.5 et de Mixtral 8x7B.",
        ),
        "https://arxiv.org/abs/2404.14219",
        "phi-3-mini-4k-instruct",
        ("phi-4-mini-instruct", "phi-4"),
    ),
    Saying(
        "wizardlm",
        "WizardLM",
        Text(
            "Made better by training on instructions that another model had rewritten; compared with the "
            "best closed models by its makers.",
            "Amélioré par un entraînement sur des instructions réécrites par un autre modèle\u202f; comparé aux "
            "meilleurs modèles fermés par ses auteurs.",
        ),
        "https://wizardlm.github.io/WizardLM2",
        "wizardlm-2-8x22b",
        (),
        Text(
            "It is another model trained further, so the licence of that model applies too: check both.",
            "C’est un autre modèle, entraîné davantage : la licence de celui-ci vaut aussi. Vérifiez les deux.",
        ),
    ),
    Saying(
        "qwen",
        "Qwen",
        Text(
            "Alibaba's open models, in every size from 0.5B to 72B.",
            "Les modèles ouverts d’Alibaba, dans toutes les tailles de 0,5B à 72B.",
        ),
        "https://huggingface.co/Qwen/Qwen2.5-72B-Instruct",
        "qwen2.5-7b-instruct",
        ("qwen3.5-9b", "qwen3.6-27b", "qwen3.8-27b"),
        Text(
            "The sizes do not share one licence: the largest of the newest do not come under Apache 2.0.",
            "Les tailles n’ont pas toutes la même licence\u00a0: les plus grands des plus récents ne sont pas sous "
            "Apache 2.0.",
        ),
    ),
    Saying(
        "deepseek",
        "DeepSeek",
        Text(
            "A mixture of experts for code, presented as the equal of GPT-4 Turbo.",
            "Un mélange d’experts pour le code, présenté comme l’égal de GPT-4 Turbo.",
        ),
        "https://arxiv.org/abs/2406.11931",
        "deepseek-coder-v2-instruct",
        ("deepseek-v4.1-flash", "deepseek-v4-pro-0813"),
        Text(
            "The weights on a machine of your own and the maker's API are two different cases for privacy.",
            "Les poids sur votre machine et l’API de l’éditeur sont deux cas différents pour la confidentialité.",
        ),
    ),
    Saying(
        "gpt-4",
        "GPT-4",
        Text(
            "The reference: human level on professional exams.",
            "La référence\u00a0: niveau humain à des examens professionnels.",
        ),
        "https://arxiv.org/abs/2303.08774",
        "openai:gpt-4",
        ("openai:gpt-5.5", "openai:gpt-5-mini", "gpt-oss-20b"),
    ),
    Saying(
        "claude-3",
        "Claude 3",
        Text(
            "Three sizes, Haiku, Sonnet and Opus, with 200,000 tokens of context; Opus ahead of GPT-4 on several "
            "boards.",
            "Trois tailles, Haiku, Sonnet et Opus, avec 200\u202f000 jetons de contexte\u202f; Opus devant GPT-4 sur "
            "plusieurs bancs d’essai.",
        ),
        "https://aiwiki.ai/wiki/claude_3",
        "anthropic:claude-3-opus-latest",
        ("anthropic:claude-opus-5-5", "anthropic:claude-sonnet-5-5", "anthropic:claude-haiku-5-5"),
    ),
    Saying(
        "llama-2",
        "Llama 2",
        Text(
            "The open model to build on, with a chat version that could replace closed ones.",
            "Le modèle ouvert sur lequel bâtir, avec une version de dialogue qui peut remplacer des modèles fermés.",
        ),
        "https://arxiv.org/abs/2307.09288",
        "llama-2-7b-chat",
        ("llama-3.1-8b-instruct", "llama-3.3-70b-instruct"),
        Text(
            "A community licence, which also forbids training other models on its answers.",
            "Une licence communautaire, qui interdit aussi d’entraîner d’autres modèles sur ses réponses.",
        ),
    ),
    Saying(
        "codellama",
        "Code Llama",
        Text(
            "The open model for code: first among open ones on several code tests.",
            "Le modèle ouvert pour le code\u00a0: premier des modèles ouverts à plusieurs tests de code.",
        ),
        "https://arxiv.org/abs/2308.12950",
        "codellama-34b-instruct",
        ("qwen3-coder-30b-a3b-instruct", "devstral-small-2-24b-2512"),
        Text(
            "No successor under this name: these two come from other publishers.",
            "Pas de successeur sous ce nom : ces deux-ci viennent d’autres éditeurs.",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class ThenNow:
    """One card: rows of the panorama, and what became of the model that was meant."""

    saying: Saying
    then: int | None
    now: tuple[int, ...]
    current: int
    """Offers of the old model that a current list names."""
    legacy: int
    """Those that may be gone."""


def then_now(found: Panorama) -> tuple[ThenNow, ...]:
    """A card for each saying, in their order."""
    return tuple(_card(found, saying) for saying in SAYINGS)


def _card(found: Panorama, saying: Saying) -> ThenNow:
    then = found.position.get(saying.then)
    offers = [] if then is None else [found.catalog.file.offers[i] for i in found.offers_of(then)]
    states = [offer.state for offer in offers]
    now = tuple(found.position[name] for name in saying.now if name in found.position)
    return ThenNow(saying, then, now, states.count(Lifecycle.CURRENT), states.count(Lifecycle.LEGACY))
