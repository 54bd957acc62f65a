"""Electric power of a machine while it computes; where nobody published it, the wide range of its kind."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from llmselect.catalog.accelerators import Accelerator, AcceleratorKind
from llmselect.catalog.catalog import Catalog
from llmselect.estimates.core.columns import Estimate
from llmselect.estimates.hardware.accelerator_groups import AcceleratorGroup

DESKTOP_W: Final = Estimate(15.0, 65.0, 250.0)
"""A laptop at 15 W, AMD's and Intel's common desktop class of 65 W, and what their largest draw for a while,
230 to 253 W (https://www.digitaltrends.com/computing/amd-ryzen-7000-can-draw-almost-as-much-power-as-intel/,
https://phonemantra.com/amd-vs-intel-power-efficiency, read 2026-11-28)."""
SERVER_W: Final = Estimate(65.0, 200.0, 500.0)
"""Thermal design power of servers' processors passes 200 W (https://probsee.com/p/Thermal_design_power, read
2026-11-28); the ends are a third and two and a half times that, as nobody says how many sockets there are."""
SERVER_FAMILY: Final = "cpu_server"


def power_w(catalog: Catalog, groups: Sequence[AcceleratorGroup]) -> Estimate:
    """Watts of all accelerators together; of the host's processor where it runs models alone (no groups)."""
    if not groups:
        return DESKTOP_W
    each = [(_of(catalog, group.accelerator), group.count) for group in groups]
    return Estimate(*(float(sum(watts[side] * count for watts, count in each)) for side in range(3)))


def power_known(groups: Sequence[AcceleratorGroup]) -> bool:
    """Whether a published figure stands behind the power of every accelerator."""
    return bool(groups) and all(group.accelerator.power_w is not None for group in groups)


def _of(catalog: Catalog, accelerator: Accelerator) -> Estimate:
    if accelerator.power_w is not None:
        return Estimate(accelerator.power_w, accelerator.power_w, accelerator.power_w)
    if accelerator.kind is AcceleratorKind.PROCESSOR:
        return SERVER_W if accelerator.chip_family == SERVER_FAMILY else DESKTOP_W
    kin = [a.power_w for a in catalog.file.accelerators if a.kind is accelerator.kind and a.power_w is not None]
    if not kin:
        return DESKTOP_W
    return Estimate(min(kin), float(np.median(kin)), max(kin))
