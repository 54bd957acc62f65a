"""The families of beginners’ courses: what each is good at and for, in sentences of this project, with a source."""

import datetime
from typing import Final, NamedTuple

from llmselect.text import Text

READ: Final = datetime.date(2026, 11, 29)
"""Day on which the sentences were written."""


class CourseFamily(NamedTuple):
    """One family of a beginner's course; `lineage` and `successors` are names of the catalog."""

    lineage: str
    strengths: Text
    uses: Text
    source: str
    """The paper or page that says what sets it apart."""
    successors: tuple[str, ...]
    """Models to look at today, the nearest in kind first."""
    same_name: bool = True
    """Whether those carry the family's own name."""


COURSE_FAMILIES: Final = (
    CourseFamily(
        "mistral",
        Text(
            "small models that did the work of larger ones from the start; sizes for every machine; a European maker",
            "de petits modèles capables du travail de plus grands dès l’origine\u202f; des tailles pour chaque "
            "machine\u202f; un éditeur européen",
        ),
        Text(
            "assistants in French and other European languages, summaries, code (Devstral)",
            "assistants en français et dans d’autres langues d’Europe, résumés, code (Devstral)",
        ),
        "https://arxiv.org/abs/2310.06825",
        ("ministral-3-8b-2512", "mistral-small-3.2-24b-2506", "mistral-medium-3.5-128b"),
    ),
    CourseFamily(
        "mixtral",
        Text(
            "a mixture of experts: a token passes through two of eight experts, so it writes as fast as a much smaller "
            "model, though all of it must lie in memory",
            "un mélange d’experts\u00a0: chaque jeton traverse deux experts sur huit, d’où la vitesse d’un modèle bien "
            "plus petit, mais tout doit tenir en mémoire",
        ),
        Text(
            "to understand mixtures of experts; a fine-tuning base under Apache 2.0",
            "comprendre les mélanges d’experts\u202f; base d’ajustement sous Apache 2.0",
        ),
        "https://arxiv.org/abs/2401.04088",
        ("mistral-small-4-119b-2603",),
        same_name=False,
    ),
    CourseFamily(
        "llama",
        Text(
            "the open weights that most tools, guides and fine-tuned models were built on",
            "les poids ouverts sur lesquels se sont bâtis la plupart des outils, des guides et des modèles ajustés",
        ),
        Text(
            "a well-documented base to learn and fine-tune on; general chat in English",
            "une base bien documentée pour apprendre et ajuster\u202f; dialogue général en anglais",
        ),
        "https://arxiv.org/abs/2407.21783",
        ("llama-3.3-70b-instruct", "llama-4-scout-17b-16e"),
    ),
    CourseFamily(
        "phi",
        Text(
            "very small models trained on chosen and synthetic text: strong at reasoning for their size, weak at facts",
            "de très petits modèles entraînés sur des textes choisis et synthétiques\u00a0: bons en raisonnement pour "
            "leur taille, faibles en connaissances",
        ),
        Text(
            "phones, laptops without a GPU, exercises in mathematics and logic",
            "téléphones, portables sans GPU, exercices de maths et de logique",
        ),
        "https://arxiv.org/abs/2404.14219",
        ("phi-4-mini-instruct", "phi-4"),
    ),
    CourseFamily(
        "wizardlm",
        Text(
            "other makers’ models, trained further on instructions that a model had made step by step harder",
            "des modèles d’autres éditeurs, réentraînés sur des consignes qu’un modèle a rendues de plus en plus "
            "difficiles",
        ),
        Text(
            "the history of instruction tuning; nothing new should start with it",
            "l’histoire de l’ajustement par consignes\u202f; à ne plus choisir pour un nouveau projet",
        ),
        "https://arxiv.org/abs/2304.12244",
        ("ministral-3-8b-2512", "mistral-small-4-119b-2603"),
        same_name=False,
    ),
    CourseFamily(
        "qwen",
        Text(
            "every size from a phone to a rack, many languages, reasoning that can be switched on",
            "toutes les tailles, du téléphone au serveur, de nombreuses langues, un raisonnement à la demande",
        ),
        Text(
            "local assistants, code (Qwen Coder), agents, texts in many languages",
            "assistants locaux, code (Qwen Coder), agents, textes en de nombreuses langues",
        ),
        "https://arxiv.org/abs/2505.09388",
        ("qwen3.5-9b", "qwen3.8-27b"),
    ),
    CourseFamily(
        "deepseek",
        Text(
            "large mixtures of experts with open weights, strong at reasoning and code, cheap by API",
            "de grands mélanges d’experts à poids ouverts, forts en raisonnement et en code, peu chers par API",
        ),
        Text(
            "hard reasoning and code at a low price by API; the smaller distilled ones at home",
            "raisonnement difficile et code à bas prix par API\u202f; les petits modèles distillés chez soi",
        ),
        "https://arxiv.org/abs/2501.12948",
        ("deepseek-v4-flash-0731", "deepseek-v4.1-flash"),
    ),
    CourseFamily(
        "gemma",
        Text(
            "Google’s open models for one accelerator or none, with images since Gemma 3",
            "les modèles ouverts de Google pour un seul accélérateur, ou sans, avec images depuis Gemma 3",
        ),
        Text(
            "laptops and single cards, translation, texts in French, reading images",
            "portables et cartes seules, traduction, textes en français, lecture d’images",
        ),
        "https://arxiv.org/abs/2403.08295",
        ("gemma-4-e4b-it", "gemma-4-12b-it", "gemma-4-31b-it"),
    ),
    CourseFamily(
        "codellama",
        Text(
            "Llama 2 trained further on code; completes in the middle of a file",
            "Llama 2 réentraîné sur du code\u202f; complète au milieu d’un fichier",
        ),
        Text(
            "code completion in 2023; today as a baseline to compare with",
            "la complétion de code en 2023\u202f; aujourd’hui un point de comparaison",
        ),
        "https://arxiv.org/abs/2308.12950",
        ("qwen3-coder-30b-a3b-instruct", "devstral-small-2-24b-2512"),
        same_name=False,
    ),
    CourseFamily(
        "falcon",
        Text(
            "trained mostly on filtered web pages, from the Emirates; the newer H1 mixes attention with state-space "
            "layers and takes long contexts",
            "entraînés surtout sur des pages web filtrées, aux Émirats\u202f; H1, plus récent, mêle attention et "
            "couches à espace d’états, pour de longs contextes",
        ),
        Text(
            "long texts on small machines (H1); the first ones are history",
            "longs textes sur de petites machines (H1)\u202f; les premiers appartiennent à l’histoire",
        ),
        "https://arxiv.org/abs/2311.16867",
        ("falcon-h1-7b-instruct", "falcon-h1-34b-instruct"),
    ),
    CourseFamily(
        "gpt-neox",
        Text(
            "weights, training code and training text all public: the largest such model of early 2022; it continues "
            "text and was not trained to chat",
            "poids, code et textes d’entraînement publics\u00a0: le plus grand de ce type début 2022\u202f; il "
            "continue un texte et n’a pas appris à dialoguer",
        ),
        Text(
            "teaching and research on how models are trained",
            "enseignement et recherche sur l’entraînement des modèles",
        ),
        "https://arxiv.org/abs/2204.06745",
        ("olmo-3-7b-instruct", "olmo-3.1-32b-instruct"),
        same_name=False,
    ),
    CourseFamily(
        "gpt",
        Text(
            "at or near the first ranks of most boards; tools, images and structured answers well supported",
            "aux premiers rangs de la plupart des classements, ou tout près\u202f; outils, images et réponses "
            "structurées bien pris en charge",
        ),
        Text(
            "agents, code, hard questions, where data may leave for an API",
            "agents, code, questions difficiles, quand les données peuvent partir vers une API",
        ),
        "https://arxiv.org/abs/2303.08774",
        ("openai:gpt-5.5", "openai:gpt-5-mini", "gpt-oss-20b"),
    ),
    CourseFamily(
        "claude",
        Text(
            "three or four sizes at a time; long documents, careful writing, code and agents",
            "trois ou quatre tailles à la fois\u202f; longs documents, rédaction soignée, code et agents",
        ),
        Text(
            "coding agents, long reports, where data may leave for an API",
            "agents de programmation, longs rapports, quand les données peuvent partir vers une API",
        ),
        "https://aiwiki.ai/wiki/claude_3",
        ("anthropic:claude-opus-5-5", "anthropic:claude-sonnet-5-5", "anthropic:claude-haiku-5-5"),
    ),
    CourseFamily(
        "gemini",
        Text(
            "takes text, images, sound and video together; very long contexts",
            "reçoit ensemble textes, images, sons et vidéos\u202f; contextes très longs",
        ),
        Text(
            "whole files, recordings and films in one request, where data may leave for an API",
            "dossiers entiers, enregistrements et films en une requête, quand les données peuvent partir vers une API",
        ),
        "https://arxiv.org/abs/2403.05530",
        ("google:gemini-3.1-pro-preview", "google:gemini-3.8-flash", "google:gemini-3.1-flash-lite"),
    ),
)
"""Open weights first, as courses have them."""
