"""Sizes of the models of offers: the catalog's where weights are published, else what EcoLogits supposes, a range."""

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from importlib.metadata import version
from typing import Any, Final, NamedTuple, cast

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.estimates.core.columns import Range
from llmselect.estimates.energy.method import ServedSize
from llmselect.units import Floats, Ints

PACKAGE: Final = "ecologits"
NAMES: Final = {
    "anthropic": "anthropic",
    "cohere": "cohere",
    "google": "google_genai",
    "mistral": "mistralai",
    "openai": "openai",
}
"""What EcoLogits calls the providers whose models it sizes by their own names."""
OVERHEADS: Final[Mapping[str, tuple[float, float]]] = {
    "anthropic": (1.09, 1.14),
    "cohere": (1.09, 1.09),
    "google": (1.09, 1.09),
    "mistral": (1.16, 1.16),
    "openai": (1.20, 1.20),
}
"""Energy of the data centres in that of the servers (EcoLogits 0.11.3, `tracers/utils.py`)."""
ANY_OVERHEAD: Final = (1.09, 1.20)
"""Of providers that it does not know: from its lowest to its highest."""
ZONES: Final[Mapping[str, str]] = {"mistral": "SWE"}
USUAL_ZONE: Final = "USA"
BILLION: Final = 1e9


class SupposedSize(NamedTuple):
    """Billions of parameters, low and high, and the speed that EcoLogits measured."""

    total: tuple[float, float]
    active: tuple[float, float]
    tokens_per_s: float
    ttft_s: float


def package_version() -> str:
    """Of the installed EcoLogits: its figures are those of that version."""
    return version(PACKAGE)


@lru_cache(maxsize=4)
def sizes_of_models(catalog: Catalog) -> ServedSize:
    """One row a model of the catalog; NaN where nobody published or supposes a size."""
    supposed = _by_model(catalog)
    rows = [_row(catalog.models[model.weights], supposed.get(model.id)) for model in catalog.file.models]
    table = np.array(rows, dtype=np.float64).reshape(-1, 6).T
    total, active = (Range(low, (low + high) / 2, high) for low, high in ((table[0], table[1]), (table[2], table[3])))
    return ServedSize(total, active, table[4], table[5])


def of_rows(size: ServedSize, model: Ints) -> ServedSize:
    """The same for other rows, each with its model's position in the catalog."""
    total, active = (Range(*(side[model] for side in column)) for column in (size.total, size.active))
    return ServedSize(total, active, size.tokens_per_s[model], size.ttft_s[model])


@lru_cache(maxsize=4)
def overheads(catalog: Catalog) -> tuple[Floats, Floats]:
    """Low and high overhead of each offer's data centres, shape (offers,)."""
    pairs = np.array([OVERHEADS.get(offer.provider, ANY_OVERHEAD) for offer in catalog.file.offers])
    return pairs[:, 0], pairs[:, 1]


def zone_of(provider: str) -> str:
    """Where EcoLogits supposes that a provider's data centres draw their power."""
    return ZONES.get(provider, USUAL_ZONE)


def _row(weights: LanguageModel, supposed: SupposedSize | None) -> tuple[float, ...]:
    speed = (supposed.tokens_per_s, supposed.ttft_s) if supposed else (np.nan, np.nan)
    if weights.total_parameters:
        total = weights.total_parameters / BILLION
        active = (weights.active_parameters or weights.total_parameters) / BILLION
        return total, total, active, active, np.nan, np.nan
    if supposed is None:
        return (np.nan,) * 6
    return *supposed.total, *supposed.active, *speed


def _by_model(catalog: Catalog) -> dict[str, SupposedSize]:
    known, found = supposed_sizes(), dict[str, SupposedSize]()
    for offer in catalog.file.offers:
        size = known.get((NAMES.get(offer.provider, ""), offer.api_model_id))
        if size is not None:
            found.setdefault(offer.model, size)
    return found


@cache
def supposed_sizes() -> dict[tuple[str, str], SupposedSize]:
    """By EcoLogits' names of provider and model, aliases among them."""
    file: dict[str, Any] = json.loads(resources.files(PACKAGE).joinpath("data/models.json").read_text("utf-8"))
    found = {(each["provider"], each["name"]): _supposed(each) for each in file["models"]}
    for alias in file["aliases"]:
        found[alias["provider"], alias["name"]] = found[alias["provider"], alias["alias"]]
    return found


def _supposed(each: Mapping[str, Any]) -> SupposedSize:
    parameters: Any = each["architecture"]["parameters"]
    deployment: dict[str, float | None] = each["deployment"] or {}
    mixture = isinstance(parameters, dict) and "total" in parameters
    total = _ends(parameters["total"] if mixture else parameters)
    active = _ends(parameters["active"]) if mixture else total
    return SupposedSize(total, active, deployment.get("tps") or np.nan, deployment.get("ttft") or np.nan)


def _ends(value: Any) -> tuple[float, float]:
    if isinstance(value, dict):
        ends = cast("dict[str, float]", value)
        return float(ends["min"]), float(ends["max"])
    return float(value), float(value)
