"""Eight questions that European companies ask, each as settings and a model to look at."""

from dataclasses import dataclass

from llmselect.estimates.cost.currency import Currency, in_usd
from llmselect.law.data_kinds import DataKind, with_kind
from llmselect.settings import Organisation, Requirements, Serving, Settings
from llmselect.text import Text

MILLION = 1e6


@dataclass(frozen=True, slots=True)
class TypicalQuestion:
    """One question with the answers that it stands for."""

    id: str
    label: Text
    question: Text
    kind: DataKind
    organisation: Organisation
    model: str
    """Id of the model whose licence the question is about."""

    def asked(self, settings: Settings) -> Settings:
        """The settings of this case; what it does not speak of stays."""
        requirements = settings.requirements.model_copy(update={"organisation": self.organisation})
        return settings.model_copy(update={"requirements": with_kind(requirements, self.kind)})

    def stands(self, requirements: Requirements) -> bool:
        """Whether the settings are those of this question."""
        return with_kind(requirements.model_copy(update={"organisation": self.organisation}), self.kind) == requirements


def _company(
    millions_eur: float | None = 5,
    users: int | None = 1000,
    serving: Serving = Serving.INTERNAL,
    *,
    trains: bool = False,
    in_eu: bool = True,
) -> Organisation:
    revenue = None if millions_eur is None else in_usd(millions_eur * MILLION, Currency.EUR)
    return Organisation(
        in_eu=in_eu, revenue_usd_per_year=revenue, monthly_users=users, serving=serving, trains_on_outputs=trains
    )


TYPICAL_QUESTIONS: tuple[TypicalQuestion, ...] = (
    TypicalQuestion(
        "personal",
        Text("Personal data", "Données personnelles"),
        Text(
            "May we send our customers’ personal data to a model?",
            "Pouvons-nous confier des données personnelles de clients à un modèle\u202f?",
        ),
        DataKind.PERSONAL,
        _company(serving=Serving.PRODUCT),
        "mistral-small-3.2-24b-2506",
    ),
    TypicalQuestion(
        "health",
        Text("Health data", "Données de santé"),
        Text("May a model read health data?", "Un modèle peut-il lire des données de santé\u202f?"),
        DataKind.REGULATED,
        _company(serving=Serving.PRODUCT).model_copy(update={"regulated": True}),
        "gpt-oss-120b",
    ),
    TypicalQuestion(
        "public_body",
        Text("Public body", "Organisme public"),
        Text("What may a public body use?", "Que peut utiliser un organisme public\u202f?"),
        DataKind.PERSONAL,
        _company(0, 100_000, Serving.PRODUCT).model_copy(update={"public_body": True}),
        "llama-3.3-70b-instruct",
    ),
    TypicalQuestion(
        "reseller",
        Text("Reseller", "Revendeur"),
        Text("May we host a model and resell it?", "Pouvons-nous héberger un modèle et le revendre\u202f?"),
        DataKind.INTERNAL,
        _company(100, 200_000, Serving.RESALE),
        "kimi-k3",
    ),
    TypicalQuestion(
        "revenue",
        Text("30 M€ revenue", "30 M€ de chiffre d’affaires"),
        Text(
            "We make 30 million euros a year: which licences exclude us?",
            "Nous faisons 30 millions d’euros par an\u202f: quelles licences nous excluent\u202f?",
        ),
        DataKind.INTERNAL,
        _company(30, 50_000, Serving.PRODUCT),
        "lfm2-8b-a1b",
    ),
    TypicalQuestion(
        "derived",
        Text("Derived model", "Modèle dérivé"),
        Text("Which licence binds a derived model?", "Quelle licence s’applique à un modèle dérivé\u202f?"),
        DataKind.INTERNAL,
        _company(serving=Serving.PRODUCT),
        "deepseek-r1-distill-llama-70b",
    ),
    TypicalQuestion(
        "training",
        Text("Training on outputs", "Entraîner sur les réponses"),
        Text(
            "May we train our own model on a model’s answers?",
            "Pouvons-nous entraîner notre modèle sur les réponses d’un autre\u202f?",
        ),
        DataKind.INTERNAL,
        _company(trains=True),
        "llama-3-70b-instruct",
    ),
    TypicalQuestion(
        "users",
        Text("More than 700 M users", "Plus de 700 M d’utilisateurs"),
        Text(
            "Our products have 750 million users a month: what changes?",
            "Nos produits ont 750 millions d’utilisateurs par mois\u202f: qu’est-ce qui change\u202f?",
        ),
        DataKind.INTERNAL,
        _company(20_000, 750_000_000, Serving.PRODUCT),
        "llama-3.1-70b-instruct",
    ),
)
BY_QUESTION = {question.id: question for question in TYPICAL_QUESTIONS}
