"""Prints how long the whole catalog takes to estimate and to rank again, as medians on a machine that may be busy."""

import statistics
import time
from collections.abc import Callable

from llmselect.catalog.load import load
from llmselect.machine.machine import Machine
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.settings import Settings, Weight

ROUNDS = 15


def milliseconds(work: Callable[[int], object]) -> float:
    """Median of several rounds, after one that is not counted."""
    work(-1)
    taken = []
    for round_ in range(ROUNDS):
        start = time.perf_counter()
        work(round_)
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken)


def main() -> None:
    started = time.perf_counter()
    catalog = load()
    print(f"load the catalog            {1000 * (time.perf_counter() - started):8.1f} ms (once)")
    settings = Settings()
    started = time.perf_counter()
    assessed = assess(catalog, settings.machine, settings.workload, settings.costs)
    print(f"first estimate, prices read {1000 * (time.perf_counter() - started):8.1f} ms (once)")
    print(f"candidates                  {len(assessed.estimates):8d}")
    machines = [Machine(accelerator="RTX 4090", host_memory_gib=64.0 + step) for step in range(ROUNDS + 1)]

    def estimate_all(round_: int) -> object:
        return assess(catalog, machines[round_], settings.workload, settings.costs)

    def rank_again(round_: int) -> object:
        priorities = (Weight("privacy", 3), Weight("cost", 2), Weight("latency", 1), Weight("quality", 4 + round_))
        return recommend(assessed, settings.requirements, priorities).places(25)

    print(f"estimate all candidates     {milliseconds(estimate_all):8.1f} ms")
    print(f"rank again, 25 places       {milliseconds(rank_again):8.1f} ms")


if __name__ == "__main__":
    main()
