"""Five questions that a person can answer in fifteen seconds, and the settings that each answer stands for."""

from collections.abc import Mapping
from dataclasses import dataclass

from llmselect.catalog.standings import Use
from llmselect.errors import UnknownName
from llmselect.machine.machine import Machine
from llmselect.settings import USUAL, Settings, Weight
from llmselect.text import Text

DAYS_PER_MONTH = 30
Changes = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class SetupAnswer:
    """One answer: its words, and what it changes, part by part (`requirements`, `workload`, ...)."""

    id: str
    label: Text
    changes: Changes
    priorities: tuple[Weight, ...] = ()
    machine: Machine | None = None
    """None leaves the visitor's own."""


@dataclass(frozen=True, slots=True)
class SetupQuestion:
    """One question with its answers, and the one that is taken until somebody chooses."""

    id: str
    label: Text
    answers: tuple[SetupAnswer, ...]
    default: str


def _data(id: str, label: Text, level: int | None, weight: float) -> SetupAnswer:
    return SetupAnswer(id, label, {"requirements": {"privacy_level": level}}, (Weight("privacy", weight),))


def _use(label: Text, use: Use, **required: bool) -> SetupAnswer:
    workload = {"use": use, **USUAL[use]._asdict()}
    return SetupAnswer(use.value, label, {"workload": workload, "requirements": required})


def _volume(id: str, label: Text, per_day: int, users: int) -> SetupAnswer:
    return SetupAnswer(id, label, {"workload": {"requests_per_month": per_day * DAYS_PER_MONTH, "users": users}})


def _machine(
    id: str, label: Text, accelerator: str | None, ram_gib: float, memory_gib: float | None = None, **required: bool
) -> SetupAnswer:
    machine = Machine(accelerator=accelerator, memory_gib=memory_gib, host_memory_gib=ram_gib)
    return SetupAnswer(id, label, {"requirements": required}, machine=machine)


def _whom(id: str, label: Text, *, commercial: bool, eu: bool) -> SetupAnswer:
    return SetupAnswer(id, label, {"requirements": {"commercial": commercial, "eu": eu}})


MINE = "mine"
NO_MACHINE = "none"
NO_MACHINE_USED = Text("A provider's machines", "Machines d’un fournisseur")
SECRET = "secret"

STAYS_NOWHERE = Text(
    "Data that must not leave needs a machine of your own: choose a machine, or treat the data as "
    "personal rather than secret.",
    "Des données qui ne doivent pas sortir demandent une machine à vous : choisissez une machine, ou "
    "considérez-les comme personnelles plutôt que secrètes.",
)

QUESTIONS: tuple[SetupQuestion, ...] = (
    SetupQuestion(
        "data",
        Text("How private is the data?", "Quelles données lui confierez-vous ?"),
        (
            _data("public", Text("Public", "Publiques"), None, 1.0),
            _data("internal", Text("Internal", "Internes"), 2, 3.0),
            _data("personal", Text("Personal (GDPR)", "Personnelles (RGPD)"), 3, 6.0),
            _data(SECRET, Text("Secret: nothing leaves", "Secrètes : rien ne sort"), 6, 8.0),
        ),
        "internal",
    ),
    SetupQuestion(
        "use",
        Text("What will you use it for?", "Pour quel usage ?"),
        (
            _use(Text("Writing, Q&A", "Rédaction, questions"), Use.GENERAL),
            _use(Text("Code", "Code"), Use.CODE),
            _use(Text("Reasoning, maths", "Raisonnement, maths"), Use.REASONING),
            _use(Text("French text", "Textes en français"), Use.FRENCH, french=True),
            _use(Text("Documents, summaries", "Documents, résumés"), Use.DOCUMENTS),
            _use(Text("Agents, tools", "Agents, outils"), Use.AGENTS, tool_use=True),
        ),
        "general",
    ),
    SetupQuestion(
        "volume",
        Text("How many requests a day?", "Combien de requêtes par jour ?"),
        (
            _volume("prototype", Text("50: a trial", "50 : un essai"), 50, 1),
            _volume("team", Text("600: a team", "600 : une équipe"), 600, 1),
            _volume("company", Text("6,000: a company", "6 000 : une entreprise"), 6000, 4),
            _volume("product", Text("100,000: a product", "100 000 : un produit"), 100_000, 32),
        ),
        "team",
    ),
    SetupQuestion(
        "machine",
        Text("On which machine?", "Sur quelle machine ?"),
        (
            _machine(NO_MACHINE, Text("None: use an API", "Aucune : par API"), None, 8, served=True),
            _machine("laptop", Text("A laptop", "Un ordinateur portable"), None, 16),
            _machine("mac", Text("A Mac, 24 GB", "Un Mac, 24 Go"), "Apple M4 Pro 16-core", 24, 24),
            _machine("card_16", Text("A PC, 16 GB card", "Un PC, carte de 16 Go"), "RTX 4060 Ti 16GB", 32),
            _machine("card_24", Text("A PC, 24 GB card", "Un PC, carte de 24 Go"), "RTX 4090", 64),
            _machine("server", Text("A server, 80 GB card", "Un serveur, carte de 80 Go"), "H100 SXM 80GB", 256),
            SetupAnswer(MINE, Text("My own machine…", "Ma machine…"), {}),
        ),
        "card_16",
    ),
    SetupQuestion(
        "whom",
        Text("For whom?", "Pour qui ?"),
        (
            _whom("myself", Text("Myself", "Moi-même"), commercial=False, eu=False),
            _whom(
                "company", Text("A company outside the EU", "Une entreprise hors de l’UE"), commercial=True, eu=False
            ),
            _whom(
                "eu_company",
                Text("An EU company or public body", "Une entreprise ou administration de l’UE"),
                commercial=True,
                eu=True,
            ),
        ),
        "eu_company",
    ),
)
BY_ID = {question.id: question for question in QUESTIONS}
DEFAULTS = {question.id: question.default for question in QUESTIONS}


def settings_of(answers: Mapping[str, str], base: Settings) -> Settings:
    """The settings that these answers stand for; a question without an answer takes its default.

    Language and costs stay those of `base`, and its machine where the answer is the visitor's own. All else is new.
    Raises UnknownName for a question or an answer that does not exist.
    """
    settings = Settings(language=base.language, costs=base.costs, machine=base.machine, own=base.own)
    for answer in chosen(answers):
        settings = _applied(settings, answer)
    return settings


def contradiction(answers: Mapping[str, str]) -> Text | None:
    """Why no candidate can ever meet these answers, and the way out; None where they do not contradict each other."""
    given = {**DEFAULTS, **answers}
    return STAYS_NOWHERE if (given["data"], given["machine"]) == (SECRET, NO_MACHINE) else None


def chosen(answers: Mapping[str, str]) -> tuple[SetupAnswer, ...]:
    """The answer to each question, in their order; raises UnknownName as `settings_of` does."""
    for given in answers:
        if given not in BY_ID:
            raise UnknownName("question", given, BY_ID)
    return tuple(_answer(question, answers.get(question.id, question.default)) for question in QUESTIONS)


def _answer(question: SetupQuestion, given: str) -> SetupAnswer:
    by_id = {answer.id: answer for answer in question.answers}
    if given not in by_id:
        raise UnknownName(f"answer to {question.id!r}", given, by_id)
    return by_id[given]


def _applied(settings: Settings, answer: SetupAnswer) -> Settings:
    changed: dict[str, object] = {
        part: getattr(settings, part).model_copy(update=dict(fields)) for part, fields in answer.changes.items()
    }
    if answer.machine is not None:
        changed["machine"] = answer.machine
    if answer.priorities:
        new = {weight.criterion: weight for weight in answer.priorities}
        changed["priorities"] = tuple(new.get(weight.criterion, weight) for weight in settings.priorities)
    return settings.model_copy(update=changed)
