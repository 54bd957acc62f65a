"""The shape of a model with the share of each tensor that its publisher left at 16 bits."""

from typing import Final

from llmselect.catalog.architecture import Architecture
from llmselect.catalog.quantizations import Tensor

TENSORS: Final = tuple(Tensor)


class PartlyQuantized(Architecture):
    """A shape as one publisher stored it; the catalog's own shapes say nothing of storage."""

    unquantized: tuple[float, ...] = ()
    """Share at 16 bits of each of TENSORS, the fused q, k, v of recurrent layers with `RECURRENT`."""


def shares_of(architecture: Architecture) -> tuple[float, ...]:
    """Those shares; nothing for a shape of which nothing is said."""
    return architecture.unquantized if isinstance(architecture, PartlyQuantized) else ()
