"""What was typed after `recommend`, checked and turned into Settings."""

from argparse import Namespace
from dataclasses import dataclass

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.efforts import Effort, effort_named
from llmselect.catalog.standings import Use
from llmselect.command.law.law_options import with_law
from llmselect.command.machines import named_split, typed_device, typed_further
from llmselect.command.questions import OTHER_USES
from llmselect.command.runs.contradictions import check_expert_layers
from llmselect.command.runs.typed_effort import check_thoughts
from llmselect.command.typed.typed_values import built, known, named, number
from llmselect.errors import BadNumber, NotPossible, UnknownName
from llmselect.estimates.hardware.accelerator_groups import groups_of
from llmselect.estimates.hardware.devices import ordinary_host_gib
from llmselect.estimates.hardware.named_accelerators import AUTO, accelerator_option, uncounted
from llmselect.machine.detect import detect
from llmselect.machine.machine import Machine
from llmselect.machine.running_ways import RunningWay
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.matrix import weights
from llmselect.settings import (
    DEFAULT_PRIORITIES,
    USUAL,
    Costs,
    EvidenceAsked,
    GoodEnough,
    KvType,
    Ownership,
    RentedFrom,
    Requirements,
    Settings,
    Spending,
    Weight,
    Workload,
)
from llmselect.text import Language

SHORT_NAMES = {
    "thinking": "thinking_answer_s",
    "full": "fully_on_accelerator",
    "tools": "tool_use",
    "open": "open_weights",
    "privacy": "privacy_level",
    "budget": "usd_per_month",
    "ttft": "ttft_s",
    "speed": "decode_tokens_per_s",
    "retired": "include_retired",
}
"""What people type for a requirement, beside its own name."""


@dataclass(frozen=True, eq=False)
class Options:
    """A catalog and the situation to rank it for."""

    catalog: Catalog
    settings: Settings


def read_options(catalog: Catalog, given: Namespace, own: tuple[str, ...] = ()) -> Options:
    """Raises UnknownName and BadNumber, each in one sentence that says what is expected."""
    asked = with_law(read_requirements(given.require), given.data, given.organisation)
    requirements = _with_ways(_with_effort(asked, given.effort), given.without)
    check_thoughts(requirements.effort, given.thinking)
    if requirements.quantization is not None:
        catalog.quantization(requirements.quantization)  # raises UnknownName with the nearest
    use = typed_use(given.use)
    usual = USUAL[use]
    settings = Settings(
        language=named(Language, given.language, "language"),
        machine=_machine(catalog, given),
        workload=built(
            Workload,
            use=use,
            context_tokens=usual.context_tokens if given.context is None else given.context,
            prompt_tokens=usual.prompt_tokens if given.prompt is None else given.prompt,
            output_tokens=usual.output_tokens if given.output is None else given.output,
            thinking_tokens=given.thinking,
            requests_per_month=usual.requests_per_month if given.requests is None else given.requests,
            users=given.users,
            cached_share=given.cached_share,
            batch=given.batch,
            kv_type=named(KvType, given.kv, "KV cache type"),
        ),
        requirements=requirements,
        costs=typed_costs(given),
        spending=Spending(rented=tuple(given.rent)),
        priorities=read_priorities(given.priorities),
        good_enough=read_good_enough(given.good_enough),
        own=own,
    )
    return Options(catalog, settings)


def typed_use(typed: str) -> Use:
    """The use that a person means; raises UnknownName for one that does not exist."""
    return named(Use, OTHER_USES.get(typed, typed), "use")


def typed_costs(given: Namespace) -> Costs:
    """What the machine costs its owner; raises UnknownName and BadNumber."""
    return built(
        Costs,
        ownership=named(Ownership, given.ownership, "ownership"),
        rented_from=named(RentedFrom, given.rented_from, "operator of a rented machine"),
        electricity_usd_per_kwh=given.electricity,
        rental_usd_per_hour=given.rental,
        purchase_usd=given.purchase,
    )


def _machine(catalog: Catalog, given: Namespace) -> Machine:
    """Raises UnknownName for a name that the catalog lacks, NotPossible for what contradicts itself."""
    typed, count = uncounted(given.accelerator, given.count)
    name, memory_gib = accelerator_option(catalog, typed, given.memory)
    ram_gib, cores = given.ram, None
    if asks_this_computer(given):
        name, count, ram_gib, cores = _this_computer(catalog)
    accelerator = None if name is None else catalog.accelerator(name)
    machine = built(
        Machine,
        accelerator=name,
        count=count,
        memory_gib=memory_gib,
        further=typed_further(catalog, given),
        split=named_split(given.split),
        host_layers=given.host_layers,
        experts_on_host=given.experts_on_host,
        expert_host_layers=given.cpu_moe,
        reserved_gib=given.reserved,
        host_reserved_gib=given.host_reserved,
        host_bandwidth_gb_per_s=given.host_bandwidth,
        host_cores=cores if given.cores is None else given.cores,
        host_memory_gib=ordinary_host_gib(accelerator, memory_gib) if ram_gib is None else ram_gib,
    ).model_copy(update={"accelerator": name})
    device = typed_device(given.device)
    if device is not None:
        machine = machine.model_copy(update={"custom": device})
    groups_of(catalog, machine)
    check_expert_layers(catalog, machine)
    return machine


def asks_this_computer(given: Namespace) -> bool:
    """Whether nothing is said of the machine, so that it is the one that runs the command."""
    unsaid = given.ram is None and given.device is None and given.memory is None and given.count == 1
    return given.accelerator in (None, AUTO) and unsaid


def _this_computer(catalog: Catalog) -> tuple[str | None, int, float, int | None]:
    """Accelerator, number, main memory (GiB) and processor's cores of the computer that runs the command."""
    found = detect({each.name: each.memory_gib for each in catalog.file.accelerators})
    kind = next((kind for kind in found.kinds if kind.names), None)
    name, count = (kind.names[0], kind.count) if kind else (None, 1)
    return name, count, round(found.host_memory_gib, 1), found.cores


def read_good_enough(text: str | None) -> GoodEnough:
    """`latency=2s/30tps,cost=5usd/month,privacy=3,quality=80`; what is not named keeps its default.

    Raises UnknownName for another criterion, BadNumber for a value that is not understood.
    """
    fields: dict[str, object] = {}
    for part in (text or "").split(","):
        if part.strip():
            name, value = _pair(part)
            known(name, ("latency", "cost", "privacy", "quality"), "criterion with a good-enough point")
            fields |= _good_enough(name, value)
    return built(GoodEnough, **fields)


def _good_enough(name: str, value: str) -> dict[str, object]:
    if name == "latency":
        points: dict[str, object] = {}
        for part in value.split("/"):
            if not part:
                continue
            unit = "tps" if part.endswith("tps") else "s" if part.endswith("s") else None
            if unit is None:
                raise BadNumber("latency", value, "seconds, tokens per second or both, as 2s/30tps")
            points["tokens_per_s" if unit == "tps" else "wait_s"] = number("latency", part.removesuffix(unit))
        if not points:
            raise BadNumber("latency", value, "seconds, tokens per second or both, as 2s/30tps")
        return points
    if name == "cost":
        return {"usd_per_month": number("cost", value.removesuffix("usd/month"))}
    if name == "privacy":
        return {"privacy_level": number("privacy", value)}
    return {"quality": number("quality", value)}


def read_priorities(text: str | None) -> tuple[Weight, ...]:
    """`privacy=3,cost=2`: criteria that are not named weigh nothing; None keeps the defaults."""
    if text is None:
        return DEFAULT_PRIORITIES
    given = [_pair(part) for part in text.split(",") if part.strip()]
    everyones = CRITERIA.everyones
    priorities = tuple(Weight(known(name, everyones, "criterion"), number(name, value)) for name, value in given)
    if len({weight.criterion for weight in priorities}) < len(priorities):
        raise NotPossible(f"--priorities weighs a criterion twice ({text}); expected each criterion once")
    weights(priorities)
    return priorities


def read_requirements(text: str | None) -> Requirements:
    """`fits,commercial,privacy=4,no-volume`: named ones are added to the defaults, and `no-` takes one away."""
    chosen: dict[str, object] = {}
    names = [*(name for name in Requirements.model_fields if name not in ("organisation", "ways_off")), *SHORT_NAMES]
    for part in (text or "").split(","):
        if not part.strip():
            continue
        name, value = _pair(part, needed=False)
        wanted = not name.startswith("no-")
        field = known(name.removeprefix("no-"), names, "requirement")
        field = SHORT_NAMES.get(field, field)
        chosen[field] = _requirement_value(field, value, wanted)
    dropped = {field: None for field, value in chosen.items() if value is DROPPED}
    kept = {field: value for field, value in chosen.items() if value is not DROPPED}
    return built(Requirements, **kept).model_copy(update=dropped)


def _with_ways(requirements: Requirements, typed: str | None) -> Requirements:
    """The same without the ways of `--without`; raises UnknownName."""
    parts = [part.strip() for part in (typed or "").split(",") if part.strip()]
    off = {named(RunningWay, part, "way to run") for part in parts}
    return requirements.model_copy(update={"ways_off": tuple(way for way in RunningWay if way in off)})


def _with_effort(requirements: Requirements, typed: str | None) -> Requirements:
    """The same at the effort of `--effort`; raises NotPossible where `--require` asks for another."""
    if typed is None:
        return requirements
    effort = _effort(typed)
    if requirements.effort not in (None, effort):
        raise NotPossible(f"--effort asks for {effort} and --require for {requirements.effort}; expected one effort")
    return requirements.model_copy(update={"effort": effort})


def _effort(typed: str) -> Effort:
    try:
        return effort_named(typed.casefold())
    except ValueError:
        raise UnknownName("effort", typed, [str(effort) for effort in Effort], like=()) from None


DROPPED = object()
"""In place of the value of a default that `no-` takes away."""


def _requirement_value(field: str, value: str, wanted: bool) -> object:
    default = getattr(Requirements(), field)
    if field == "evidence":
        return value if wanted else EvidenceAsked.ANY
    if field == "quantization":
        return value if wanted else None
    if field == "effort":
        return _effort(value) if wanted else None
    if isinstance(default, bool):
        if value:
            raise BadNumber(field, value, "no value, as it is asked for or not")
        return wanted
    if not wanted:
        return DROPPED
    return number(field, value)


def _pair(text: str, needed: bool = True) -> tuple[str, str]:
    name, equals, value = text.strip().partition("=")
    if needed and not equals:
        raise BadNumber(f"the weight of {name.strip()}", "", f"{name.strip()}=NUMBER, as in privacy=3")
    return name.strip().casefold().replace("-", "_") if not name.startswith("no-") else name, value.strip()
