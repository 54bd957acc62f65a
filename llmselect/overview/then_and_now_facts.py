"""What was commonly said of fourteen names of 2024, and which models of the catalog speak for them then and today."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from llmselect.catalog.standings import Use
from llmselect.overview.model_table import Panorama
from llmselect.overview.pair_facts import PairFacts, pair_facts
from llmselect.text import Text

CHECKED = datetime.date(2026, 11, 29)
"""Day on which the sentences were written; not every linked paper was read again for it."""


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
    """Those that came after, the nearest in kind first: it stands beside the old one."""
    heed: Text | None = None
    """What a person has to know besides."""
    use: Use = Use.GENERAL
    """The use that both are compared at."""


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
        "mixtral",
        "Mixtral",
        Text(
            "A mixture of experts: 47B in memory, the speed of 13B, level with GPT-3.5 and Llama 2 70B.",
            "Un mélange d’experts\u00a0: 47B en mémoire, la vitesse de 13B, au niveau de GPT-3.5 et de Llama 2 70B.",
        ),
        "https://arxiv.org/abs/2401.04088",
        "mixtral-8x7b-instruct-v0.1",
        ("mistral-small-4-119b-2603",),
        Text(
            "The name is gone; its maker’s mixtures of experts are now called Small and Large.",
            "Le nom a disparu\u00a0: les mélanges d’experts de cet éditeur s’appellent désormais Small et Large.",
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
        ("mistral-small-4-119b-2603",),
        Text(
            "No successor under this name: the one beside it is the maker’s whose model it was trained from. "
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
        ("deepseek-v4-flash-0731", "deepseek-v4.1-flash"),
        Text(
            "The weights on a machine of your own and the maker's API are two different cases for privacy.",
            "Les poids sur votre machine et l’API de l’éditeur sont deux cas différents pour la confidentialité.",
        ),
        Use.CODE,
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
        Use.CODE,
    ),
    Saying(
        "gemini",
        "Gemini",
        Text(
            "Google’s answer to GPT-4: text, images, sound and video in one model.",
            "La réponse de Google à GPT-4\u00a0: texte, images, son et vidéo dans un seul modèle.",
        ),
        "https://arxiv.org/abs/2312.11805",
        "google:gemini-pro",
        ("google:gemini-3.1-pro-preview", "google:gemini-3.8-flash"),
    ),
    Saying(
        "falcon",
        "Falcon",
        Text(
            "Open models of 7B, 40B and 180B from the Emirates, trained mostly on filtered web pages.",
            "Des modèles ouverts de 7B, 40B et 180B venus des Émirats, entraînés surtout sur des pages web filtrées.",
        ),
        "https://arxiv.org/abs/2311.16867",
        "falcon-40b-instruct",
        ("falcon-h1-34b-instruct", "falcon-h1-7b-instruct"),
    ),
    Saying(
        "gpt-neox",
        "GPT-NeoX",
        Text(
            "20B under a permissive licence: the largest open weights of early 2022.",
            "20B sous licence permissive\u00a0: les plus grands poids ouverts du début de 2022.",
        ),
        "https://arxiv.org/abs/2204.06745",
        "gpt-neox-20b",
        ("olmo-3.1-32b-instruct", "olmo-3-7b-instruct"),
        Text(
            "No successor under this name: Olmo, of another maker, publishes its training text and code as it did. "
            "GPT-NeoX continues a text and does not chat.",
            "Pas de successeur sous ce nom\u00a0: Olmo, d’un autre éditeur, publie comme lui textes et code "
            "d’entraînement. GPT-NeoX continue un texte et ne dialogue pas.",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class ThenNow:
    """One name of a course: the model that was meant, today's of the same kind beside it, and the others of today."""

    saying: Saying
    then: PairFacts | None
    today: PairFacts | None
    others: tuple[int, ...]
    """Rows of the panorama."""


def then_now(found: Panorama) -> tuple[ThenNow, ...]:
    """A pair for each saying, in their order."""
    return tuple(_pair(found, saying) for saying in SAYINGS)


def _pair(found: Panorama, saying: Saying) -> ThenNow:
    then = found.position.get(saying.then)
    first, *others = [found.position.get(name) for name in saying.now]
    return ThenNow(
        saying,
        None if then is None else pair_facts(found, then, saying.use),
        None if first is None else pair_facts(found, first, saying.use),
        tuple(row for row in others if row is not None),
    )
