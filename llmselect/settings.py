"""The situation of one user as frozen values: machine, workload, costs, requirements, priorities."""

from collections.abc import Mapping
from typing import Annotated, Final, NamedTuple, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from llmselect.catalog.efforts import Effort
from llmselect.catalog.own_file import MOST_MODELS, is_repository
from llmselect.catalog.standings import Use
from llmselect.machine.machine import Machine
from llmselect.machine.rental_terms import RentedFrom, RentedHours
from llmselect.machine.running_ways import RunningWay
from llmselect.text import Labelled, Language, Text

CONFIG = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
Tokens = Annotated[int, Field(ge=1, le=10_000_000)]


class KvType(Labelled):
    """How the key-value cache is stored."""

    F16 = "f16", Text("16 bits", "16 bits")
    Q8_0 = "q8_0", Text("8 bits", "8 bits")
    Q4_0 = "q4_0", Text("4 bits", "4 bits")


class Workload(BaseModel, frozen=True):
    """What the model is used for, and how much.

    >>> from llmselect import Workload
    >>> Workload(use="code", context_tokens=32_768).prompt_tokens
    1000
    """

    model_config = CONFIG

    use: Use = Use.GENERAL
    prompt_tokens: Tokens = 1000
    output_tokens: Tokens = 300
    thinking_tokens: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    """Tokens of thought before an answer, for every candidate that thinks; None: published ones, by use and effort."""
    context_tokens: Tokens = 8192
    """Longest conversation or document that must fit, prompt and answer together."""
    requests_per_month: Annotated[int, Field(ge=1, le=10**10)] = 10_000
    users: Annotated[int, Field(ge=1, le=1024)] = 1
    """People served at the same moment."""
    cached_share: Annotated[float, Field(ge=0, le=1)] = 0.5
    """Share of the prompt that repeats and that a provider may price as cached."""
    batch: bool = False
    """Whether answers may wait hours, for the batch price."""
    kv_type: KvType = KvType.F16

    @classmethod
    def usual(cls, use: Use) -> Self:
        """The workload that a use usually is: its prompt, answer, context and requests; all else as by default."""
        return cls(use=use, **USUAL[use]._asdict())


class UsualWorkload(NamedTuple):
    """What a use usually takes; tokens of reasoning are counted apart and are no part of the answer."""

    prompt_tokens: int
    output_tokens: int
    context_tokens: int
    requests_per_month: int


USUAL: Final[Mapping[Use, UsualWorkload]] = {
    Use.GENERAL: UsualWorkload(1000, 300, 8192, 10_000),
    Use.CODE: UsualWorkload(3000, 600, 32768, 10_000),
    Use.REASONING: UsualWorkload(1000, 600, 16384, 1000),
    Use.FRENCH: UsualWorkload(1000, 300, 8192, 10_000),
    Use.DOCUMENTS: UsualWorkload(4096, 512, 32768, 10_000),
    Use.AGENTS: UsualWorkload(20_000, 300, 65536, 10_000),
}
"""Answers: four models that reason wrote 230 to 550 tokens beside their reasoning (OpenRouter, 2025-12-04); code is
given the upper end.
Documents: the summarization case of NVIDIA's sizing guide for RAG (4,096 tokens in, 512 out), read on 2026-11-28:
docs.nvidia.com/enterprise-reference-architectures/enterprise-rag-retrieval-scaling-and-sizing-guide (methodology)
Requests: a question that is thought over is asked a tenth as often; ten thousand would keep a desktop card busy."""


class Ownership(Labelled):
    """How the machine is paid for."""

    OWNED = "owned", Text("Already mine", "Déjà à moi")
    """Already there: electricity alone."""
    BOUGHT = "bought", Text("To buy", "À acheter")
    """Bought for this: price over its life, and electricity."""
    RENTED = "rented", Text("Rented", "Louée")


class Costs(BaseModel, frozen=True):
    """Costs of the user's own machine; the page shows every default with its source."""

    model_config = CONFIG

    ownership: Ownership = Ownership.OWNED
    amortisation_months: Annotated[int, Field(ge=1, le=240)] = 36
    electricity_usd_per_kwh: Annotated[float, Field(ge=0, le=5)] = 0.2278
    """That of France, 0.2016 euros (`estimates/energy/countries.json`), at the dated rate."""
    rental_usd_per_hour: Annotated[float, Field(gt=0, le=10_000)] | None = None
    """Price of the whole machine where it is known; None: the catalog's."""
    rented_hours: RentedHours = RentedHours.ALWAYS
    rented_from: RentedFrom = RentedFrom.UNKNOWN
    purchase_usd: Annotated[float, Field(gt=0, le=10**7)] | None = None


class Currency(Labelled):
    """What amounts are typed and shown in; every price of the catalog is in dollars."""

    USD = "usd", Text("$", "$")
    EUR = "eur", Text("€", "€")


class Spending(BaseModel, frozen=True):
    """How a month's requests are spread and paid: what the page of costs adds to the workload and to `Costs`."""

    model_config = CONFIG

    currency: Currency = Currency.EUR
    usd_per_eur: Annotated[float, Field(ge=0.2, le=5)] | None = None
    """None: the dated reference rate."""
    country: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "FRA"
    """Where one's own machine draws its power, by ISO 3166-1."""
    batch_share: Annotated[float, Field(ge=0, le=1)] | None = None
    """Share of the requests that may wait hours; None: all or none, as the workload says."""
    growth_per_month: Annotated[float, Field(ge=-0.5, le=1)] = 0.0
    peak_factor: Annotated[float, Field(ge=1, le=1000)] = 4.0
    """Requests of the busiest hour in those of an average one; office hours, 8 on 22 days, are 176 of 730: four."""
    spare_machines: Annotated[int, Field(ge=0, le=64)] = 0
    people_hours_per_month: Annotated[float, Field(ge=0, le=10_000)] = 8.0
    """Hours that somebody looks after machines of one's own: an assumption of ours, a day a month."""
    usd_per_person_hour: Annotated[float, Field(ge=0, le=1000)] | None = None
    """None: the mean hourly labour cost of the European Union."""
    rented: Annotated[tuple[str, ...], Field(max_length=6)] = ()
    """Machines that the ranking rents by the hour, as `L4` or `4x H100 SXM 80GB`; none: no rented one is ranked."""


class EvidenceAsked(Labelled):
    """How well a candidate's quality must be proven to be ranked."""

    MEASURED = "measured", Text("measured for this use", "mesurée pour cet usage")
    RELATED = "related", Text("measured or related", "mesurée ou apparentée")
    ANY = "any", Text("any, also only expected", "toutes, même seulement attendues")


class GoodEnough(BaseModel, frozen=True):
    """Where the visitor stops noticing a gain; None: the default of the use, the volume and the data."""

    model_config = CONFIG

    wait_s: Annotated[float, Field(gt=0, le=3600)] | None = None
    """Until the first token of the answer, thoughts included."""
    tokens_per_s: Annotated[float, Field(gt=3, le=10_000)] | None = None
    usd_per_month: Annotated[float, Field(gt=0, le=10**9)] | None = None
    privacy_level: Annotated[int, Field(ge=1, le=7)] | None = None
    quality: Annotated[float, Field(gt=20, le=99)] | None = None
    """Points out of 100."""


class Serving(Labelled):
    """Who meets the model's answers: what a licence asks of a business depends on it."""

    RESEARCH = "research", Text("Research, teaching or a private test", "Recherche, enseignement ou essai privé")
    INTERNAL = "internal", Text("Our own people only", "Nos équipes seulement")
    PRODUCT = "product", Text("A product or service for customers", "Un produit ou service pour des clients")
    ASSISTANT = "assistant", Text("A coding or office assistant we sell", "Un assistant de code ou de bureau vendu")
    RESALE = "resale", Text("The model itself, hosted or resold", "Le modèle lui-même, hébergé ou revendu")


class Organisation(BaseModel, frozen=True):
    """What a visitor says of their organisation; None: not answered, which is neither yes nor no.

    >>> from llmselect.settings import Organisation
    >>> Organisation(in_eu=True, revenue_usd_per_year=33.9e6).serving is None
    True
    """

    model_config = CONFIG

    in_eu: bool | None = None
    """Whether it is established in the European Union."""
    revenue_usd_per_year: Annotated[float, Field(ge=0, le=10**13)] | None = None
    """Of the whole group, twelve months."""
    monthly_users: Annotated[int, Field(ge=0, le=10**10)] | None = None
    """Of all its products and services."""
    serving: Serving | None = None
    trains_on_outputs: bool | None = None
    """Whether answers of the model will train another model."""
    public_body: bool | None = None
    """Whether it is an administration, a public hospital or a public university."""
    regulated: bool = False
    """Whether the personal data falls under rules of a sector (health, for one), so that a contract must be signed."""


class Requirements(BaseModel, frozen=True):
    """Hard filters. A field that is None or False filters nothing."""

    model_config = CONFIG

    fits: bool = True
    """The candidate runs on the machine, wholly or in part."""
    fully_on_accelerator: bool = False
    commercial: bool = False
    eu: bool = False
    """The licence is open to persons and companies in the EU."""
    licensed: bool = False
    """The licence allows the use that the organisation declares, freely or with conditions."""
    eu_operator: bool = False
    """Who runs it answers to the law of an EU country; one's own machine always holds."""
    by_contract: bool = False
    """The privacy level counts as the one that a contract, a setting or an EU region reaches."""
    organisation: Organisation = Organisation()
    """What `licensed` is judged by; filters nothing by itself."""
    context: bool = True
    """The model takes the workload's context."""
    volume: bool = True
    """The machine can compute a month's requests within the month."""
    open_weights: bool = False
    served: bool = False
    """A provider runs it; the machine plays no part."""
    local: bool = False
    """Runs on the machine; no offer of a provider."""
    ways_off: Annotated[tuple[RunningWay, ...], Field(max_length=3)] = ()
    french: bool = False
    tool_use: bool = False
    image_input: bool = False
    structured_output: bool = False
    """Answers can be held to a JSON schema."""
    evidence: EvidenceAsked = EvidenceAsked.RELATED
    """What the quality of a ranked candidate rests on at least; the others stand apart, as not yet proven."""
    quantization: Annotated[str, Field(min_length=1, max_length=60)] | None = None
    """Id of the quantization that every run on the machine has to have; None: chosen for each model."""
    effort: Effort | None = None
    """How much every ranked candidate reasons; ON: at whatever level; None: each model at the effort that suits."""
    privacy_level: Annotated[int, Field(ge=0, le=7)] | None = None
    usd_per_month: Annotated[float, Field(ge=0, le=10**9)] | None = None
    ttft_s: Annotated[float, Field(gt=0, le=3600)] | None = None
    decode_tokens_per_s: Annotated[float, Field(gt=0, le=10_000)] | None = 5.0
    """Slower than people read: a visible default that may be taken away."""
    thinking_answer_s: Annotated[float, Field(gt=0, le=86_400)] | None = 300.0
    """Longest answer of a candidate that thinks, thoughts included; a visible default that may be taken away."""
    include_retired: bool = False
    include_base_models: bool = False
    include_uncensored: bool = False
    include_unpublished: bool = False
    """Runs of files that nobody is known to publish: a visible default, as one has to make them first."""
    include_below_3_bits: bool = False
    """Runs with less than 3 bits a weight: a visible default, as about one token in five differs."""

    @property
    def declared(self) -> Organisation:
        """The organisation that licences are judged for: in the EU where `eu` is asked and nothing else is answered."""
        if self.eu and self.organisation.in_eu is None:
            return self.organisation.model_copy(update={"in_eu": True})
        return self.organisation


class Weight(NamedTuple):
    """Weight of one criterion, 0 or more, on any scale: only the proportions count."""

    criterion: str
    value: float


def _each_once(repositories: tuple[str, ...]) -> tuple[str, ...]:
    once = {name.casefold() for name in repositories if is_repository(name)}
    if len(once) < len(repositories):
        raise ValueError("expected each repository once, as owner/name")
    return repositories


DEFAULT_PRIORITIES = (Weight("privacy", 3.0), Weight("cost", 3.0), Weight("latency", 3.0), Weight("quality", 5.0))


class Settings(BaseModel, frozen=True):
    """One user's situation; the same settings and catalog always give the same answer.

    >>> from llmselect import Machine, Settings, Workload
    >>> settings = Settings(machine=Machine(accelerator="RTX 4090"), workload=Workload(users=4))
    >>> settings.requirements.fits
    True
    """

    model_config = CONFIG

    language: Language = Language.EN
    machine: Machine = Machine()
    workload: Workload = Workload()
    requirements: Requirements = Requirements()
    costs: Costs = Costs()
    spending: Spending = Spending()
    priorities: tuple[Weight, ...] = DEFAULT_PRIORITIES
    good_enough: GoodEnough = GoodEnough()
    own: Annotated[tuple[str, ...], Field(max_length=MOST_MODELS), AfterValidator(_each_once)] = ()
    """Repositories of the models that the visitor added; each is read where the settings are used."""
    todays_standings: bool = False
    """Quality with the leaderboards of the day on which the settings are used, in place of the catalog's own."""
