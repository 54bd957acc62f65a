"""One word for one thing, in both languages: dropped words stay out of messages, labels and long texts."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from llmselect.text import Language, messages

HOUSE = Path(__file__).parents[1]
EN, FR = Language.EN, Language.FR
DROPPED = (
    (EN, r"must-haves?", "requirement", "Must-haves"),
    (EN, r"has no place|have no place|without a place", "is excluded", "One model has no place."),
    (EN, r"\bplaces?\b", "rank", "Place now"),
    (EN, r"sureness", "robustness", "How sureness is counted"),
    (EN, r"how sure (is|this|that)", "how robust", "How sure is this?"),
    (EN, r"(points|grade|quality|\}|\d) of (100|4|7)\b", "out of 100", "points of 100"),
    (EN, r"speaks? for", "is relevant to", "benchmarks that speak for this use"),
    (EN, r"on record", "in the catalog, known", "no speed is on record"),
    (EN, r"\btold\b|\btells?\b", "stated, given", "licence not told"),
    (EN, r"taken for granted|\bare taken\b|\btaken as\b", "assumed", "what was taken for granted"),
    (
        EN,
        r"this is what I found|\bI (type|say|measured)\b",
        "the impersonal form",
        "**This is what I found: correct it**",
    ),
    (EN, r"tokens of thought|\bof thought\b|\bthinks?\b", "reasoning tokens, reasons", "Tokens of thought"),
    (EN, r"whiskers?", "error bars", "Whiskers are the ranges"),
    (EN, r"foretold", "predicted", "Foretold without any score"),
    (EN, r"would let (it|each) in|let in", "would admit", "What would let it in"),
    (EN, r"for want of", "excluded by", "{count} for want of: {what}"),
    (EN, r"(ordinary|EU) interface|call of the interface", "API", "Ordinary interface"),
    (EN, r"processor contract", "data-processing agreement", "a processor contract"),
    (EN, r"processor alone", "processor only", "processor alone"),
    (EN, r"served only", "API only", "Served only"),
    (EN, r"\bas fitted\b", "all data", "As fitted"),
    (EN, r"(takes?|need) no more questions", "accepts no more requests", "the Hub takes no more questions"),
    (
        EN,
        r"a (second|month|year|day) (and|at least)|(tokens|hours|USD|requests) a (second|month|hour)",
        "per",
        "{has} tokens a second",
    ),
    (FR, r"modèles? de langue", "modèle de langage", "un modèle de langue"),
    (FR, r"critères? éliminatoires?", "exigence", "Critères éliminatoires"),
    (
        FR,
        r"(respect|rempli)\w* (tou|vos|les exig|chaque)",
        "satisfaire",
        "Aucun candidat ne respecte tous les critères",
    ),
    (FR, r"\bsûreté\b", "robustesse, fiabilité", "Calcul de la sûreté"),
    (FR, r"\bplages?\b", "fourchette (estimation), intervalle (statistique)", "une plage"),
    (FR, r"large marge|sa marge|^marge$", "fourchette", "un modèle à large marge"),
    (FR, r"jetons de réflexion|\bréfléchi\w*", "jetons de raisonnement, raisonner", "Jetons de réflexion"),
    (FR, r"(lecture|lire|part|jetons|lots?) (de la|votre|de|des) requêtes?\b", "prompt", "Part de la requête"),
    (FR, r"requêtes? (longues?|courtes?|difficiles?)", "prompt", "requêtes longues"),
    (FR, r"n['’](a|ont) pas de place|\bsans place\b|^place \{", "exclu, rang", "{n} modèles n'ont pas de place"),
    (FR, r"\bparlent? (de|pour)\b", "concerner", "{n} scores parlent de votre usage"),
    (FR, r"moustaches?", "barres d’erreur", "Les moustaches"),
    (FR, r"mentions? j['’]aime$", "J’aime", "Mentions j'aime"),
    (FR, r"(?<!puce )(?<!puces )graphiques? intégr", "puce graphique intégrée", "Graphique intégré"),
    (FR, r"(faute de|pour \d+ fois d['’]aujourd)", "exclu par", "{count} faute de : {what}"),
    (FR, r"servie?s? seulement", "par API seulement", "servi seulement"),
    (FR, r"\btourne(nt|rait)?\b", "s’exécuter", "Tourne sur ma machine"),
    (FR, r"API ordinaire", "API standard", "API ordinaire"),
)
"""Language, pattern that is not said any more, what is said instead, and a sentence that was dropped for it."""


@cache
def spoken():
    """Every text of the interface, with where it is: messages (long ones among them) and Text constants."""
    found = [(key, EN, text.en) for key, text in messages().items()]
    found += [(key, FR, text.fr) for key, text in messages().items()]
    for file in sorted((HOUSE / "llmselect").rglob("*.py")):
        calls = (node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call))
        for call in (call for call in calls if ast.unparse(call.func) == "Text" and len(call.args) == 2):
            words = zip(Language, call.args, strict=True)
            where = f"{file.relative_to(HOUSE)}:{call.lineno}"
            found += [
                (where, language, word.value)
                for language, word in words
                if isinstance(word, ast.Constant) and isinstance(word.value, str)
            ]
    return [(where, language, without_names(text)) for where, language, text in found]


def without_names(text):
    """The names of blanks are the code's, not the reader's."""
    return re.sub(r"\{\w+\}", "{}", text)


@pytest.mark.parametrize(("language", "dropped", "instead", "example"), DROPPED, ids=[each[-1] for each in DROPPED])
def test_dropped_words_stay_out(language, dropped, instead, example):
    word = re.compile(dropped, re.IGNORECASE)
    assert word.search(without_names(example)), "the pattern must find what it was written against"
    wrong = [(where, text) for where, said_in, text in spoken() if said_in is language and word.search(text)]
    assert wrong == [], f"say {instead}"
