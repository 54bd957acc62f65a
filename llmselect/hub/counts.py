"""Counts of parameters: of the language part by its shape, of one token's way through it, of what stands beside it."""

from dataclasses import dataclass

import numpy as np

from llmselect.catalog.architecture import Architecture
from llmselect.catalog.catalog import Catalog
from llmselect.estimates.shapes import shapes
from llmselect.estimates.weights import weights

COUNTED_IN = "FP16"
"""Every matrix 16-bit, so that bytes tell counts; GGUF's F16 leaves the experts of gpt-oss as they are."""
FLOAT16_BYTES = 2
LIKELY = (0.9, 1.35)
"""Published over counted; outside, the two are not of the same weights."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Parameters of a language part, by its shape alone."""

    total: float
    active: float
    """Those that one token passes through; of mixtures without an input embedding of its own, which is looked up."""


def counts(architecture: Architecture, catalog: Catalog) -> Counts | None:
    """Counted from the shape, without towers; None where the catalog has no 16-bit row to count with."""
    half = catalog.quantizations.get(COUNTED_IN)
    if half is None:
        return None
    shape = architecture.model_copy(update={"parameters": None})
    found = weights(shapes([shape]), [half], np.zeros(1, np.int64))
    total, experts = float(found.parameters[0]), float(found.expert_bytes[0]) / FLOAT16_BYTES
    mixture = architecture.experts
    idle = 0.0
    if mixture:
        looked_up = 0 if architecture.tied_embeddings else architecture.vocabulary_size * architecture.hidden_size
        idle = experts * (1 - mixture.used / mixture.count) + looked_up
    return Counts(total, total - idle) if np.isfinite(total) and total > 0 else None


def likely(total: int, counted: float) -> bool:
    """Whether a published count can be that of this shape, drafting layers included."""
    low, high = LIKELY
    return low <= total / counted <= high
