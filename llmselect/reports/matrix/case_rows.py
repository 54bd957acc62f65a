"""The matrix as rows for CSV and as a JSON document with its results."""

import json
from collections.abc import Iterator

from llmselect.scoring.matrix.case_values import CaseValues
from llmselect.scoring.robustness.degenerate import DegenerateCase

COLUMNS = ("rank", "candidate", "score_of_100", "score_low_of_100", "score_high_of_100", "criterion", "unit", "value")
MORE = ("value_low", "value_high", "original_value", "edited", "worth_0_to_1", "share_of_weight", "points", "note")


def case_rows(values: CaseValues) -> Iterator[dict[str, object]]:
    """One row for each candidate and criterion, best candidate first; unknown is empty."""
    case = values.case
    low, high = values.ranges
    for row in map(int, values.order):
        candidate = case.candidates[row]
        scores = (
            int(values.ranks[row]),
            candidate.name,
            *(round(float(s[row]), 3) for s in (values.scores, low, high)),
        )
        for column, criterion in enumerate(case.criteria):
            cell = case.by_key.get((candidate.id, criterion.id))
            key = (candidate.id, criterion.id)
            measure = (None,) * 3 if cell is None else tuple(map(_clean, (cell.likely, cell.low, cell.high)))
            original = case.originals.get(key)
            edited = key in case.originals if cell is not None or original is not None else None
            known = (*measure, None if original is None else _clean(original.likely), edited)
            worth = float(values.matrix.likely[row, column])
            counted = (None if cell is None else round(worth, 6), round(float(values.shares[column]), 6))
            points = round(float(values.contributions[row, column]), 3)
            cells = (
                *scores,
                criterion.name,
                criterion.unit,
                *known,
                *counted,
                points,
                "" if cell is None else cell.note,
            )
            yield dict(zip((*COLUMNS, *MORE), cells, strict=True))


def _clean(value: float) -> float:
    """Twelve figures that count: without the dust of binary fractions, as in 1.8699999999999997."""
    return float(f"{value:.12g}")


def as_case_document(values: CaseValues) -> bytes:
    """The whole matrix, to be opened again, and beside it what follows of it."""
    case = values.case
    robustness = values.robustness
    first = None if isinstance(robustness, DegenerateCase) else [round(float(share), 4) for share in robustness.first]
    result = {
        "order": [case.candidates[int(row)].id for row in values.order],
        "scores_of_100": {c.id: round(float(s), 4) for c, s in zip(case.candidates, values.scores, strict=True)},
        "shares": {c.id: round(float(s), 6) for c, s in zip(case.criteria, values.shares, strict=True)},
        "first_in_share_of_draws": first,
    }
    document = {"case": case.model_dump(mode="json"), "result": result}
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False).encode()
