"""Add today's speeds of the Hugging Face router to measured/served_speed.csv, for scripts/fit_served_speed.py.

    python -m scripts.take_served_speeds

One question without a key. The list is public and documented; each row keeps its day and source.
"""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.load import load
from llmselect.errors import LlmselectError
from llmselect.hub.client import Hub
from llmselect.hub.served_speeds.router import MOST_REQUESTS, read_router
from llmselect.hub.served_speeds.snapshot import ProbedOffer

FILE = Path(__file__).parents[1] / "llmselect" / "estimates" / "measured" / "served_speed.csv"
SOURCE = "router"
"""Key into served_speed_sources.csv."""


def lines(catalog: Catalog, offers: Iterable[ProbedOffer]) -> Iterator[list[str]]:
    """The offers as rows of the file; what is not known is empty."""
    for one in offers:
        model = catalog.models_by_name.get(one.repository.casefold())
        figures = (one.tokens_per_s, one.ttft_s, one.input_usd_per_mtok, one.output_usd_per_mtok)
        told = ["" if figure is None else f"{figure:.6g}" for figure in figures]
        yield [one.repository, model.id if model else "", one.provider, *told, one.day.isoformat(), SOURCE]


def merged(before: Iterable[list[str]], new: Iterable[list[str]]) -> list[list[str]]:
    """Old and new rows, sorted; of one offer on one day from one source the later reading stays."""
    found = {(row[0], row[2], row[7], row[8]): row for row in (*before, *new)}
    return [found[key] for key in sorted(found)]


def main() -> None:
    """Write the file, or say why the router did not answer."""
    try:
        offers = read_router(Hub(most=MOST_REQUESTS))
    except LlmselectError as fault:
        raise SystemExit(str(fault)) from fault
    with FILE.open(encoding="utf-8", newline="") as file:
        head, *before = csv.reader(file)
    rows = merged(before, lines(load(), offers))
    with FILE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])
    print(f"{len(rows) - len(before)} rows more, {len(rows)} in all")


if __name__ == "__main__":
    main()
