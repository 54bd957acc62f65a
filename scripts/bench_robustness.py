"""Prints how long robustness and the questions around it take; medians, so that a busy machine disturbs less."""

import statistics
import time
from collections.abc import Callable

import numpy as np

from llmselect.catalog.load import load
from llmselect.machine.machine import Machine
from llmselect.scoring.ranking.matrix import DecisionMatrix
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.scoring.robustness.contenders import Places, contenders
from llmselect.scoring.robustness.draws import DRAWS, ConfidenceInWeights, weight_draws
from llmselect.scoring.robustness.pareto import non_dominated
from llmselect.scoring.robustness.robustness import Robustness
from llmselect.scoring.robustness.smaa_run import robustness_shares
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
        for confidence in (ConfidenceInWeights.FAIRLY, ConfidenceInWeights.NONE):
            what = f"{rows} x 6 x {DRAWS} draws, {uncertain} uncertain, {confidence}"
            show(what, lambda m=matrix, c=confidence: robustness_shares(m, shares, c))
    assessed = assess(load(), Machine(accelerator="RTX 4090", host_memory_gib=64), Workload(), Costs())
    robustness = Robustness(recommend(assessed, Requirements(), DEFAULT_PRIORITIES))
    rows, places = len(robustness.rows), Places.of(robustness.models, len(robustness.rows))
    print(f"catalog: {rows} candidates with {places.count} places")
    for confidence in ConfidenceInWeights:
        weights = weight_draws(robustness.shares, confidence)
        kept = contenders(robustness.matrix, weights, {}, 3, places)
        found = f"{len(np.unique(robustness.models[kept]))} models can lead"
        show(f"  all candidates, folded by model, {confidence}", lambda c=confidence: robustness.smaa(c), found)
        show("    those of which all that counts is known", lambda c=confidence: robustness.smaa(c, known_only=True))
    leading = robustness.leaders[:30]
    thirty, facts = robustness.matrix.take(leading), robustness.facts[leading]
    show("  the first thirty places", lambda: robustness_shares(thirty, robustness.shares, facts=facts))
    show("  smallest change of one weight", robustness.smallest_weight_change)
    show("  tornado of one criterion", lambda: robustness.tornado(0))
    show("  why not the tenth", lambda: robustness.why_not(9))
    show("  whether any weighting makes the tenth first", lambda: robustness.reach(9))
    show("  three second opinions", robustness.opinions)
    cloud = np.random.default_rng(0).random((10_000, 6))
    show("Pareto front of 10,000 x 2", lambda: non_dominated(cloud[:, :2]))
    show("Pareto front of 10,000 x 4", lambda: non_dominated(cloud[:, :4]))
    show("Pareto front of 10,000 x 6", lambda: non_dominated(cloud))


if __name__ == "__main__":
    main()
