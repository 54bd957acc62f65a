"""Prints how long sureness and the questions around it take; medians, so that a busy machine disturbs less."""

import statistics
import time
from collections.abc import Callable

import numpy as np

from llmselect.catalog.load import load
from llmselect.machine.machine import Machine
from llmselect.scoring.ranking.matrix import DecisionMatrix
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.scoring.robustness.contenders import Places, contenders
from llmselect.scoring.robustness.draws import DRAWS, Conviction, weight_draws
from llmselect.scoring.robustness.pareto import non_dominated
from llmselect.scoring.robustness.robustness import Robustness
from llmselect.scoring.robustness.smaa_run import rows_of, sureness
from llmselect.settings import DEFAULT_PRIORITIES, Costs, Requirements, Workload

ROUNDS = 11


def milliseconds(work: Callable[[], object]) -> float:
    """Median of several rounds, after one that is not counted."""
    work()
    taken = list[float]()
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken)


def show(what: str, work: Callable[[], object], more: str = "") -> None:
    print(f"{what:58} {milliseconds(work):8.1f} ms  {more}")


def random_matrix(rows: int, uncertain: int) -> DecisionMatrix:
    """Intervals up to a tenth either side on the last so many of six criteria."""
    rng = np.random.default_rng(0)
    likely, reach = rng.random((rows, 6)), 0.1 * rng.random((rows, 6))
    reach[:, : 6 - uncertain] = 0.0
    return DecisionMatrix(np.clip(likely - reach, 0, 1), likely, np.clip(likely + reach, 0, 1))


def main() -> None:
    shares = np.array([0.2, 0.2, 0.15, 0.25, 0.1, 0.1])
    for rows, uncertain in ((30, 6), (30, 2), (700, 6), (700, 2)):
        matrix = random_matrix(rows, uncertain)
        for conviction in (Conviction.FAIRLY, Conviction.NONE):
            what = f"{rows} x 6 x {DRAWS} draws, {uncertain} uncertain, {conviction}"
            show(what, lambda m=matrix, c=conviction: sureness(m, shares, c))
    assessed = assess(load(), Machine(accelerator="RTX 4090", host_memory_gib=64), Workload(), Costs())
    doubts = Robustness(recommend(assessed, Requirements(), DEFAULT_PRIORITIES))
    rows, places = len(doubts.rows), Places.of(doubts.models, len(doubts.rows))
    print(f"catalog: {rows} candidates with {places.count} places")
    for conviction in Conviction:
        weights = weight_draws(doubts.shares, conviction)
        kept = contenders(doubts.matrix, weights, {}, 3, places)
        found = f"{len(np.unique(doubts.models[kept]))} models can lead"
        show(f"  all candidates, folded by model, {conviction}", lambda c=conviction: doubts.sureness(c), found)
        show("    those of which all that counts is known", lambda c=conviction: doubts.sureness(c, known_only=True))
    leading = doubts.leaders[:30]
    thirty, facts = rows_of(doubts.matrix, leading), doubts.facts[leading]
    show("  the first thirty places", lambda: sureness(thirty, doubts.shares, facts=facts))
    show("  smallest change of one weight", doubts.smallest_flip)
    show("  tornado of one criterion", lambda: doubts.tornado(0))
    show("  why not the tenth", lambda: doubts.why_not(9))
    show("  whether any weighting makes the tenth first", lambda: doubts.reach(9))
    show("  three second opinions", doubts.opinions)
    cloud = np.random.default_rng(0).random((10_000, 6))
    show("Pareto front of 10,000 x 2", lambda: non_dominated(cloud[:, :2]))
    show("Pareto front of 10,000 x 4", lambda: non_dominated(cloud[:, :4]))
    show("Pareto front of 10,000 x 6", lambda: non_dominated(cloud))


if __name__ == "__main__":
    main()
