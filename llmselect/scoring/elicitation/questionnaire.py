"""Five questions that a person can answer in fifteen seconds: views on the settings, which each answer changes."""

from collections.abc import Mapping
from dataclasses import dataclass

from llmselect.catalog.standings import Use
from llmselect.errors import UnknownName
from llmselect.estimates.privacy import PrivacyLevel
from llmselect.machine.machine import Machine
from llmselect.settings import USUAL, Requirements, Settings, Weight
from llmselect.text import Language, Text

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
    told_by: tuple[str, ...]
    """Fields of the settings, as `workload.use`, that tell which answer stands; the others may be changed freely."""


def _data(id: str, label: Text, level: int | None, weight: float) -> SetupAnswer:
    return SetupAnswer(id, label, {"requirements": {"privacy_level": level}}, (Weight("privacy", weight),))


def _use(label: Text, use: Use, **required: bool) -> SetupAnswer:
    usual = USUAL[use]._asdict()
    del usual["requests_per_month"]  # has a question of its own
    workload = {"use": use, **usual}
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
            _data("personal", Text("Personal", "Personnelles"), 3, 6.0),
            _data(SECRET, Text("Secret (stays here)", "Secrètes"), 6, 8.0),
        ),
        "internal",
        ("requirements.privacy_level",),
    ),
    SetupQuestion(
        "use",
        Text("What will you use it for?", "Pour quel usage ?"),
        (
            _use(Text("Writing, Q&A", "Rédaction"), Use.GENERAL),
            _use(Text("Code", "Code"), Use.CODE),
            _use(Text("Reasoning", "Raisonnement"), Use.REASONING),
            _use(Text("French", "Français"), Use.FRENCH, french=True),
            _use(Text("Documents", "Documents"), Use.DOCUMENTS),
            _use(Text("Agents", "Agents"), Use.AGENTS, tool_use=True),
        ),
        "general",
        ("workload.use",),
    ),
    SetupQuestion(
        "volume",
        Text("How many requests a day?", "Combien de requêtes par jour ?"),
        (
            _volume("prototype", Text("50 (trial)", "50 (essai)"), 50, 1),
            _volume("team", Text("600 (team)", "600 (équipe)"), 600, 1),
            _volume("company", Text("6,000", "6 000"), 6000, 4),
            _volume("product", Text("100,000", "100 000"), 100_000, 32),
        ),
        "prototype",
        ("workload.requests_per_month",),
    ),
    SetupQuestion(
        "machine",
        Text("On which machine?", "Sur quelle machine ?"),
        (
            _machine(NO_MACHINE, Text("None: by API", "Aucune : par API"), None, 8, served=True),
            _machine("laptop", Text("A laptop without a graphics card", "Un portable sans carte graphique"), None, 16),
            _machine("mac", Text("A Mac, 24 GB", "Un Mac, 24 Go"), "Apple M4 Pro 16-core", 24, 24),
            _machine("card_16", Text("A PC, 16 GB card", "Un PC, carte de 16 Go"), "RTX 4060 Ti 16GB", 32),
            _machine("card_24", Text("A PC, 24 GB card", "Un PC, carte de 24 Go"), "RTX 4090", 64),
            _machine("server", Text("A server, 80 GB card", "Un serveur, carte de 80 Go"), "H100 SXM 80GB", 256),
            SetupAnswer(MINE, Text("My own machine…", "Ma machine…"), {}),
        ),
        "laptop",
        ("machine", "requirements.served"),
    ),
    SetupQuestion(
        "whom",
        Text("For whom?", "Pour qui ?"),
        (
            _whom("myself", Text("Myself", "Moi-même"), commercial=False, eu=False),
            _whom("company", Text("Company outside the EU", "Entreprise hors UE"), commercial=True, eu=False),
            _whom(
                "eu_company",
                Text("EU company", "Entreprise de l’UE"),
                commercial=True,
                eu=True,
            ),
        ),
        "myself",
        ("requirements.commercial", "requirements.eu"),
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


def first_visit(language: Language) -> Settings:
    """The settings before anything is answered: the default of every question, an ordinary laptop among them."""
    return settings_of({}, Settings(language=language))


def answered(settings: Settings, question: str, answer: str) -> Settings:
    """The settings with this answer: what other answers to the question ask for is taken back first.

    Raises UnknownName for a question or an answer that does not exist.
    """
    if question not in BY_ID:
        raise UnknownName("question", question, BY_ID)
    asked = BY_ID[question]
    touched = {field for each in asked.answers for field in each.changes.get("requirements", ())}
    usual = {field: getattr(Requirements(), field) for field in touched}
    cleared = settings.model_copy(update={"requirements": settings.requirements.model_copy(update=usual)})
    return _applied(cleared, _answer(asked, answer))


def answer_of(question: SetupQuestion, settings: Settings) -> str | None:
    """Id of the answer that the settings stand for; None where they stand for none, such as 700 requests a day."""
    given = next((each.id for each in question.answers if _stands(question, each, settings)), None)
    own = MINE if any(each.id == MINE for each in question.answers) else None
    return given or own


def _stands(question: SetupQuestion, answer: SetupAnswer, settings: Settings) -> bool:
    if answer.id == MINE:
        return False
    if answer.id == NO_MACHINE:
        return settings.requirements.served
    then = answered(settings, question.id, answer.id)
    return all(_field(settings, path) == _field(then, path) for path in question.told_by)


def _field(settings: Settings, path: str) -> object:
    value: object = settings
    for name in path.split("."):
        value = getattr(value, name)
    return value


def contradiction(settings: Settings) -> Text | None:
    """Why no candidate can ever meet these settings, and the way out; None where they do not contradict each other."""
    asked = settings.requirements
    secret = asked.privacy_level is not None and asked.privacy_level >= PrivacyLevel.OWN_SERVER
    return STAYS_NOWHERE if secret and asked.served else None


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
