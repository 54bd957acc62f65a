"""One question of `estimate`, as a person or a program asks it: strict at the door, resolved against the catalog."""

from codecs import BOM_UTF8
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import from_json

from llmselect.catalog.architecture import Architecture
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.configs.read import read
from llmselect.catalog.efforts import Effort
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.quantizations import Quantization
from llmselect.catalog.standings import Use
from llmselect.command.machines import CustomAsked, FurtherAsked, known_further, whole
from llmselect.command.runs.contradictions import check_expert_layers, check_experts_of
from llmselect.command.runs.stored_as import StoredAs, stored_as
from llmselect.command.runs.typed_effort import effort_of_run
from llmselect.command.typed.validation_errors import refusal
from llmselect.command.user_measurements import OwnSpeedAsked
from llmselect.errors import BadFile, BadNumber, LlmselectError, NotPossible, UnknownName
from llmselect.estimates.core.candidates import known_architecture, made_for
from llmselect.estimates.core.columns import Estimate
from llmselect.estimates.core.weight_formats import nearest_formats, stand_in
from llmselect.estimates.hardware.accelerator_groups import groups_of
from llmselect.estimates.hardware.devices import ordinary_host_gib
from llmselect.estimates.hardware.named_accelerators import named_accelerator, uncounted
from llmselect.estimates.memory.engine_memory import as_kept
from llmselect.estimates.runs.calibration import check_names
from llmselect.estimates.runs.one_model import ordinary_quantization
from llmselect.estimates.runs.run import engine_of
from llmselect.estimates.runs.thoughts import NOTHING, thinking_of, usual_thoughts
from llmselect.machine.machine import Machine, Split
from llmselect.settings import Costs, KvType, Workload

ORDINARY_CONTEXT = 8192

Whole = Annotated[int, BeforeValidator(whole)]
Tokens = Annotated[Whole, Field(ge=0, le=10_000_000)]
Gigabytes = Annotated[float, Field(ge=0, le=65_536)]


OTHER_USES = {
    "chat": "general",
    "coding": "code",
    "maths": "reasoning",
    "math": "reasoning",
    "rag": "documents",
    "summaries": "documents",
    "tools": "agents",
}
"""What people type for a use, beside its own name."""


def use_named(value: object) -> object:
    """A use by the name that people type for it; anything else as it is, for pydantic to refuse."""
    return OTHER_USES.get(value, value) if isinstance(value, str) else value


class EstimateQuestion(BaseModel):
    """What would this model, stored so, take and give on this machine?"""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    model: str | None = None
    """Catalog id or Hub repository of a catalog entry."""
    config: dict[str, object] | None = None
    """Content of a Hugging Face config.json, for a model that is not in the catalog."""
    quantization: str | None = None
    """None: Q4_K_M, or what the publisher ships where the format is made for that model (gpt-oss: MXFP4)."""
    context: Annotated[Whole, Field(ge=1, le=10_000_000)] | None = None
    """None: 8,192, or what the model was made for where that is less."""
    kv: Annotated[KvType, Field(strict=False)] = KvType.F16
    use: Annotated[Use, Field(strict=False), BeforeValidator(use_named)] = Use.GENERAL
    """What the model is used for: how much of its quality a quantization keeps depends on it."""
    users: Annotated[Whole, Field(ge=1, le=1024)] = 1
    accelerator: str | None = None
    """Name in the catalog; None: the host alone."""
    count: Annotated[Whole, Field(ge=1, le=64)] = 1
    memory_gb: Annotated[float, Field(gt=0, le=65_536)] | None = None
    """Memory of one accelerator (GiB) where it differs from the catalog's."""
    ram_gb: Gigabytes | None = None
    """Memory of the host (GiB); None: 64, or the accelerator's own where its memory is the host's."""
    further: Annotated[tuple[FurtherAsked, ...], Field(max_length=4, strict=False)] = ()
    """Accelerators of other kinds beside the first."""
    custom: CustomAsked | None = None
    """A device described by hand, in place of an accelerator of the catalog."""
    split: Annotated[Split, Field(strict=False)] = Split.LAYER
    host_layers: Annotated[Whole, Field(ge=0, le=2000)] | None = None
    """Layers left to the host at least; None: as few as possible."""
    experts_on_host: bool = False
    expert_host_layers: Annotated[Whole, Field(ge=0, le=2000)] | None = None
    """Layers whose routed experts stay in main memory (llama.cpp: `--n-cpu-moe`)."""
    cpu_moe: Annotated[Whole, Field(ge=0, le=2000)] | None = None
    """The same, by the name that the command line has for it."""
    reserved_gb: Gigabytes | None = None
    """Memory of one accelerator (GiB) that the desktop and other programs keep; None: what is usual for its kind."""
    host_reserved_gb: Gigabytes = 3.0
    """Main memory (GiB) that the system and other programs keep."""
    host_cores: Annotated[Whole, Field(ge=1, le=1024)] | None = None
    """Cores of the host's processor; None: those of an ordinary host."""
    host_bandwidth_gb_per_s: Annotated[float, Field(gt=0, le=10_000)] | None = None
    prompt_tokens: Tokens = 512
    output_tokens: Tokens = 128
    measured: Annotated[tuple[OwnSpeedAsked, ...], Field(max_length=8, strict=False)] = ()
    """Speeds measured on this machine, which correct its estimates."""
    effort: Annotated[str, Field(min_length=1, max_length=20)] | None = None
    """How much the model thinks, as `off`, `on`, `low`; None: not at all where it can do without, else its default."""
    thinking_tokens: Annotated[Whole, Field(ge=0, le=1_000_000)] | None = None
    """Written before the answer; None: published ones, by use and effort."""
    requests_per_month: Annotated[Whole, Field(ge=1, le=10**10)] = 10_000
    costs: Costs = Costs()
    """What the machine costs its owner."""
    depth: Tokens = 0
    """Tokens already in the cache when the speed is told."""
    engine: Annotated[str, Field(min_length=1, max_length=80)] | None = None
    """None: the one that people usually run the quantization with."""
    file_bytes: Annotated[Whole, Field(gt=0, le=10**14)] | None = None
    """Real size of the weights' file; None: computed."""
    assume_fit: bool = False
    """Treat the accelerator as large enough."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question whose names mean something."""

    question: EstimateQuestion
    architecture: Architecture
    quantization: Quantization
    machine: Machine
    context: int
    model: LanguageModel | None = None
    """None: a config was given."""
    effort: Effort = Effort.OFF
    thinking: Estimate = NOTHING
    """Tokens of thought before the answer."""
    note: str | None = None
    """What was taken for something that is not in the catalog."""
    engine: str = "llama.cpp"
    """Program whose memory and speed are told."""

    @property
    def output_tokens(self) -> float:
        """Tokens written, thoughts included."""
        return float(self.question.output_tokens + self.thinking.likely)


def read_question(line: str | bytes) -> EstimateQuestion:
    """One JSON object; raises the LlmselectError of its first fault."""
    try:
        return EstimateQuestion.model_validate_json(line, strict=True)
    except ValidationError as fault:
        raise refusal(fault, EstimateQuestion.model_fields) from None


def resolve(catalog: Catalog, question: EstimateQuestion) -> Resolved:
    """Find what the question names; raises an LlmselectError that says what was given and what is valid."""
    architecture, model = _architecture(catalog, question)
    context = question.context or min(ORDINARY_CONTEXT, architecture.context_tokens)
    # Speeds are published beyond the limit (Llama 2 at a depth of 32k): a question for speed alone may ask for them.
    if context > architecture.context_tokens and model is not None and not question.assume_fit:
        raise BadNumber("context", context, f"at most {architecture.context_tokens}, the limit of {model.id}")
    named, architecture, note = _stored(catalog, question, architecture, model)
    quantization, stood_in = _quantization(catalog, named)
    if model is not None and not made_for(model, quantization):
        ordinary = [q.id for q in catalog.file.quantizations if made_for(model, q)]
        raise UnknownName(f"quantization of {model.id}", named, ordinary)
    machine = _machine(catalog, question, named)
    check_experts_of("this configuration" if model is None else model.id, architecture, quantization, machine)
    effort = effort_of_run(catalog, model, question.effort, question.thinking_tokens)
    thinking = _thinking(catalog, question, model, effort)
    program = question.engine or engine_of(quantization)
    kept = as_kept(architecture, program, context)
    return Resolved(
        question, kept, quantization, machine, context, model, effort, thinking, _both(stood_in, note), program
    )


def _both(*notes: str | None) -> str | None:
    return "; ".join(note for note in notes if note) or None


def _thinking(catalog: Catalog, question: EstimateQuestion, model: LanguageModel | None, effort: Effort) -> Estimate:
    """Tokens of thought before an answer at that effort."""
    if effort is Effort.OFF:
        return NOTHING
    workload = Workload(use=question.use, thinking_tokens=question.thinking_tokens)
    return usual_thoughts(workload, effort) if model is None else thinking_of(catalog, model, workload, effort)


def _architecture(catalog: Catalog, question: EstimateQuestion) -> tuple[Architecture, LanguageModel | None]:
    if (question.model is None) == (question.config is None):
        raise NotPossible("a question names either a model or a config, one of the two")
    if question.model is not None:
        model = catalog.model(question.model)
        return known_architecture(model), model
    return read(_mapping(question.config)), None


def _mapping(config: Mapping[str, object] | None) -> Mapping[str, object]:
    return config or {}


def _stored(
    catalog: Catalog, question: EstimateQuestion, architecture: Architecture, model: LanguageModel | None
) -> StoredAs:
    ordinary = ordinary_quantization(catalog, model)
    if question.config is None:
        return StoredAs(question.quantization or ordinary, architecture)
    return stored_as(catalog, question.config, architecture, question.quantization, ordinary, question.engine)


def _quantization(catalog: Catalog, name: str) -> tuple[Quantization, str | None]:
    """The quantization by its name, or the plain mix that a publisher's own recipe starts from, and says so.

    Raises UnknownName with the nearest that run on the same hardware.
    """
    try:
        return catalog.quantization(name), None
    except UnknownName:
        base = stand_in(name)
        if base is None:
            raise UnknownName("quantization", name, catalog.quantizations, nearest_formats(name)) from None
        return catalog.quantization(base), _stood_in(name, base)


def _stood_in(name: str, base: str) -> str:
    own = "; a publisher's own mix: its files differ in size from model to model (--live or --gguf reads them)"
    return f"{name} is estimated as {base}{own if name.casefold().startswith('ud-') else ''}"


def _machine(catalog: Catalog, question: EstimateQuestion, quantization: str) -> Machine:
    text, count = uncounted(question.accelerator, question.count)
    name, memory_gib = named_accelerator(catalog, text, question.memory_gb)
    accelerator = None if name is None else catalog.accelerator(name)
    machine = Machine(
        accelerator=name,
        count=count,
        memory_gib=memory_gib,
        host_memory_gib=ordinary_host_gib(accelerator, memory_gib) if question.ram_gb is None else question.ram_gb,
        assume_fit=question.assume_fit,
        custom=question.custom and question.custom.custom,
        further=tuple(known_further(catalog, each.further) for each in question.further),
        split=question.split,
        host_layers=question.host_layers,
        experts_on_host=question.experts_on_host,
        expert_host_layers=_expert_layers(question),
        reserved_gib=question.reserved_gb,
        host_reserved_gib=question.host_reserved_gb,
        host_bandwidth_gb_per_s=question.host_bandwidth_gb_per_s,
        host_cores=question.host_cores,
        measured=tuple(one.of(question.model, quantization) for one in question.measured),
    )
    groups_of(catalog, machine)
    check_names(catalog, machine)
    check_expert_layers(catalog, machine)
    return machine


def _expert_layers(question: EstimateQuestion) -> int | None:
    one, other = question.expert_host_layers, question.cpu_moe
    if one is not None and other is not None and one != other:
        raise NotPossible(f"expert_host_layers is {one} and cpu_moe {other}, two names of one thing; expected one")
    return other if one is None else one


def config_file(path: str) -> dict[str, object]:
    """The content of a config.json; raises BadFile when it cannot be read as a JSON object."""
    try:
        with open(path, "rb") as file:
            content: object = from_json(file.read(2**22).removeprefix(BOM_UTF8))
    except (OSError, ValueError) as fault:  # Python's own reader would end in a RecursionError on deep nesting
        raise BadFile(f"{path} cannot be read as JSON ({fault}); expected a Hugging Face config.json") from fault
    if not isinstance(content, dict):
        raise BadFile(f"{path} holds a JSON {type(content).__name__}; expected an object as in a config.json")
    return content  # pyright: ignore[reportUnknownVariableType]


def fault_of(error: LlmselectError) -> dict[str, object]:
    """An error as programs read it."""
    return {"error": {"code": error.code, "message": str(error)}}
