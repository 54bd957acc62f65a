"""Countries: what their electricity emits, and what it costs a household where a source names a price."""

import datetime
import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final, NamedTuple

from llmselect.catalog.price_terms.price_days import AGREEING
from llmselect.errors import UnknownName
from llmselect.estimates.energy.served_sizes import PACKAGE
from llmselect.text import Text

WORLD: Final = "WOR"
COMPARED: Final = ("FRA", "DEU", "POL", "USA", "CHN", WORLD)
"""Grids that the page sets side by side."""


class ElectricityPrice(NamedTuple):
    """What a household pays, taxes included."""

    eur_per_kwh: float
    source: str
    day: datetime.date


@dataclass(frozen=True, slots=True)
class Country:
    """One grid, by ISO 3166-1 (and `WOR`)."""

    code: str
    name: Text
    kg_per_kwh: float
    """CO2-equivalent of a kilowatt-hour over its whole life (EcoLogits, `electricity_mixes.json`)."""
    in_eu: bool
    """A member of the European Union."""
    prices: tuple[ElectricityPrice, ...]
    """The one that is computed with first; empty where no source was read."""

    @property
    def prices_disagree(self) -> bool:
        """Whether the sources lie further apart than sources of one price may."""
        known = [price.eur_per_kwh for price in self.prices]
        return len(known) > 1 and max(known) > AGREEING * min(known)


def country(code: str) -> Country:
    """Raises UnknownName with one sentence for a code that no grid is known of."""
    known = countries()
    if code not in known:
        raise UnknownName("country", code, list(known))
    return known[code]


@cache
def countries() -> dict[str, Country]:
    """Every country of the list, in its order."""
    file: dict[str, Any] = json.loads(_read("llmselect.estimates.energy", "countries.json"))
    mixes = {
        each["name"]: each for each in json.loads(_read(PACKAGE, "data/electricity_mixes.json"))["electricity_mixes"]
    }
    return {
        each["code"]: Country(
            each["code"],
            Text(each["en"], each["fr"]),
            float(mixes[each["code"]]["gwp"]),
            bool(each.get("eu", False)),
            tuple(_price(price, file) for price in each["prices"]),
        )
        for each in file["countries"]
    }


@cache
def mean_price() -> ElectricityPrice:
    """Of the European Union: what stands in, marked, where no source names the country's price."""
    file: dict[str, Any] = json.loads(_read("llmselect.estimates.energy", "countries.json"))
    return _price(file["mean"], file)


def _price(price: dict[str, Any], file: dict[str, Any]) -> ElectricityPrice:
    of = file[price["of"]]
    return ElectricityPrice(float(price["eur_per_kwh"]), of["source"], datetime.date.fromisoformat(of["day"]))


def _read(package: str, name: str) -> str:
    return resources.files(package).joinpath(name).read_text("utf-8")
