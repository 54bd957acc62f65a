"""What a licence says of a use, from free to blocked, and how well its text is known."""

from enum import StrEnum

from llmselect.text import Labelled, LabelledInt, Text


class Verdict(LabelledInt):
    """From the mildest to the hardest; of several clauses the hardest stands."""

    FREE = 0, Text("free", "libre")
    CONDITIONS = 1, Text("with conditions", "sous conditions")
    CHECK = 2, Text("check the licence", "licence à vérifier")
    """The text was not read, or what it says of this point: it may be anything from free to blocked."""
    ASK = 3, Text("ask first", "demander d’abord")
    BLOCKED = 4, Text("blocked", "bloqué")

    @property
    def mark(self) -> str:
        """A sign beside the word, so that colour is never alone."""
        return MARKS[self]

    @property
    def allows(self) -> bool:
        """Whether one may go ahead, keeping to the conditions."""
        return self <= Verdict.CONDITIONS


MARKS = {Verdict.FREE: "●", Verdict.CONDITIONS: "◐", Verdict.CHECK: "?", Verdict.ASK: "◔", Verdict.BLOCKED: "○"}
BY_NAME = {verdict.name.casefold(): verdict for verdict in Verdict}
"""As the files of facts write them."""


class EvidenceGrade(Labelled):
    """How the terms are known; below B nobody is told what the licence says."""

    A = "A", Text("A: the text was read", "A\u202f: texte lu")
    B = "B", Text("B: the clause is quoted by others", "B\u202f: clause citée par d’autres")
    C = "C", Text("C: the text was not read", "C\u202f: texte non lu")


class LicenceQuestion(StrEnum):
    """The five questions, by the field of Organisation that holds the answer."""

    IN_EU = "in_eu"
    REVENUE = "revenue_usd_per_year"
    USERS = "monthly_users"
    SERVING = "serving"
    TRAINING = "trains_on_outputs"


QUESTION_LABELS = {
    LicenceQuestion.IN_EU: Text(
        "Is your organisation in the European Union?", "Votre organisation est-elle dans l’Union européenne\u202f?"
    ),
    LicenceQuestion.REVENUE: Text(
        "What does the group earn a year?", "Quel chiffre d’affaires annuel, groupe compris\u202f?"
    ),
    LicenceQuestion.USERS: Text(
        "How many people use your products a month?", "Combien de personnes utilisent vos produits par mois\u202f?"
    ),
    LicenceQuestion.SERVING: Text("Who will use the model?", "Qui se servira du modèle\u202f?"),
    LicenceQuestion.TRAINING: Text(
        "Will its answers train another model?", "Ses réponses entraîneront-elles un autre modèle\u202f?"
    ),
}
