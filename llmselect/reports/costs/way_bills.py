"""Bills of machines of one's own at one volume: what each takes to serve it, costs, emits, and from when it pays."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.price_terms.price_days import is_stale, sources_disagree
from llmselect.estimates.core.columns import Estimate
from llmselect.estimates.cost.break_even import BreakEvens, break_evens
from llmselect.estimates.cost.hosting import Hosting, HostingKind, hosting_usd, machines_needed, monthly_terms
from llmselect.estimates.cost.volume import Volume
from llmselect.estimates.energy.answers import OwnEnergy, own_energy
from llmselect.estimates.hardware.accelerator_groups import accelerator_of
from llmselect.estimates.hosting_ways import in_data_centre
from llmselect.settings import Settings
from llmselect.text import Voice


@dataclass(frozen=True, eq=False)
class WayBill:
    """One way to host, at the visitor's volume."""

    catalog: Catalog
    settings: Settings
    way: Hosting
    mine: bool
    """It is the machine of the settings."""
    api_usd_per_request: Estimate | None

    @property
    def volume(self) -> Volume:
        """What is asked of it."""
        return Volume.of(self.settings.workload, self.settings.spending)

    @cached_property
    def month(self) -> Estimate | None:
        """US dollars a month; None where it cannot serve the volume or a price is missing."""
        asked = np.array([self.volume.requests_per_month])
        return Estimate.at(hosting_usd(self.way, self.settings.costs, self.settings.spending, asked), 0)

    @cached_property
    def year(self) -> Estimate | None:
        """US dollars of the first twelve months; None where some month cannot be served."""
        bill = hosting_usd(self.way, self.settings.costs, self.settings.spending, self.volume.months)
        low, likely, high = (float(side.sum()) for side in bill)
        return None if np.isnan(likely) else Estimate(low, likely, high)

    @property
    def request(self) -> Estimate | None:
        """US dollars for one request at this volume."""
        if self.month is None:
            return None
        return Estimate(*(side / self.volume.requests_per_month for side in self.month))

    @cached_property
    def machines(self) -> Estimate | None:
        """Machines that serve the busiest hour, spare ones among them; None where the model does not run on it."""
        if self.way.capacity is None:
            return None
        hourly = self.way.capacity.requests_per_hour
        peak, spare = self.volume.peak_per_hour, self.settings.spending.spare_machines
        return Estimate(*(max(float(np.ceil(peak / hourly[2 - side] - 1e-9)), 1.0) + spare for side in range(3)))

    @property
    def serves(self) -> bool:
        """Whether as many machines as there are serve the busiest hour, by the likely speed."""
        most = self.way.most_machines
        return self.machines is not None and (most is None or self.machines.likely <= most)

    @cached_property
    def break_even(self) -> BreakEvens:
        """Against the API that it is compared with."""
        return break_evens(self.way, self.settings.costs, self.settings.spending, self.api_usd_per_request)

    @cached_property
    def energy(self) -> OwnEnergy | None:
        """Of a month."""
        if self.machines is None or not self.serves:
            return None
        centre = in_data_centre(self.catalog, self.way.machine)
        return own_energy(self.way, self.settings, self.volume.requests_per_month, self.machines, data_centre=centre)

    def curve(self, volumes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The likely bill at each volume, NaN where it cannot be served, and the machines behind it."""
        terms = monthly_terms(self.way, self.settings.costs, self.settings.spending)
        bill = hosting_usd(self.way, self.settings.costs, self.settings.spending, volumes).likely
        return bill, (np.full(len(volumes), np.nan) if terms is None else machines_needed(terms[1], volumes))

    @property
    def day(self) -> datetime.date | None:
        """Of the price of its accelerators; None where none is counted."""
        accelerator = accelerator_of(self.catalog, self.way.machine)
        if accelerator is None or self.way.kind is HostingKind.MINE:
            return None
        price = accelerator.rental if self.way.kind is HostingKind.RENTED else accelerator.purchase
        return None if price is None else price.checked

    def stale(self, today: datetime.date) -> bool:
        """Whether that price is too old to be taken as it is."""
        return self.day is not None and is_stale(self.day, today)

    @property
    def disagreeing(self) -> bool:
        """Whether sources name rents that lie apart."""
        accelerator = accelerator_of(self.catalog, self.way.machine)
        return self.way.kind is HostingKind.RENTED and accelerator is not None and sources_disagree(accelerator)

    def name(self, say: Voice) -> str:
        """`Rented: 2 × L40S`, `Your machine: RTX 4090`."""
        count, one = self.way.machine.count, machine_name(self.catalog, self.way)
        device = one if count == 1 else f"{count} × {one}"
        words = "costs.way_mine" if self.mine else WAYS[self.way.kind]
        return say(words, device=device)


WAYS: Final = {
    HostingKind.MINE: "costs.way_mine",
    HostingKind.BOUGHT: "costs.way_bought",
    HostingKind.RENTED: "costs.way_rented",
}
PROCESSOR: Final = "CPU"


def machine_name(catalog: Catalog, way: Hosting) -> str:
    """Of one accelerator, or of the host's processor where there is none."""
    accelerator = accelerator_of(catalog, way.machine)
    return PROCESSOR if accelerator is None else accelerator.name
