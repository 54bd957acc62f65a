"""Whether the records of a catalog agree with each other: order, unique ids, references, intervals."""

from bisect import bisect_right, insort
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from llmselect.catalog.accelerators import Accelerator
from llmselect.catalog.catalog import CatalogFile
from llmselect.catalog.faults import Fault
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.offers import FirstCall, Offer, Provider
from llmselect.catalog.quantizations import Quantization
from llmselect.catalog.record import Record
from llmselect.catalog.standings import Standing
from llmselect.catalog.thinking import OFF, ON, Reasoning
from llmselect.errors import nearest


class RecordEntry(NamedTuple):
    """A record and its place in its list."""

    position: int
    record: Record


Shelf = Mapping[str, Sequence[RecordEntry]]
"""The readable records of each list of the file."""
Names = Mapping[str, frozenset[str]]
"""The ids of each list, those of unreadable records too."""


class Reference(NamedTuple):
    """A field that holds the id of another record."""

    source: str
    field: str
    target: str


REFERENCES = (
    Reference("models", "licence", "licences"),
    Reference("models", "open_model", "models"),
    Reference("models", "alias_of", "models"),
    Reference("models", "native_quantization", "quantizations"),
    Reference("offers", "model", "models"),
    Reference("offers", "provider", "providers"),
    Reference("standings", "model", "models"),
    Reference("standings", "benchmark", "benchmarks"),
)


def key_of(record: Record) -> tuple[str, ...]:
    """What a list is sorted by: the id, an accelerator's name, or all that tells two standings apart."""
    if isinstance(record, Standing):
        day = record.date.isoformat()
        return (record.benchmark, record.model, record.variant, record.name_in_source, day, f"{record.score:010.3f}")
    return (getattr(record, "name" if isinstance(record, Accelerator) else "id"),)


def shelf_of(file: CatalogFile) -> tuple[Shelf, Names]:
    """The lists of a file that was read without faults."""
    lists: dict[str, Sequence[Record]] = {
        name: getattr(file, name) for name in CatalogFile.model_fields if name != "schema_version"
    }
    shelf = {name: [RecordEntry(*one) for one in enumerate(records)] for name, records in lists.items()}
    return shelf, {name: frozenset(title_of(record) for record in records) for name, records in lists.items()}


def disagreements(shelf: Shelf, names: Names) -> Iterator[Fault]:
    """Every place where two records, or two fields of one, contradict each other."""
    for field, entries in shelf.items():
        yield from _out_of_order(field, entries)
    for reference in REFERENCES:
        yield from _dangling(reference, shelf.get(reference.source, ()), names)
    yield from _chains(shelf.get("models", ()))
    for field, entries in shelf.items():
        yield from _clashes(field, entries)
    for field, entries in shelf.items():
        for entry in entries:
            for check in CHECKS.get(type(entry.record), ()):
                yield from (
                    Fault(f"{field}.{entry.position}.{key} ({title_of(entry.record)})", sentence)
                    for key, sentence in check(entry.record)
                )


def title_of(record: Record) -> str:
    """What a record is called in a path."""
    if isinstance(record, Standing):
        return f"{record.model} on {record.benchmark}"
    return str(key_of(record)[0])


def _out_of_order(field: str, entries: Sequence[RecordEntry]) -> Iterator[Fault]:
    keys = [key_of(entry.record) for entry in entries]
    if all(one < other for one, other in pairwise(keys)):
        return
    before: list[tuple[tuple[str, ...], str]] = []
    for entry, key in zip(entries, keys, strict=True):
        name = title_of(entry.record)
        path = f"{field}.{entry.position} ({name})"
        place = bisect_right(before, key, key=lambda seen: seen[0])
        if place and before[place - 1][0] == key:
            yield Fault(path, f"`{name}` is here twice; remove one")
        elif place < len(before):
            yield Fault(path, f"the list is sorted; move `{name}` before `{before[place][1]}`")
        insort(before, (key, name), key=lambda seen: seen[0])


def _dangling(reference: Reference, entries: Sequence[RecordEntry], names: Names) -> Iterator[Fault]:
    valid = names.get(reference.target, frozenset[str]())
    for position, record in entries:
        given = getattr(record, reference.field)
        if given is None or given in valid:
            continue
        close = nearest(given, sorted(valid))
        hint = f"the nearest are {', '.join(close)}" if close else "nothing there has a like name"
        yield Fault(
            f"{reference.source}.{position}.{reference.field} ({title_of(record)})",
            f"`{given}` is not in {reference.target}; {hint}",
        )


def _clashes(field: str, entries: Sequence[RecordEntry]) -> Iterator[Fault]:
    """A name, whatever its capitals, finds one record; a second one would never be found by it."""
    owners: dict[str, str] = {}
    for position, record in entries:
        title = title_of(record)
        for name in _names_of(record):
            owner = owners.setdefault(name.casefold(), title)
            if owner != title:
                yield Fault(
                    f"{field}.{position} ({title})", f"`{name}` already finds `{owner}`; give each its own name"
                )


def _names_of(record: Record) -> tuple[str, ...]:
    match record:
        case LanguageModel():
            return (record.id, record.hub_repo) if record.hub_repo else (record.id,)
        case Quantization():
            return (record.id, *record.aliases)
        case Accelerator():
            return (record.name,)
        case _:
            return ()


def _chains(entries: Sequence[RecordEntry]) -> Iterator[Fault]:
    """A name must lead to its weights in one step, or they would be ranked and measured twice."""
    models = {record.id: record for _, record in entries if isinstance(record, LanguageModel)}
    for position, record in entries:
        target = models.get(record.weights) if isinstance(record, LanguageModel) else None
        if target is not None and target.weights != target.id:
            path = f"models.{position}.open_model ({title_of(record)})"
            yield Fault(path, f"`{target.id}` is itself another name; write the `{target.weights}` that it stands for")


Problem = tuple[str, str]
THINKS = (Reasoning.OPTIONAL, Reasoning.ALWAYS)


def _of_model(model: LanguageModel) -> Iterator[Problem]:
    total, active = model.total_parameters, model.active_parameters
    if total is not None and active is not None and active > total:
        yield "active_parameters", f"{active:g} is more than all {total:g}; check which is which"
    for field in ("open_model", "alias_of"):
        if getattr(model, field) == model.id:
            yield field, "a model cannot be another name of itself; leave the key out"
    yield from _of_effort(model)


def _of_effort(model: LanguageModel) -> Iterator[Problem]:
    efforts, default, thinks = model.efforts, model.default_effort, model.reasoning in THINKS
    if (efforts or default or model.effort_switch) and not thinks:
        yield "reasoning", f"`{model.reasoning}` has no levels and no switch; correct it, or leave those keys out"
    elif model.reasoning is Reasoning.ALWAYS and OFF in efforts:
        yield "efforts", f"`{OFF}` is a level of a model that thinks on demand; make reasoning `optional`"
    elif model.reasoning is Reasoning.OPTIONAL and efforts and efforts[0] != OFF:
        yield "efforts", f"a model that thinks on demand has the level `{OFF}`; put it first"
    if default is not None and default not in (efforts or (OFF, ON)):
        yield "default_effort", f"`{default}` is not one of {', '.join(efforts or (OFF, ON))}"


def _of_provider(provider: Provider) -> Iterator[Problem]:
    if provider.best_privacy_level < provider.privacy_level:
        yield (
            "best_privacy_level",
            f"{provider.best_privacy_level} is below the ordinary level {provider.privacy_level}; raise it",
        )

    if provider.first_call in (FirstCall.OPENAI, FirstCall.ANTHROPIC) and provider.base_url is None:
        yield "base_url", "that client needs an address; add it, what is the customer's own in <>"


def _of_offer(offer: Offer) -> Iterator[Problem]:
    if offer.free_quota and offer.price is not None and offer.price.input_usd_per_mtok > 0:
        yield "free_quota", f"the price is {offer.price.input_usd_per_mtok:g}; leave one of the two out"
    if offer.price is not None and offer.price_reference is not None:
        yield "price", "the offer has a price_reference too; keep one, the reference where the library knows the price"
    if not offer.id.startswith(f"{offer.provider}:"):
        yield "id", f"an offer's id begins with its provider; write `{offer.provider}:{offer.api_model_id}`"
    best, level = offer.best_privacy_level, offer.privacy_level
    if best is not None and level is not None and best < level:
        yield "best_privacy_level", f"{best} is below the ordinary level {level}; raise it"


def _of_standing(standing: Standing) -> Iterator[Problem]:
    low = standing.score if standing.low is None else standing.low
    high = standing.score if standing.high is None else standing.high
    if not low <= standing.score <= high:
        yield "low", f"the interval {low:g} to {high:g} does not hold the score {standing.score:g}; check the three"


def _of_accelerator(accelerator: Accelerator) -> Iterator[Problem]:
    if (rental := accelerator.rental) is not None:
        low = rental.usd_per_hour if rental.low_usd_per_hour is None else rental.low_usd_per_hour
        high = rental.usd_per_hour if rental.high_usd_per_hour is None else rental.high_usd_per_hour
        if not low <= rental.usd_per_hour <= high:
            yield "rental", f"the range {low:g} to {high:g} does not hold {rental.usd_per_hour:g}; check the three"
    if (purchase := accelerator.purchase) is not None and purchase.low_usd > purchase.high_usd:
        yield "purchase", f"low_usd {purchase.low_usd:g} is above high_usd {purchase.high_usd:g}; swap them"


CHECKS: Mapping[type[Record], tuple[Callable[..., Iterator[Problem]], ...]] = {
    LanguageModel: (_of_model,),
    Provider: (_of_provider,),
    Offer: (_of_offer,),
    Standing: (_of_standing,),
    Accelerator: (_of_accelerator,),
}
