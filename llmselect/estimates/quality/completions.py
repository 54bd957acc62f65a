"""What the fit adds to the catalog's records: days of siblings, and prices as proof of size."""

import datetime
import re
from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.prices import offer_prices
from llmselect.catalog.releases.dated_releases import older_releases
from llmselect.estimates.quality.attributes import Completion, release_day, words_of

VERSION = re.compile(r"(?<![\d.])(\d+)(?:[.-](\d))?(?!\w)")
"""A number that is neither a size (13b) nor a length (32k); `4-5` is 4.5."""
HIGHEST_VERSION = 20
GENERATION = 1.0
"""A brand's version numbers tell days only this far below the newest: older lines number themselves otherwise."""
Dated = Mapping[str, tuple[LanguageModel, datetime.date]]


def day_of_kin(model: LanguageModel, dated: Dated) -> Completion:
    """Day of another size of the same model, else from the versions of the brand before and after it."""
    same = [day for other, day in dated.values() if _sizeless(other.id) == _sizeless(model.id)]
    if same:
        return Completion(min(same), "day of another size of the same name")
    version = version_of(model)
    if version is None:
        return Completion()
    brand, number = version
    kin = [(other[1], day) for known, day in dated.values() if (other := version_of(known)) and other[0] == brand]
    equal = sorted(day for other, day in kin if other == number)
    if equal:
        return Completion(equal[len(equal) // 2], "middle day of the same version of the brand")
    if number < max((other for other, _ in kin), default=0.0) - GENERATION:
        return Completion()
    earlier = max((day for other, day in kin if other < number), default=None)
    later = min((day for other, day in kin if other > number), default=None)
    if earlier and later:
        return Completion(earlier + (later - earlier) / 2, "between the versions of the brand before and after")
    if earlier or later:
        return Completion(earlier or later, "day of the nearest version of the brand")
    return Completion()


def version_of(model: LanguageModel) -> tuple[str, float] | None:
    """Brand and version number of a name (`claude-haiku-5-5`: claude, 5.5)."""
    brand = next((word for word in words_of(model.id) if len(word) > 1), None)
    name = re.split(r"[:/]", model.id)[-1]
    for found in VERSION.finditer(re.sub(r"20\d\d-?\d\d-?\d\d", "", name)):
        number = float(f"{found[1]}.{found[2] or 0}")
        if brand and number < HIGHEST_VERSION:
            return brand, number
    return None


def _sizeless(model_id: str) -> str:
    provider, _, name = model_id.rpartition(":")
    return f"{bool(provider)}:" + re.sub(r"\d+(\.\d+)?b\b", "", name)


PROMPT_TOKENS = 1000
INPUT_PARTS, OUTPUT_PARTS = 3, 1
"""Tokens read for each token written, in the price that stands for a size."""


def completions(catalog: Catalog, day: datetime.date) -> dict[str, Completion]:
    """Day and price of each model whose record lacks them, prices as of that day."""
    prices = _prices(catalog, day)
    names: dict[str, list[str]] = defaultdict(list)
    older = older_releases(catalog)
    for standing in catalog.file.standings:
        weights = catalog.models[standing.model].weights
        if (weights, standing.name_in_source) not in older:
            names[weights].append(standing.name_in_source)
    told = {
        model.id: (model, day_told)
        for model in catalog.file.models
        if (day_told := release_day(model, names[model.id])) is not None
    }
    found: dict[str, Completion] = {}
    for model in catalog.file.models:
        if model.weights != model.id:
            continue
        dated = Completion() if model.id in told else day_of_kin(model, told)
        usd = None if model.total_parameters else prices.get(model.id)
        if dated.day is not None or usd is not None:
            found[model.id] = Completion(dated.day, dated.day_basis, usd)
    return found


def _prices(catalog: Catalog, day: datetime.date) -> dict[str, float]:
    """Of each model, its maker's own price where there is one, else the middle of what providers charge."""
    prices = offer_prices(catalog, PROMPT_TOKENS, day)
    blended = (INPUT_PARTS * prices.input + OUTPUT_PARTS * prices.output) / (INPUT_PARTS + OUTPUT_PARTS)
    charged: dict[str, list[float]] = defaultdict(list)
    by_maker: dict[str, float] = {}
    for offer, usd in zip(catalog.file.offers, blended.tolist(), strict=True):
        if usd > 0:  # NaN is not; a free quota says nothing of a size
            charged[offer.model].append(usd)
            if offer.id == offer.model:
                by_maker[offer.model] = usd
    return {model: float(np.median(usd)) for model, usd in charged.items()} | by_maker
