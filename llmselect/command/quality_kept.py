"""What `estimate` says of quality: the share of an ordinary task score that a model keeps in its quantization."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from llmselect.command.questions import Resolved
from llmselect.estimates.core.columns import Range
from llmselect.estimates.quality.quantization.quantization_loss import (
    FEW_BITS,
    FEW_BITS_WARNING,
    NOT_MEASURED,
    log_odds_lost,
    share_kept,
)
from llmselect.estimates.quality.quantization.quantization_methods import is_stored_natively, stored_runs
from llmselect.text import Text
from llmselect.units import Floats

SOURCE: Final = Text(
    "Share of an ordinary task score that is left, fitted on published scores of quantized models "
    "(docs/quantization.md).",
    "Part d’un score ordinaire qui est conservée, ajustée sur les scores publiés de modèles quantifiés "
    "(docs/quantization.md).",
)


def quality_kept(questions: Sequence[Resolved], total_parameters: Floats) -> Range:
    """Share (0 to 1) for each question; `total_parameters`: of its model, shape (questions,)."""
    kept = Range(*(np.full(len(questions), np.nan) for _ in Range._fields))
    asked = [(each.question.use, each.question.kv) for each in questions]
    stored = stored_runs(
        [each.quantization for each in questions],
        [is_stored_natively(each.model, each.architecture, each.quantization) for each in questions],
    )
    mixture = np.array([each.architecture.experts is not None for each in questions])
    for use, kv in set(asked):
        rows = np.flatnonzero([one == (use, kv) for one in asked])
        found = share_kept(log_odds_lost(stored.take(rows), total_parameters[rows], mixture[rows], use, kv), use)
        for column, values in zip(kept, found, strict=True):
            column[rows] = values
    return kept


def source_of(resolved: Resolved) -> Text:
    """Where the share comes from, and which other use's loss stands in."""
    borrowed = NOT_MEASURED.get(resolved.question.use)
    coarse = FEW_BITS_WARNING if resolved.quantization.nominal_bits < FEW_BITS else None
    parts = [part for part in (SOURCE, borrowed, coarse) if part is not None]
    return Text(" ".join(part.en for part in parts), " ".join(part.fr for part in parts))
