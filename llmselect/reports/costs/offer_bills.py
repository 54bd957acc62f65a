"""Bills of offers: one row drawn from the columns with all that the page says of it, and which rows are comparable."""

import datetime
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.efforts import EFFORTS, Effort, default_efforts
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.offers import Offer
from llmselect.catalog.price_terms.other_prices import (
    OtherHours,
    PlannedChange,
    of_region,
    other_hours,
    planned_changes,
    regional_prices,
)
from llmselect.catalog.price_terms.price_days import is_stale, price_day, price_source
from llmselect.estimates.core.columns import Estimate, Range
from llmselect.estimates.cost.offer_costs import OfferCosts, offer_costs
from llmselect.estimates.cost.volume import Volume
from llmselect.estimates.energy.answers import OfferEnergy, offer_energy
from llmselect.estimates.energy.countries import country
from llmselect.estimates.quality import Evidence, evidence_at, quality_at
from llmselect.settings import Settings
from llmselect.units import Bools, Ints


@dataclass(frozen=True, eq=False)
class OfferBills:
    """Columns of all offers for one situation; a bill is drawn from them when somebody looks at it."""

    catalog: Catalog
    settings: Settings
    day: datetime.date
    costs: OfferCosts
    energy: OfferEnergy
    quality: Range
    scored: Bools
    """Rows whose quality some public score stands behind."""

    @classmethod
    def of(cls, catalog: Catalog, settings: Settings, day: datetime.date | None = None) -> "OfferBills":
        """Everything that is known of every offer at this volume; `day`: of the prices, default today."""
        today = day or datetime.datetime.now(datetime.UTC).date()
        workload = settings.workload
        costs = offer_costs(catalog, workload, Volume.of(workload, settings.spending), today)
        quality = quality_at(catalog, workload.use, costs.rows.model, costs.rows.effort)
        scored = evidence_at(catalog, workload.use, costs.rows.model, costs.rows.effort) > Evidence.EXPECTED
        return cls(catalog, settings, today, costs, offer_energy(catalog, costs, workload), quality, scored)

    def bill(self, row: int) -> "OfferBill":
        """One row with its names."""
        return OfferBill(self, row)

    @cached_property
    def at_default(self) -> Bools:
        """Rows at the effort that a request gets which names none, shape (rows,)."""
        defaults = default_efforts(self.catalog)
        wanted = np.array([EFFORTS.index(defaults[model.id].effort) for model in self.catalog.file.models])
        return self.costs.rows.effort == wanted[self.costs.rows.model]

    @cached_property
    def usable(self) -> Bools:
        """Rows that one can count on, in the visitor's region where a provider has several, shape (rows,)."""
        here = of_region(self.catalog, in_eu=country(self.settings.spending.country).in_eu)
        return self.costs.usable & here[self.costs.rows.offer]

    @cached_property
    def weights(self) -> Ints:
        """Rows with the same number are the same weights, shape (rows,)."""
        positions = {model.id: at for at, model in enumerate(self.catalog.file.models)}
        of_models = np.array([positions[model.weights] for model in self.catalog.file.models], dtype=np.int64)
        return of_models[self.costs.rows.model]

    def cheapest(self, among: Bools) -> "OfferBill | None":
        """Of usable rows the one that costs least; None where there is none."""
        rows = np.flatnonzero(among & self.usable)
        return self.bill(int(rows[np.argmin(self.costs.request.likely[rows])])) if len(rows) else None

    def of_weights(self, model: LanguageModel) -> Bools:
        """Rows of a model's own weights at its default effort: the same quality by what they are."""
        position = next(at for at, each in enumerate(self.catalog.file.models) if each.id == model.weights)
        return (self.weights == position) & self.at_default

    def as_good_as(self, quality: float) -> Bools:
        """Rows at their default effort whose scored quality is likely no less."""
        return self.at_default & self.scored & (self.quality.likely >= quality)


@dataclass(frozen=True, eq=False)
class OfferBill:
    """One offer at one effort."""

    bills: OfferBills
    row: int

    @property
    def offer(self) -> Offer:
        """The provider's offer."""
        return self.bills.catalog.file.offers[int(self.bills.costs.rows.offer[self.row])]

    @property
    def model(self) -> LanguageModel:
        """The model that is served."""
        return self.bills.catalog.file.models[int(self.bills.costs.rows.model[self.row])]

    @property
    def provider(self) -> str:
        """Its name."""
        return self.bills.catalog.providers[self.offer.provider].name

    @property
    def effort(self) -> Effort:
        """How much the model thinks."""
        return EFFORTS[int(self.bills.costs.rows.effort[self.row])]

    @property
    def request(self) -> Estimate | None:
        """US dollars for one request; None where no price is published."""
        return Estimate.at(self.bills.costs.request, self.row)

    @property
    def month(self) -> Estimate | None:
        """US dollars for a month."""
        return Estimate.at(self.bills.costs.month, self.row)

    @property
    def year(self) -> Estimate | None:
        """US dollars for the first twelve months, growth and planned prices counted."""
        return Estimate.at(self.bills.costs.year, self.row)

    @property
    def thinking_tokens(self) -> Estimate | None:
        """Tokens of thought before an answer."""
        return Estimate.at(self.bills.costs.thinking_tokens, self.row)

    @property
    def kwh(self) -> Estimate | None:
        """Energy of one answer; None where nobody knows or supposes the size."""
        return Estimate.at(self.bills.energy.kwh, self.row)

    @property
    def kg(self) -> Estimate | None:
        """Kilograms of CO2-equivalent of one answer."""
        return Estimate.at(self.bills.energy.kg, self.row)

    @property
    def quality(self) -> Estimate | None:
        """Points out of 100 for the use of the workload."""
        return Estimate.at(self.bills.quality, self.row)

    @property
    def day(self) -> datetime.date | None:
        """Of the price."""
        return price_day(self.bills.catalog, self.offer)

    @property
    def price_source(self) -> str:
        """Who read the price, where; empty where there is none."""
        return price_source(self.bills.catalog, self.offer)

    @property
    def stale(self) -> bool:
        """Whether the price is too old to be taken as it is."""
        return self.day is not None and is_stale(self.day, self.bills.day)

    @property
    def other_hours(self) -> OtherHours | None:
        """A price that holds at other hours."""
        return other_hours(self.offer, self.bills.settings.workload.prompt_tokens, self.bills.day)

    @property
    def planned(self) -> PlannedChange | None:
        """The next price that is announced."""
        changes = planned_changes(self.offer, self.bills.settings.workload.prompt_tokens, self.bills.day)
        return changes[0] if changes else None

    @property
    def regions(self) -> "tuple[OfferBill, ...]":
        """The same effort of other regions or profiles of this provider that cost something else."""
        rows, offers = self.bills.costs.rows, self.bills.catalog.file.offers
        others = [offers.index(offer) for offer in regional_prices(self.bills.catalog, self.offer)]
        alike = np.flatnonzero(np.isin(rows.offer, others) & (rows.effort == rows.effort[self.row]))
        found = [self.bills.bill(int(row)) for row in alike]
        return tuple(each for each in found if each.request is not None and each.request != self.request)
