"""Every way to host one model oneself: the machine one has, devices that are sold, accelerators that clouds rent."""

from collections.abc import Iterator
from typing import Final

from llmselect.catalog.accelerators import AcceleratorKind
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.price_terms.price_days import rental_range
from llmselect.estimates.core.columns import Estimate
from llmselect.estimates.cost.capacity import Capacity, capacities
from llmselect.estimates.cost.hosting import Hosting, HostingKind
from llmselect.estimates.cost.rented_machines import COUNTS, USUAL, rented_machine
from llmselect.estimates.hardware.accelerator_groups import accelerator_of, groups_of
from llmselect.estimates.power import power_w
from llmselect.machine.machine import Machine, Split
from llmselect.settings import Costs, Ownership, Workload

BOUGHT_HOST_GIB: Final = 64.0


def hosting_ways(
    catalog: Catalog, model: LanguageModel, machine: Machine, workload: Workload, costs: Costs
) -> tuple[Hosting, ...]:
    """The visitor's machine first, then what is sold, then what is rented; of one accelerator the fewest that serve.

    What holds the model nowhere is left out, except the visitor's own machine. Raises NotPossible for a model whose
    shape is not published, UnknownName for an accelerator that the catalog lacks.
    """
    sold, rented = list(_sold(catalog)), [(name, count) for name in USUAL for count in COUNTS]
    machines = [
        machine,
        *(_bought(name, count) for name, count in sold),
        *(rented_machine(catalog, f"{count}x {name}") for name, count in rented),
    ]
    served = capacities(catalog, model, tuple(machines), workload)
    mine = _way(catalog, _kind_of_mine(costs), machine, served[0], _own_price(catalog, machine, costs))
    bought = _fewest(zip(sold, machines[1:], served[1:], strict=False))
    hired = _fewest(zip(rented, machines[1 + len(sold) :], served[1 + len(sold) :], strict=True))
    return (
        mine,
        *(_way(catalog, HostingKind.BOUGHT, on, each, _purchase(catalog, on)) for on, each in bought),
        *(_way(catalog, HostingKind.RENTED, on, each, _rent(catalog, on)) for on, each in hired),
    )


def in_data_centre(catalog: Catalog, machine: Machine) -> bool:
    """Whether its accelerators are of the kind that stands in data centres."""
    accelerator = accelerator_of(catalog, machine)
    return accelerator is not None and accelerator.kind is AcceleratorKind.DATA_CENTRE


def _way(
    catalog: Catalog, kind: HostingKind, machine: Machine, served: Capacity | None, usd: Estimate | None
) -> Hosting:
    return Hosting(kind, machine, served, usd, power_w(catalog, groups_of(catalog, machine)))


def _kind_of_mine(costs: Costs) -> HostingKind:
    """The visitor's machine is paid for as they say."""
    return {
        Ownership.OWNED: HostingKind.MINE,
        Ownership.BOUGHT: HostingKind.BOUGHT,
        Ownership.RENTED: HostingKind.RENTED,
    }[costs.ownership]


def _own_price(catalog: Catalog, machine: Machine, costs: Costs) -> Estimate | None:
    if costs.ownership is Ownership.BOUGHT:
        return _same(costs.purchase_usd) or _purchase(catalog, machine)
    return _same(costs.rental_usd_per_hour) or _rent(catalog, machine)


def _same(usd: float | None) -> Estimate | None:
    return None if usd is None else Estimate(usd, usd, usd)


def _sold(catalog: Catalog) -> Iterator[tuple[str, int]]:
    """Accelerators that some source names a price of."""
    for accelerator in catalog.file.accelerators:
        if accelerator.purchase is not None:
            yield from ((accelerator.name, count) for count in COUNTS)


def _bought(name: str, count: int) -> Machine:
    split = Split.TENSOR if count > 1 else Split.LAYER
    return Machine(accelerator=name, count=count, split=split, host_memory_gib=BOUGHT_HOST_GIB)


def _fewest(
    tried: Iterator[tuple[tuple[str, int], Machine, Capacity | None]],
) -> list[tuple[Machine, Capacity]]:
    """Of each accelerator the smallest machine that serves the model: more requests take more machines."""
    found: dict[str, tuple[Machine, Capacity]] = {}
    for (name, _), machine, served in tried:
        if served is not None:
            found.setdefault(name, (machine, served))
    return list(found.values())


def _purchase(catalog: Catalog, machine: Machine) -> Estimate | None:
    """The accelerators alone: the computer around them is not in it."""
    parts = [(group.accelerator.purchase, group.count) for group in groups_of(catalog, machine)]
    known = [(price, count) for price, count in parts if price is not None]
    if not known or len(known) < len(parts):
        return None
    low = sum(price.low_usd * count for price, count in known)
    high = sum(price.high_usd * count for price, count in known)
    return Estimate(low, (low + high) / 2, high)


def _rent(catalog: Catalog, machine: Machine) -> Estimate | None:
    """An hour of all its accelerators, over all sources."""
    ranges = [(rental_range(group.accelerator), group.count) for group in groups_of(catalog, machine)]
    known = [tuple(side * count for side in usd) for usd, count in ranges if usd is not None]
    if not known or len(known) < len(ranges):
        return None
    return Estimate(*(sum(sides) for sides in zip(*known, strict=True)))
