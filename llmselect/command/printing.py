"""How answers leave: JSON for programs, and the catalog that every command reads first."""

import json
from argparse import Namespace
from pathlib import Path

import llmselect
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.load import load
from llmselect.estimates.core.columns import Estimate, Range


def catalog_of(given: Namespace) -> Catalog:
    """The catalog that --catalog or LLMSELECT_CATALOG names, else the bundled one."""
    return load(Path(given.catalog) if given.catalog else None)


def figures(value: float) -> str:
    """Three figures as a person writes them: 0.342, 55.1, 1,560."""
    return f"{float(f'{value:.3g}'):,.10g}"


def range_of(column: Range, row: int) -> dict[str, float] | None:
    """Low, likely and high of a row, to six figures; None where nothing is known."""
    found = Estimate.at(column, row)
    return None if found is None else {name: float(f"{value:.6g}") for name, value in found._asdict().items()}


def costs_of(usd_per_request: Range, row: int, requests_per_month: int) -> dict[str, object]:
    """Cost of a row in US dollars for a thousand requests and for a month's."""
    per_1000 = Range(*(side * 1000 for side in usd_per_request))
    month = Range(*(side * requests_per_month for side in usd_per_request))
    return {"cost_usd_per_1000_requests": range_of(per_1000, row), "cost_usd_per_month": range_of(month, row)}


def dated(catalog: Catalog) -> dict[str, object]:
    """Of which day the facts are, and the version that answers."""
    return {"catalog_day": catalog.newest_check.isoformat(), "version": llmselect.__version__}


def print_json(answer: object, indent: int | None = 2) -> None:
    """NaN never leaves: unknown is null, and a NaN that got this far is a fault of ours."""
    print(json.dumps(answer, ensure_ascii=False, indent=indent, allow_nan=False))
