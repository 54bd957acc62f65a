"""Prints how long the whole catalog takes to estimate and to rank again, as medians on a machine that may be busy."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.load import load
from llmselect.machine.machine import Machine
from llmselect.reports.costs.comparison import compare, first_model
from llmselect.reports.costs.offer_bills import OfferBills
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.settings import Settings, Weight, Workload
from llmselect.ui.costs.volume_controls import PER_DAY
from llmselect.ui.privacy.organisation_form import REVENUE

ROUNDS = 15
HOUSE = Path(__file__).parents[1]


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
    print(f"bills of another volume     {milliseconds(bills_at(catalog)):8.1f} ms")
    print(f"Cost & energy, redrawn      {milliseconds(costs_page()):8.1f} ms (its fragment, as AppTest runs it)")
    print(f"Privacy & law, redrawn      {milliseconds(privacy_page()):8.1f} ms (the whole page, as AppTest runs it)")


def bills_at(catalog: Catalog) -> Callable[[int], object]:
    """All offers and every way to host one model, at a volume that changes."""
    model = first_model(catalog, Workload())

    def bills(round_: int) -> object:
        workload = Workload(requests_per_month=10_000 + round_)
        found = compare(OfferBills.of(catalog, Settings(workload=workload)), model, None) if model else None
        return [way.month for way in found.ways] if found else None

    return bills


def costs_page() -> Callable[[int], object]:
    """The page with another number typed."""
    page = AppTest.from_file(HOUSE / "app.py", default_timeout=60).run()
    page.switch_page("pages/costs.py").run()

    def redrawn(round_: int) -> object:
        return page.number_input(key=PER_DAY).set_value(1000.0 + round_).run()

    return redrawn


def privacy_page() -> Callable[[int], object]:
    """The page with another revenue typed, which judges every licence anew."""
    page = AppTest.from_file(HOUSE / "app.py", default_timeout=60).run()
    page.switch_page("pages/privacy.py").run()

    def redrawn(round_: int) -> object:
        return page.number_input(key=REVENUE).set_value(10.0 + round_).run()

    return redrawn


if __name__ == "__main__":
    main()
