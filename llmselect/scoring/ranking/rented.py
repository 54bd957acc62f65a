"""A rented machine as a way to run: ranked by itself, on the very scale of the main ranking.

Scores are worth over absolute reference points, which depend on nobody else in the list; so a run on a rented machine
scores the same wherever it is ranked, and the main ranking does not grow by it. Only what is asked for is estimated.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from llmselect.machine.running_ways import RunningWay
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.places import Place
from llmselect.scoring.ranking.recommend import Recommendation, ValuedCandidates, recommend
from llmselect.settings import Costs, Ownership, Requirements, Settings


class RentedPlace(NamedTuple):
    """A candidate on a rented machine, with the ranking that it stands in."""

    found: Recommendation
    place: Place
    """Its rank is the one that it would take in the main ranking."""
    name: str
    """Of the machine, as it is asked for."""

    @property
    def id(self) -> str:
        """The candidate's id after its machine's name: the same run may be rented on several."""
        return f"{self.name}/{self.place.candidate.id}"


def rented_costs(costs: Costs) -> Costs:
    """The visitor's costs, for a machine that is rented at the catalog's price."""
    return costs.model_copy(update={"ownership": Ownership.RENTED, "rental_usd_per_hour": None})


def runs_alone(requirements: Requirements) -> Requirements:
    """The same requirements, of runs on the machine that is rented: offers are ranked elsewhere."""
    return requirements.model_copy(update={"served": False, "local": True, "ways_off": ()})


def rented_machine_of(candidate: Candidate) -> str | None:
    """Name of the machine where the candidate runs on a rented one, as `4x L4`; None for all else."""
    machine = candidate.assessment.machine
    rented = candidate.assessment.costs.ownership is Ownership.RENTED
    if candidate.offer is not None or not rented or machine.accelerator is None:
        return None
    return machine.accelerator if machine.count == 1 else f"{machine.count}x {machine.accelerator}"


def rank_rented(
    found: Recommendation, settings: Settings, valued: Iterable[tuple[str, ValuedCandidates]], most: int
) -> tuple[RentedPlace, ...]:
    """The lane of rented machines: each is ranked by itself, with the visitor's requirements and priorities.

    `valued`: the machines by name, with what was estimated on each; not asked for where another way is required.
    """
    asked = settings.requirements
    if asked.served or asked.local or RunningWay.RENTED in asked.ways_off:
        return ()
    needs = runs_alone(asked)
    ranked = [(name, recommend(each, needs, settings.priorities, settings.good_enough)) for name, each in valued]
    return rented_places(found, ranked, most)


def rented_places(
    found: Recommendation, rented: Sequence[tuple[str, Recommendation]], most: int
) -> tuple[RentedPlace, ...]:
    """The best place of every rented machine, then the best of all, one for each set of weights; best first.

    Whoever names three machines compares three: none disappears behind the cheapest. At most `most` places, and no
    fewer than there are machines on which anything runs. `found`: the main ranking, which tells the rank of each.
    """
    main = np.sort(found.scores[found.ordered[found.leaders]])
    every = [RentedPlace(ranking, place, name) for name, ranking in rented for place in ranking.places(most)]
    every.sort(key=lambda each: -each.place.score)
    picked = list({each.name: each for each in reversed(every)}.values())
    seen = {_weights(each) for each in picked}
    for each in every:
        if len(picked) < most and _weights(each) not in seen:
            picked.append(each)
            seen.add(_weights(each))
    picked.sort(key=lambda each: -each.place.score)
    return tuple(_ranked(each, int((main > each.place.score + 1e-9).sum()) + 1) for each in picked)


def _weights(each: RentedPlace) -> int:
    return int(each.found.estimates.rows.weights[each.place.candidate.row])


def _ranked(each: RentedPlace, rank: int) -> RentedPlace:
    place = each.place
    return each._replace(
        place=Place(rank, place.candidate, place.score, place.score_high, place.contributions, place.folded)
    )
