"""How answers leave: JSON for programs, and the catalog that every command reads first."""

import json
from argparse import Namespace
from pathlib import Path

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.load import load


def catalog_of(given: Namespace) -> Catalog:
    """The catalog that --catalog or LLMSELECT_CATALOG names, else the bundled one."""
    return load(Path(given.catalog) if given.catalog else None)


def figures(value: float) -> str:
    """Three figures as a person writes them: 0.342, 55.1, 1,560."""
    return f"{float(f'{value:.3g}'):,.10g}"


def print_json(answer: object, indent: int | None = 2) -> None:
    """NaN never leaves: unknown is null, and a NaN that got this far is a fault of ours."""
    print(json.dumps(answer, ensure_ascii=False, indent=indent, allow_nan=False))
