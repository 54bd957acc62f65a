"""Published speeds of offers that may be part of the project: measured/served_speed.csv, with their sources."""

import csv
import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel


class ServedRow(NamedTuple):
    """What one probe of the Hugging Face router said of one offer; NaN where it said nothing."""

    repository: str
    """Of the model on the Hub, as the source writes it."""
    model: str
    """Catalog id; empty: the catalog does not hold it."""
    provider: str
    """Catalog id, or the source's own name where the catalog does not hold the provider."""
    tokens_per_s: float
    ttft_s: float
    input_usd_per_mtok: float
    output_usd_per_mtok: float
    day: datetime.date
    source: str
    """Key into measured/served_speed_sources.csv."""


@cache
def served_rows() -> tuple[ServedRow, ...]:
    """Every row of the file."""
    return tuple(_row(each) for each in _lines("served_speed.csv"))


def served_sources() -> list[Mapping[str, str]]:
    """Address, licence and a note of each source."""
    return list(_lines("served_speed_sources.csv"))


def one_an_offer(rows: Iterable[ServedRow]) -> tuple[ServedRow, ...]:
    """The geometric middle of an offer's probes, of the latest day: probes of one offer are not independent."""
    groups: dict[tuple[str, str], list[ServedRow]] = defaultdict(list)
    for row in rows:
        groups[row.repository.casefold(), row.provider].append(row)
    return tuple(_middle(group) for group in groups.values())


def sizes(catalog: Catalog, rows: Iterable[ServedRow]) -> list[float]:
    """Active parameters of each row's model; NaN where they are not known."""
    models = [catalog.models.get(row.model) for row in rows]
    return [np.nan if model is None else active_parameters(catalog, model) for model in models]


def active_parameters(catalog: Catalog, model: LanguageModel) -> float:
    """Of the model, or of the weights that it is another name of; NaN where they are not published."""
    known = model.active_parameters or catalog.models[model.weights].active_parameters
    return float(known) if known else np.nan


def _middle(rows: list[ServedRow]) -> ServedRow:
    latest = max(rows, key=lambda row: row.day)
    return latest._replace(
        tokens_per_s=_geometric(row.tokens_per_s for row in rows), ttft_s=_geometric(row.ttft_s for row in rows)
    )


def _geometric(values: Iterable[float]) -> float:
    known = [value for value in values if value > 0]
    return float(np.exp(np.mean(np.log(known)))) if known else np.nan


def _row(line: Mapping[str, str]) -> ServedRow:
    def number(name: str) -> float:
        return float(line[name]) if line[name] else np.nan

    return ServedRow(
        line["repository"],
        line["model"],
        line["provider"],
        number("tokens_per_s"),
        number("ttft_s"),
        number("input_usd_per_mtok"),
        number("output_usd_per_mtok"),
        datetime.date.fromisoformat(line["day"]),
        line["source"],
    )


def _lines(name: str) -> Iterator[Mapping[str, str]]:
    file = resources.files("llmselect.estimates") / "measured" / name
    yield from csv.DictReader(file.read_text("utf-8").splitlines())
