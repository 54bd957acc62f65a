"""Long texts of plain sentences with one fact hidden in them; always the same for the same length."""

import random
from typing import Final, NamedTuple

from llmselect.bench.graders.grader import Contains
from llmselect.bench.tasks.task import TaskKind, TrialTask
from llmselect.text import Language, Text

WHO: Final = (
    Text("The gardener", "Le jardinier"),
    Text("The postman", "Le facteur"),
    Text("The teacher", "L’institutrice"),
    Text("The miller", "Le meunier"),
    Text("The pharmacist", "La pharmacienne"),
    Text("The carpenter", "Le menuisier"),
)
WHAT: Final = (
    Text("walked along the canal", "a longé le canal"),
    Text("repaired an old gate", "a réparé un vieux portail"),
    Text("bought bread and apples", "a acheté du pain et des pommes"),
    Text("waited for the ferry", "a attendu le bac"),
    Text("wrote a letter to a cousin", "a écrit une lettre à un cousin"),
    Text("listened to the rain", "a écouté la pluie"),
    Text("counted the boats in the harbour", "a compté les bateaux du port"),
)
WHEN: Final = (
    Text("before sunrise", "avant le lever du soleil"),
    Text("on market day", "le jour du marché"),
    Text("after a late lunch", "après un déjeuner tardif"),
    Text("during the storm", "pendant l’orage"),
    Text("as every Thursday", "comme chaque jeudi"),
)


class Needle(NamedTuple):
    """A fact and the question about it."""

    fact: Text
    question: Text
    answer: str


NEEDLES: Final = (
    Needle(
        Text("The code of the blue safe is 4827.", "Le code du coffre bleu est 4827."),
        Text(
            "What is the code of the blue safe? Answer with it alone.",
            "Quel est le code du coffre bleu\u202f? Ne donnez que lui.",
        ),
        "4827",
    ),
    Needle(
        Text(
            "The spare key hangs behind the portrait of Ilda Renn.",
            "Le double de la clé pend derrière le portrait d’Ilda Renn.",
        ),
        Text(
            "Behind whose portrait does the spare key hang? Answer with the name alone.",
            "Derrière le portrait de qui pend le double de la clé\u202f? Ne donnez que le nom.",
        ),
        "Ilda Renn",
    ),
)
SENTENCES: Final = (100, 400)
"""Some 1,100 and 4,400 tokens."""


def long_text(language: Language, sentences: int, fact: str) -> str:
    """Plain sentences in a fixed order, with the fact after about two thirds of them."""
    dice = random.Random(sentences)

    def pick(words: tuple[Text, ...]) -> str:
        return dice.choice(words)[language is Language.FR]

    lines = [f"{pick(WHO)} {pick(WHAT)} {pick(WHEN)}." for _ in range(sentences)]
    lines.insert(2 * sentences // 3, fact)
    return " ".join(lines)


def needle_tasks() -> tuple[TrialTask, ...]:
    """One task for each language and length."""
    return tuple(
        TrialTask(
            id=f"{language}-long-{number}",
            kind=TaskKind.LONG_CONTEXT,
            language=language,
            prompt=f"{long_text(language, sentences, needle.fact[french])}\n\n{needle.question[french]}",
            max_tokens=64,
            graders=(Contains(all_of=(needle.answer,)),),
        )
        for language in Language
        for french in (int(language is Language.FR),)
        for number, (sentences, needle) in enumerate(zip(SENTENCES, NEEDLES, strict=True), 1)
    )
