"""Robustness in words: the level of a share, and the cases in which there is nothing to compare."""

from enum import Enum, StrEnum

from llmselect.text import Text

ROBUST_FROM, DEPENDS_FROM = 0.70, 0.40


class RobustnessLevel(Enum):
    """The leader's share of first places, as one of three levels."""

    ROBUST = Text("robust", "robuste")
    DEPENDS = Text("depends on your priorities", "dépend de vos priorités")
    TOO_CLOSE = Text("too close to call", "trop serré pour trancher")

    @classmethod
    def of(cls, share: float) -> "RobustnessLevel":
        """The level of a share of draws, 0 to 1."""
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
        Text("No candidate meets every requirement.", "Aucun candidat ne satisfait toutes les exigences."),
        Text(
            "Drop the requirement that excludes most, or look at the excluded models: each shows what would admit it.",
            "Retirez l’exigence qui exclut le plus, ou voyez les modèles exclus : chacun montre ce qui l’admettrait.",
        ),
    ),
    DegenerateCase.ONE_LEFT: (
        Text(
            "Only one candidate is left, so it ranks first whatever the priorities.",
            "Il ne reste qu’un candidat : il est premier quelles que soient les priorités.",
        ),
        Text("Drop a requirement to have a choice.", "Retirez une exigence pour avoir le choix."),
    ),
    DegenerateCase.NO_WEIGHT: (
        Text("No criterion has any weight, so nothing can be ranked.", "Aucun critère n’a de poids : rien à classer."),
        Text(
            "Give weight to at least one criterion, or go back to the default priorities.",
            "Donnez du poids à au moins un critère, ou revenez aux priorités par défaut.",
        ),
    ),
    DegenerateCase.ONE_CRITERION: (
        Text(
            "One criterion decides alone: its weight is certain, only its values are not.",
            "Un seul critère décide : son poids est certain, seules ses valeurs ne le sont pas.",
        ),
        Text("Give weight to a second criterion.", "Donnez du poids à un deuxième critère."),
    ),
}
