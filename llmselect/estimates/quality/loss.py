"""What storing the weights in fewer bits costs in quality, from published measurements."""

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.estimates.core.candidates import Candidates
from llmselect.estimates.core.columns import Range


def with_quantization_loss(points: Range, catalog: Catalog, rows: Candidates) -> Range:
    """Points of each candidate: the model's, times the share that its quantization keeps.

    Where nobody published that share, it lies between those of the measured neighbours in bits, and the coarser one
    counts: a quantization is not preferred because nobody measured it (AWQ over Q4_K_M).
    """
    kept = _kept(catalog)
    nothing_lost = Range(*(np.append(column, 1.0) for column in kept))
    return Range(
        points.low[rows.model] * nothing_lost.low[rows.quantization],
        points.likely[rows.model] * nothing_lost.likely[rows.quantization],
        points.high[rows.model] * nothing_lost.high[rows.quantization],
    )


def _kept(catalog: Catalog) -> Range:
    """Share of the 16-bit quality that each quantization keeps: low, likely, high."""
    measured = sorted(
        (q.nominal_bits, q.quality_kept) for q in catalog.file.quantizations if q.quality_kept is not None
    )
    bits = np.array([b for b, _ in measured] or [16.0])
    share = np.minimum(np.array([k for _, k in measured] or [1.0]), 1.0)
    rows: list[tuple[float, float, float]] = []
    for quantization in catalog.file.quantizations:
        if quantization.quality_kept is not None:
            value = min(quantization.quality_kept, 1.0)
            around = (value, value, value)
        else:
            coarser, finer = share[bits <= quantization.nominal_bits], share[bits >= quantization.nominal_bits]
            least = float(coarser.max()) if len(coarser) else 0.0
            around = (least, least, float(finer.min()) if len(finer) else 1.0)
        rows.append(around)
    low, likely, high = np.array(rows).T
    return Range(low, likely, high)
