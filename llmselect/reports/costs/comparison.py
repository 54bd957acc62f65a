"""API against machines of one's own for one open model, at equal quality: the bills, and the answer in one sentence."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.efforts import EFFORTS, default_efforts
from llmselect.catalog.models import LanguageModel
from llmselect.estimates.core.columns import Estimate
from llmselect.estimates.cost.break_even import Crossing
from llmselect.estimates.cost.capacity import capacity
from llmselect.estimates.cost.rented_machines import rented_machine
from llmselect.estimates.hosting_ways import hosting_ways
from llmselect.estimates.quality import Evidence, evidence_at, quality_at
from llmselect.reports.costs.money import Money, rounded
from llmselect.reports.costs.offer_bills import OfferBill, OfferBills
from llmselect.reports.costs.way_bills import WayBill
from llmselect.settings import Workload
from llmselect.text import Voice

SAME: Final = "same"
"""The API serves the same weights."""
AS_GOOD: Final = "as_good"
"""Its likely quality is no less."""
NOT_TOLD_APART: Final = "apart"
"""It is less, but the ranges overlap."""
WORSE: Final = "worse"
UNKNOWN_QUALITY: Final = "unknown"
LIKENESS: Final = {
    SAME: "costs.like_same",
    AS_GOOD: "costs.like_as_good",
    NOT_TOLD_APART: "costs.like_apart",
    WORSE: "costs.like_worse",
    UNKNOWN_QUALITY: "costs.like_unknown",
}
CROSSINGS: Final = {
    Crossing.ALWAYS: "costs.crossing_always",
    Crossing.NEVER: "costs.crossing_never",
    Crossing.TOO_SMALL: "costs.crossing_too_small",
    Crossing.UNKNOWN: "costs.crossing_unknown",
}
ORDINARY_RENTED: Final = "H100 SXM 80GB"


@dataclass(frozen=True, eq=False)
class Comparison:
    """One open model, hosted in every way, against one offer."""

    bills: OfferBills
    model: LanguageModel
    api: OfferBill | None
    """None: nobody offers anything comparable at a published price."""
    ways: tuple[WayBill, ...]
    quality: Estimate | None
    """Of the model that is hosted, before its quantization."""

    @property
    def best(self) -> WayBill | None:
        """The way that costs least at this volume, of those that serve it."""
        known = [way for way in self.ways if way.month is not None and way.serves]
        return min(known, key=lambda way: way.month.likely if way.month else 0.0) if known else None

    @property
    def headliners(self) -> tuple[WayBill, ...]:
        """The visitor's own machine and the cheapest that is sold and that is rented, of those that hold the model."""
        chosen: dict[str, WayBill] = {}
        for way in sorted(self.ways, key=lambda each: each.month.likely if each.month else np.inf):
            if way.way.capacity is not None and (way.month is not None or way.mine):
                chosen.setdefault("mine" if way.mine else str(way.way.kind), way)
        return tuple(chosen[kind] for kind in ("mine", "bought", "rented") if kind in chosen)

    @property
    def likeness(self) -> str:
        """How the API's quality compares with that of the hosted model."""
        if self.api is None:
            return UNKNOWN_QUALITY
        if self.bills.catalog.models[self.api.model.id].weights == self.model.weights:
            return SAME
        theirs, ours = self.api.quality, self.quality
        if theirs is None or ours is None:
            return UNKNOWN_QUALITY
        if theirs.likely >= ours.likely:
            return AS_GOOD
        return NOT_TOLD_APART if theirs.high >= ours.low else WORSE


def compare(bills: OfferBills, model: LanguageModel, against: LanguageModel | None) -> Comparison:
    """`against`: the model whose cheapest offer is taken; None: the cheapest that is at least as good.

    Raises NotPossible for a model whose shape is not published.
    """
    catalog, settings = bills.catalog, bills.settings
    quality = hosted_quality(catalog, model, settings.workload)
    api = _api(bills, model, quality, against)
    ways = hosting_ways(catalog, model, settings.machine, settings.workload, settings.costs)
    price = api.request if api is not None else None
    drawn = tuple(WayBill(catalog, settings, way, at == 0, price) for at, way in enumerate(ways))
    return Comparison(bills, model, api, drawn, quality)


def hosted_quality(catalog: Catalog, model: LanguageModel, workload: Workload) -> Estimate | None:
    """Of a model at its default effort."""
    at = next(row for row, each in enumerate(catalog.file.models) if each.id == model.id)
    effort = EFFORTS.index(default_efforts(catalog)[model.id].effort)
    return Estimate.at(quality_at(catalog, workload.use, np.array([at]), np.array([effort])), 0)


def _api(
    bills: OfferBills, model: LanguageModel, quality: Estimate | None, against: LanguageModel | None
) -> OfferBill | None:
    if against is not None:
        return bills.cheapest(bills.of_weights(against))
    good = bills.of_weights(model)
    if quality is not None:
        good = good | bills.as_good_as(quality.likely)
    return bills.cheapest(good)


@lru_cache(maxsize=16)
def hostable(catalog: Catalog, workload: Workload) -> tuple[LanguageModel, ...]:
    """Open models that one can host, whose quality for the use is scored, best first."""
    models = [m for m in catalog.file.models if _open(m)]
    positions = {model.id: at for at, model in enumerate(catalog.file.models)}
    at = np.array([positions[model.id] for model in models])
    efforts = default_efforts(catalog)
    effort = np.array([EFFORTS.index(efforts[model.id].effort) for model in models])
    quality = quality_at(catalog, workload.use, at, effort).likely
    scored = evidence_at(catalog, workload.use, at, effort) > Evidence.EXPECTED
    order: list[int] = np.argsort(-np.nan_to_num(quality)).tolist()
    return tuple(models[row] for row in order if scored[row])


def _open(model: LanguageModel) -> bool:
    shape = model.architecture is not None and model.weights == model.id
    return shape and not model.base_model and not model.uncensored and bool(model.hub_repo)


def first_model(catalog: Catalog, workload: Workload) -> LanguageModel | None:
    """The best that one rented H100 serves: what the page compares before somebody chooses."""
    machine = rented_machine(catalog, ORDINARY_RENTED)
    told = hostable(catalog, workload.model_copy(update={"requests_per_month": 1, "cached_share": 0.0, "batch": False}))
    return next((each for each in told if capacity(catalog, each, machine, workload) is not None), None)


def answer(found: Comparison, money: Money, say: Voice) -> str:
    """The answer first: what the API costs, what hosting costs, and from when that pays."""
    parts = [_api_part(found, money, say), _own_part(found, money, say)]
    return " ".join(part for part in parts if part)


def _api_part(found: Comparison, money: Money, say: Voice) -> str:
    api = found.api
    if api is None or api.month is None:
        return say("costs.no_api", model=found.model.name)
    spread = api.month.high > 1.02 * api.month.low
    words = "costs.answer_api_range" if spread else "costs.answer_api"
    requests = say.count(found.bills.settings.workload.requests_per_month, "costs.request_one", "costs.requests")
    month, between = money.say(api.month.likely, say), money.between(api.month, say)
    return say(words, requests=requests, model=api.model.name, provider=api.provider, month=month, between=between)


def _own_part(found: Comparison, money: Money, say: Voice) -> str:
    best = found.best
    if best is None or best.month is None:
        return say("costs.answer_nowhere", model=found.model.name)
    bill = say("costs.answer_own", model=found.model.name, way=best.name(say), month=money.say(best.month.likely, say))
    return f"{bill} {crossing(best, say)}"


def crossing(way: WayBill, say: Voice) -> str:
    """From when a way pays, with the machines that it then takes and whether the cases agree."""
    cases, now = way.break_even, way.volume.requests_per_month
    likely = cases.likely
    if likely.crossing is Crossing.FROM and likely.requests_per_month is not None:
        told = say.number(rounded(likely.requests_per_month), 0)
        words = "costs.pays_now" if likely.requests_per_month <= now else "costs.pays_from"
        machines = say.count(likely.machines or 1, "costs.one_machine", "costs.machines")
        return f"{say(words, volume=told, machines=machines)}{_doubt(way, say)}"
    return f"{say(CROSSINGS[likely.crossing])}{_doubt(way, say)}"


def _doubt(way: WayBill, say: Voice) -> str:
    """Where the best and the worst case differ in kind."""
    best, worst = way.break_even.best, way.break_even.worst
    pays = (Crossing.FROM, Crossing.ALWAYS)
    if best.crossing in pays and worst.crossing not in pays:
        return " " + say("costs.in_doubt")
    return ""
