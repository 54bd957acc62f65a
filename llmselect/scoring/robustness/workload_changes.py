"""The smallest change of the workload or the machine that puts another model first, found by trying."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from llmselect.catalog.catalog import Catalog
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.settings import Settings
from llmselect.text import Text, in_both, number_in_both

Step = Callable[[Settings, float], Settings]


@dataclass(frozen=True, slots=True)
class WorkloadDirection:
    """One quantity that may change, the factors tried in turn, and the sentence for the one that tips the answer."""

    name: str
    factors: tuple[float, ...]
    value: Callable[[Settings], float]
    changed: Step
    sentence: Text


@dataclass(frozen=True, slots=True)
class WorkloadChange:
    """The first value in a direction at which another model comes first."""

    direction: str
    value: float
    sentence: Text
    winner: Candidate


def _workload(field: str) -> Step:
    def changed(settings: Settings, value: float) -> Settings:
        workload = settings.workload.model_copy(update={field: round(value)})
        return settings.model_copy(update={"workload": workload})

    return changed


def _machine(field: str, kind: type) -> Step:
    def changed(settings: Settings, value: float) -> Settings:
        return settings.model_copy(update={"machine": settings.machine.model_copy(update={field: kind(round(value))})})

    return changed


DIRECTIONS: tuple[WorkloadDirection, ...] = (
    WorkloadDirection(
        "context",
        (2, 4, 8, 16),
        lambda s: s.workload.context_tokens,
        _workload("context_tokens"),
        Text(
            "At {value} tokens of context, {winner} ranks first.",
            "À {value} jetons de contexte, {winner} passe en tête.",
        ),
    ),
    WorkloadDirection(
        "users",
        (2, 4, 8, 16),
        lambda s: s.workload.users,
        _workload("users"),
        Text(
            "With {value} simultaneous users, {winner} ranks first.",
            "Avec {value} utilisateurs simultanés, {winner} passe en tête.",
        ),
    ),
    WorkloadDirection(
        "requests",
        (3, 10, 30, 100),
        lambda s: s.workload.requests_per_month,
        _workload("requests_per_month"),
        Text(
            "At {value} requests per month, {winner} ranks first.",
            "À {value} requêtes par mois, {winner} passe en tête.",
        ),
    ),
    WorkloadDirection(
        "count",
        (2, 4),
        lambda s: s.machine.count if s.machine.accelerator else 0,
        _machine("count", int),
        Text("With {value} accelerators, {winner} ranks first.", "Avec {value} accélérateurs, {winner} passe en tête."),
    ),
    WorkloadDirection(
        "ram",
        (2, 4),
        lambda s: s.machine.host_memory_gib,
        _machine("host_memory_gib", float),
        Text(
            "With {value} GiB of main memory, {winner} ranks first.",
            "Avec {value} Gio de mémoire vive, {winner} passe en tête.",
        ),
    ),
)


def find_workload_changes(
    catalog: Catalog, settings: Settings, winner: Candidate, directions: tuple[WorkloadDirection, ...] = DIRECTIONS
) -> Iterator[WorkloadChange]:
    """One a direction, in the order given; directions in which nothing tips give none.

    Speeds of offers are those that the winner was chosen with.
    Each try estimates the whole catalog again (tens of milliseconds), so the caller may stop or show progress.
    """
    for direction in directions:
        change = _first(catalog, settings, winner, direction)
        if change is not None:
            yield change


def _first(
    catalog: Catalog, settings: Settings, winner: Candidate, direction: WorkloadDirection
) -> WorkloadChange | None:
    """The largest factor is tried first: where not even that puts another model first, nothing between is tried."""
    start = direction.value(settings)
    if not start:
        return None
    *smaller, largest = direction.factors
    first = _winner_at(catalog, settings, winner, direction, start * largest)
    if first is not None and first.model.weights == winner.model.weights:
        return None
    for factor in smaller:
        other = _winner_at(catalog, settings, winner, direction, start * factor)
        if other is not None and other.model.weights != winner.model.weights:
            return _change(direction, start * factor, other)
    return None if first is None else _change(direction, start * largest, first)


def _winner_at(
    catalog: Catalog, settings: Settings, winner: Candidate, direction: WorkloadDirection, value: float
) -> Candidate | None:
    """Who is first there; None where nobody meets the requirements any more."""
    changed = direction.changed(settings, value)
    assessed = assess(catalog, changed.machine, changed.workload, changed.costs, winner.assessment.served)
    found = recommend(assessed, changed.requirements, changed.priorities, changed.good_enough)
    places = found.places(1)
    return places[0].candidate if places else None


def _change(direction: WorkloadDirection, value: float, winner: Candidate) -> WorkloadChange:
    sentence = in_both(direction.sentence, value=number_in_both(value), winner=winner.model.name)
    return WorkloadChange(direction.name, value, sentence, winner)
