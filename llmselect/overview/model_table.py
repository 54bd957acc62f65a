"""The whole catalog at a glance: one row for each set of weights, with what people choose by."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.lineages import Lineage, lineage_of
from llmselect.catalog.models import LanguageModel, Lifecycle
from llmselect.catalog.offers import Offer
from llmselect.catalog.prices import offer_prices
from llmselect.catalog.standings import Use
from llmselect.estimates.assessment import CandidateEstimates
from llmselect.estimates.core.candidates import NOTHING
from llmselect.estimates.core.columns import Fit, Range
from llmselect.estimates.quality import Basis, qualities, quality, scored
from llmselect.overview.reference_machines import SmallestMachines, room, usual_quantizations
from llmselect.units import Bools, Floats, Ints

SHORT_PROMPT = 1000
INPUT_SHARE = 0.75
"""Prices are compared for three tokens in and one out, as short chats have them."""


@dataclass(frozen=True, eq=False)
class Panorama:
    """Columns over the distinct weights of a catalog, in its order; NaN and NOTHING where nothing is known."""

    catalog: Catalog
    models: tuple[LanguageModel, ...]
    rows: Ints
    """Where each stands among the catalog's models."""
    cheapest: Ints
    """Index of the cheapest offer that costs something and is not retired."""
    input_usd: Floats
    """Of that offer, US dollars per million tokens."""
    output_usd: Floats
    usual: Ints
    """Index of the quantization that memory and speed are told for."""
    room: SmallestMachines

    def __len__(self) -> int:
        return len(self.models)

    @cached_property
    def position(self) -> dict[str, int]:
        """Row of each model by its id, and of every other name of its weights."""
        own = {model.id: row for row, model in enumerate(self.models)}
        return {model.id: own[model.weights] for model in self.catalog.file.models if model.weights in own}

    @cached_property
    def lineages(self) -> tuple[Lineage, ...]:
        return tuple(lineage_of(model) for model in self.models)

    @cached_property
    def blended_usd(self) -> Floats:
        """Price of a million tokens, three in for one out."""
        return INPUT_SHARE * self.input_usd + (1 - INPUT_SHARE) * self.output_usd

    @cached_property
    def released_days(self) -> Floats:
        """Day of release as days since 1970; NaN: unknown."""
        days = [np.nan if m.release_date is None else float(m.release_date.toordinal() - 719163) for m in self.models]
        return np.array(days)

    @cached_property
    def parameters(self) -> Floats:
        return np.array([m.total_parameters or np.nan for m in self.models])

    @cached_property
    def offered(self) -> Bools:
        """Weights that anybody can fetch, or a provider's offer that is not retired."""
        alive = np.zeros(len(self), np.bool_)
        for offer in self.catalog.file.offers:
            alive[self.position[offer.model]] |= offer.state is not Lifecycle.RETIRED
        return alive | np.array([model.hub_repo is not None for model in self.models])

    def quality(self, use: Use) -> Range:
        """Points 0 to 100 with their 90 % interval."""
        return Range(*(column[self.rows] for column in quality(self.catalog, use)))

    @cached_property
    def scored(self) -> Bools:
        """Whether a public score of some use stands behind the quality; else it is only expected."""
        return scored(self.catalog, Use.GENERAL)[self.rows]

    def bases(self, use: Use) -> tuple[Basis, ...]:
        """What each quality rests on."""
        found = {each.model: each.basis for each in qualities(self.catalog, use)}
        return tuple(found[model.id] for model in self.models)

    def offer(self, row: int) -> Offer | None:
        """The cheapest offer."""
        which = int(self.cheapest[row])
        return None if which == NOTHING else self.catalog.file.offers[which]

    def prices_of(self, row: int) -> tuple[float, float] | None:
        """US dollars per million tokens, in and out, of the first offer with a price; retired ones come last."""
        prices = offer_prices(self.catalog, SHORT_PROMPT)
        known = (i for i in self.offers_of(row) if not np.isnan(prices.input[i] + prices.output[i]))
        first = next(known, None)
        return None if first is None else (float(prices.input[first]), float(prices.output[first]))

    def offers_of(self, row: int) -> tuple[int, ...]:
        """All offers of these weights, under any name: current ones first, cheapest first."""
        prices = offer_prices(self.catalog, SHORT_PROMPT)
        blended = INPUT_SHARE * prices.input + (1 - INPUT_SHARE) * prices.output
        mine = [i for i, offer in enumerate(self.catalog.file.offers) if self.position[offer.model] == row]

        def order(i: int) -> tuple[bool, float, str]:
            offer = self.catalog.file.offers[i]
            return offer.state is Lifecycle.RETIRED, float(np.nan_to_num(blended[i], nan=np.inf)), offer.id

        return tuple(sorted(mine, key=order))


@lru_cache(maxsize=16)
def panorama(catalog: Catalog) -> Panorama:
    """One row for each set of weights; a tenth of a second, once for a catalog."""
    by_id = {model.id: row for row, model in enumerate(catalog.file.models)}
    names = dict.fromkeys(model.weights for model in catalog.file.models)
    models = tuple(catalog.models[name] for name in names)
    row_of = {name: row for row, name in enumerate(names)}
    prices = offer_prices(catalog, SHORT_PROMPT)
    blended = INPUT_SHARE * prices.input + (1 - INPUT_SHARE) * prices.output
    open_now = np.array([offer.state is not Lifecycle.RETIRED for offer in catalog.file.offers], dtype=np.bool_)
    wanted = np.flatnonzero(open_now & (blended > 0))
    weights = np.array([row_of[catalog.models[offer.model].weights] for offer in catalog.file.offers], dtype=np.int64)
    cheapest = np.full(len(models), NOTHING)
    order = wanted[np.argsort(-blended[wanted], kind="stable")]
    cheapest[weights[order]] = order  # the last written, the cheapest, stays
    usual = usual_quantizations(catalog, models)
    return Panorama(
        catalog=catalog,
        models=models,
        rows=np.array([by_id[name] for name in names], dtype=np.int64),
        cheapest=cheapest.astype(np.int64),
        input_usd=_at(prices.input, cheapest),
        output_usd=_at(prices.output, cheapest),
        usual=usual,
        room=room(catalog, models, usual),
    )


def _at(column: Floats, which: Ints) -> Floats:
    return np.append(column, np.nan)[which]  # NOTHING is the last


@dataclass(frozen=True, eq=False)
class OnMachine:
    """Each row of a panorama on the visitor's machine, at the usual quantization."""

    fit: Ints
    """Fit, or NOTHING where the shape is not known or nothing runs it there."""
    decode: Range

    @property
    def runs(self) -> Bools:
        return np.isin(self.fit, (Fit.FULL, Fit.PARTIAL))


def on_machine(found: Panorama, estimates: CandidateEstimates) -> OnMachine:
    """Read from what was estimated for the machine anyway."""
    of_model = np.full(len(found.catalog.file.models), NOTHING)
    of_model[found.rows] = np.arange(len(found))
    local = np.flatnonzero(estimates.rows.local)
    mine = of_model[estimates.rows.model[local]]
    kept = (mine != NOTHING) & (estimates.rows.quantization[local] == found.usual[mine])
    where = np.full(len(found), NOTHING)
    where[mine[kept]] = local[kept]
    fit = np.where(where == NOTHING, NOTHING, estimates.fit[where])
    decode = Range(*(np.where(np.isin(fit, (1, 2)), column[where], np.nan) for column in estimates.decode))
    return OnMachine(fit.astype(np.int64), decode)
