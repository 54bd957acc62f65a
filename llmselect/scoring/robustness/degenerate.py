"""Robustness in words: the level of a share, and the cases in which there is nothing to compare."""

from enum import Enum, StrEnum

from llmselect.text import Text

ROBUST_FROM, DEPENDS_FROM = 0.70, 0.40


class RobustnessLevel(Enum):
    """The leader's share of first places, as one of three levels."""

    ROBUST = Text("robust", "robuste")
    DEPENDS = Text("depends on you", "dépend de vous")
    TOO_CLOSE = Text("too close to call", "trop serré pour trancher")

    @classmethod
    def of(cls, share: float) -> "RobustnessLevel":
        if share >= ROBUST_FROM:
            return cls.ROBUST
        return cls.DEPENDS if share >= DEPENDS_FROM else cls.TOO_CLOSE


class DegenerateCase(StrEnum):
    """Cases in which robustness cannot be computed or means little; each with a sentence and a way out."""

    NONE_LEFT = "none_left"
    ONE_LEFT = "one_left"
    NO_WEIGHT = "no_weight"
    ONE_CRITERION = "one_criterion"

    @property
    def sentence(self) -> Text:
        return SENTENCES[self][0]

    @property
    def way_out(self) -> Text:
        return SENTENCES[self][1]


SENTENCES = {
    DegenerateCase.NONE_LEFT: (
        Text("No candidate meets every must-have.", "Aucun candidat ne remplit tous les critères éliminatoires."),
        Text(
            "Drop the must-have that excludes most, or look at the excluded: each says what would let it in.",
            "Retirez le critère éliminatoire qui écarte le plus, ou voyez les exclus : chacun dit ce qui le ferait "
            "entrer.",
        ),
    ),
    DegenerateCase.ONE_LEFT: (
        Text(
            "One candidate is left, so it comes first whatever the priorities.",
            "Il ne reste qu'un candidat : il est premier quelles que soient les priorités.",
        ),
        Text("Drop a must-have to have a choice.", "Retirez un critère éliminatoire pour avoir le choix."),
    ),
    DegenerateCase.NO_WEIGHT: (
        Text("No criterion has any weight, so nothing can be ranked.", "Aucun critère n'a de poids : rien à classer."),
        Text(
            "Give weight to at least one criterion, or go back to the default priorities.",
            "Donnez du poids à au moins un critère, ou revenez aux priorités par défaut.",
        ),
    ),
    DegenerateCase.ONE_CRITERION: (
        Text(
            "One criterion decides alone: no doubt about the weights, only about its values.",
            "Un seul critère décide : aucun doute sur les poids, seulement sur ses valeurs.",
        ),
        Text("Give weight to a second criterion.", "Donnez du poids à un deuxième critère."),
    ),
}
