"""Devices that one can buy or rent and that hold a quantization wholly: the smallest of each kind, by name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from llmselect.catalog.accelerators import Accelerator, AcceleratorKind
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.estimates.core.candidates import known_architecture, runs
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.runs.run_estimates import RunEstimate, RunRequest, estimate_trials
from llmselect.estimates.runs.thoughts import thinking_of
from llmselect.machine.machine import Machine
from llmselect.settings import Workload
from llmselect.text import Text, in_both
from llmselect.units import GIB

YEARS_ON_SALE: Final = 3
"""A device of the last three years is taken to be sold; an older one only where the catalog has a price for it."""
COUNTS: Final = (1, 2, 4, 8)
SIZES_TRIED: Final = 3
"""The smallest sizes of each kind and count whose memory could hold it."""
LEAST_SHARE: Final = 0.9
"""A device with less memory than this share of the model is not tried."""
MOBILE: Final = re.compile(r"Laptop|\d+M\b")
"""Soldered into a portable computer: nothing that one adds to a machine."""
KINDS: Final = (
    AcceleratorKind.GRAPHICS_CARD,
    AcceleratorKind.APPLE,
    AcceleratorKind.INTEGRATED,
    AcceleratorKind.DATA_CENTRE,
)
SHARED_MEMORY: Final = (AcceleratorKind.APPLE, AcceleratorKind.INTEGRATED)
ONE = Text("{name}, {gib} GB", "{name}, {gib}\u00a0Go")
SEVERAL = Text("{count} × {name}, {gib} GB each", "{count} × {name}, {gib}\u00a0Go chacun")


@dataclass(frozen=True, slots=True)
class DeviceWay:
    """A machine with devices that are sold, on which the quantization lies wholly."""

    device: Accelerator
    count: int
    memory_gib: float
    """Of one device, as printed on the box."""
    machine: Machine
    run: RunEstimate

    @property
    def text(self) -> Text:
        """Count, name and memory."""
        words = ONE if self.count == 1 else SEVERAL
        gib = f"{self.memory_gib:g}"
        return in_both(words, name=self.device.name, count=str(self.count), gib=gib)


class _Offered(NamedTuple):
    device: Accelerator
    together: int
    memory_gib: float


def sold_devices(
    catalog: Catalog, model: LanguageModel, machine: Machine, workload: Workload, wanted: RunEstimate
) -> tuple[DeviceWay, ...]:
    """For one run that does not lie wholly on the machine: the smallest devices of each kind that would hold it.

    Several of the same are proposed only where no single one holds it. Raises NotPossible for an unknown shape.
    """
    architecture = known_architecture(model)
    thinking = thinking_of(catalog, model, workload).likely
    for count in COUNTS:
        offered = [each for kind in KINDS for each in _of_kind(catalog, model, kind, count, machine, wanted)]
        machines = [_with(machine, each) for each in offered]
        requests = [RunRequest(each, workload, wanted.quantization, wanted.file) for each in machines]
        found = estimate_trials(catalog, architecture, requests, thinking)
        ways = [
            DeviceWay(each.device, each.together, each.memory_gib, on, run)
            for each, on, run in zip(offered, machines, found, strict=True)
            if run.fit is Fit.FULL and run.device_bytes > 0
        ]
        if ways:
            return _smallest(ways)
    return ()


def _of_kind(
    catalog: Catalog, model: LanguageModel, kind: AcceleratorKind, count: int, machine: Machine, wanted: RunEstimate
) -> Iterator[_Offered]:
    """The newest and fastest device of each of the smallest sizes that could hold it."""
    if not runs(model, wanted.quantization, {kind}) or (count > 1 and kind in SHARED_MEMORY):
        return
    least = LEAST_SHARE * max(wanted.wanted_bytes, wanted.total_bytes) / GIB / count
    sold = [each for each in catalog.file.accelerators if each.kind is kind and _is_sold(catalog, each)]
    sizes: dict[float, list[Accelerator]] = {}
    for device in sold:
        for gib in device.memory_choices_gib or ((device.memory_gib,) if device.memory_gib else ()):
            if gib >= least and (device.name, count) != (machine.accelerator, machine.count):
                sizes.setdefault(gib, []).append(device)
    for gib in sorted(sizes)[:SIZES_TRIED]:
        best = max(sizes[gib], key=lambda device: (device.release_year or 0, device.bandwidth_gb_per_s))
        yield _Offered(best, count, gib)


def _is_sold(catalog: Catalog, device: Accelerator) -> bool:
    recent = (device.release_year or 0) >= catalog.newest_check.year - YEARS_ON_SALE
    return not MOBILE.search(device.name) and (recent or device.purchase is not None)


def _with(machine: Machine, offered: _Offered) -> Machine:
    """A machine with these devices alone; the rest of the computer stays, and unified memory is the computer's."""
    changes: dict[str, object] = {
        "accelerator": offered.device.name,
        "count": offered.together,
        "custom": None,
        "memory_gib": None,
        "further": (),
        "host_layers": None,
        "experts_on_host": False,
        "placement": None,
        "expert_host_layers": None,
        "reserved_gib": None,
        "measured": (),
    }
    if offered.device.kind in SHARED_MEMORY:
        changes["host_memory_gib"] = offered.memory_gib
    return machine.model_copy(update=changes)


def _smallest(ways: Sequence[DeviceWay]) -> tuple[DeviceWay, ...]:
    """One a kind; data-centre devices only where no graphics card holds it."""
    found: dict[AcceleratorKind, DeviceWay] = {}
    for way in ways:
        found.setdefault(way.device.kind, way)
    if AcceleratorKind.GRAPHICS_CARD in found:
        found.pop(AcceleratorKind.DATA_CENTRE, None)
    return tuple(found.values())
