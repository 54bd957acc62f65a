"""What can be wrong with a decision, as a sentence in both languages; the kinds that pydantic's errors carry."""

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from llmselect.errors import NotPossible
from llmselect.text import Labelled, Text


class CaseTrouble(Labelled):
    """A kind of fault; the label is the sentence that people read."""

    WORDS = (
        "case_words",
        Text(
            "Names and remarks need visible characters, and not too many of them (60 in a name).",
            "Les noms et les remarques demandent des caractères visibles, sans en compter trop (60 pour un nom).",
        ),
    )
    POINTS = (
        "case_points",
        Text(
            "The three reference points must be in order: unacceptable, good enough, best, each better than the last.",
            "Les trois points de référence doivent se suivre : inacceptable, suffisant, meilleur, chacun meilleur que "
            "le précédent.",
        ),
    )
    FACTORS = (
        "case_factors",
        Text(
            "On a scale by factors all reference points must be above 0.",
            "Sur une échelle par facteurs, tous les points de référence doivent dépasser 0.",
        ),
    )
    INTERVAL = (
        "case_interval",
        Text(
            "A range must be in order: low, likely, high.",
            "Une fourchette doit être dans l’ordre : basse, probable, haute.",
        ),
    )
    PARTS = (
        "case_parts",
        Text(
            "Each candidate, criterion, value and weight stands once, and weights go from 0 to 100.",
            "Chaque candidat, critère, valeur et poids figure une seule fois, et les poids vont de 0 à 100.",
        ),
    )
    SIZE = (
        "too_long",
        Text(
            "A matrix holds at most 20 candidates and 12 criteria.",
            "Une matrice compte au plus 20 candidats et 12 critères.",
        ),
    )
    FILE = (
        "case_file",
        Text("This file is not a matrix exported as JSON.", "Ce fichier n’est pas une matrice exportée en JSON."),
    )
    NUMBER = (
        "case_number",
        Text(
            "A number is missing, or is beyond what is possible.", "Un nombre manque, ou dépasse ce qui est possible."
        ),
    )


class BadCase(NotPossible):
    """A change that would leave a decision that is none; `code` for programs, `kind.label` for people."""

    code = "bad_case"

    def __init__(self, kind: CaseTrouble, detail: str = "") -> None:
        self.kind = kind
        super().__init__(f"{kind.label.en} {detail}".strip())


def trouble(kind: CaseTrouble) -> PydanticCustomError:
    """The error that a check raises inside pydantic, so that its kind is found again outside."""
    return PydanticCustomError("case_trouble", "{kind}", {"kind": str(kind)})


def bad_case(fault: ValidationError) -> BadCase:
    """The first fault, by its kind, with where it is."""
    first = fault.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return BadCase(_kind(str(first["type"]), str(first["msg"])), f"({where})" if where else "")


def _kind(type: str, message: str) -> CaseTrouble:
    match type:
        case "case_trouble":
            return CaseTrouble(message)
        case "value_error" | "string_pattern_mismatch" | "string_too_long":
            return CaseTrouble.WORDS
        case "too_long":
            return CaseTrouble.SIZE
        case "json_invalid" | "missing" | "extra_forbidden" | "model_type" | "literal_error":
            return CaseTrouble.FILE
        case _:
            return CaseTrouble.NUMBER
