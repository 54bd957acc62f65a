"""Whether priorities act as people expect: speed alone, quality alone, and privacy that counts."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from llmselect.catalog.catalog import Catalog
from llmselect.machine.machine import Machine
from llmselect.reports.scorecard.grid import GRID_MACHINES, thinks
from llmselect.scoring.ranking.recommend import ValuedCandidates, assess, recommend
from llmselect.settings import DEFAULT_PRIORITIES, Costs, Requirements, Weight, Workload

FASTEST_PROVIDERS: Final = ("groq", "cerebras")
"""Who serves from chips of their own, several times faster than from graphics cards."""
OFFERS_COMPARED: Final = 30
SITUATIONS: Final = 10
INTERNAL_LEVEL: Final = 2
"""Privacy level that internal data ask for, as in the questionnaire."""
LOWEST, HIGHEST = 0.0, 10.0
SMALL_CARD: Final = Machine(accelerator="RTX 3060 12GB", host_memory_gib=32)


class BehaviourFigures(NamedTuple):
    """What came out, figure by figure."""

    offers_among_first_ten: int
    """By quality and latency alone on an RTX 3060."""
    different_speeds: int
    """Of the first thirty offers there."""
    fastest_offer: str
    """Id of the first offer by latency alone."""
    thinking_by_quality_alone: int
    """Of ten machines: the best local place for general use thinks where quality alone counts."""
    privacy_changes: int
    """Of ten machines: privacy from 0 to 10 changes the first place of some lane, with internal data."""

    @property
    def fastest_is_custom_chip(self) -> bool:
        """Whether Groq or Cerebras leads by latency alone."""
        return self.fastest_offer.split(":")[0] in FASTEST_PROVIDERS


def behaviour_figures(catalog: Catalog) -> BehaviourFigures:
    """All figures; a tenth of a second for each machine."""
    small = assess(catalog, SMALL_CARD, Workload(), Costs())
    both = (Weight("quality", 5.0), Weight("latency", 5.0))
    offers = recommend(small, Requirements(served=True), both).places(OFFERS_COMPARED)
    speeds = {place.candidate.decode_tokens_per_s.likely for place in offers if place.candidate.decode_tokens_per_s}
    situations = [
        assess(catalog, machine, Workload(), Costs()) for machine in list(GRID_MACHINES.values())[:SITUATIONS]
    ]
    return BehaviourFigures(
        offers_among_first_ten=sum(
            place.candidate.offer is not None for place in recommend(small, Requirements(), both).places(10)
        ),
        different_speeds=len({round(speed, 1) for speed in speeds}),
        fastest_offer=_first(small, Requirements(served=True), (Weight("latency", 1.0),)),
        thinking_by_quality_alone=sum(_best_thinks(each) for each in situations),
        privacy_changes=sum(_privacy_counts(each) for each in situations),
    )


def _best_thinks(assessed: ValuedCandidates) -> bool:
    places = recommend(assessed, Requirements(local=True), (Weight("quality", 1.0),)).headliners(1)
    return bool(places) and thinks(places[0].candidate)


def _privacy_counts(assessed: ValuedCandidates) -> bool:
    """Whether the first place of some lane differs between no weight on privacy and the highest."""
    others = tuple(weight for weight in DEFAULT_PRIORITIES if weight.criterion != "privacy")
    lanes = [
        Requirements(privacy_level=INTERNAL_LEVEL, local=local, served=served)
        for local, served in ((False, False), (True, False), (False, True))
    ]
    return any(
        _first(assessed, lane, (*others, Weight("privacy", LOWEST)))
        != _first(assessed, lane, (*others, Weight("privacy", HIGHEST)))
        for lane in lanes
    )


def _first(assessed: ValuedCandidates, requirements: Requirements, priorities: Iterable[Weight]) -> str:
    """Id of the place shown large; an empty string where there is none."""
    places = recommend(assessed, requirements, priorities).headliners(1)
    return places[0].candidate.id if places else ""
