"""The models that the requirements keep out, grouped by the one they miss, and what would let each group in."""

from typing import Final, NamedTuple

import numpy as np

from llmselect.estimates.quantization_choice import NEVER
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.settings import EvidenceAsked, Requirements
from llmselect.units import Floats, Ints

SEVERAL: Final = "several"
"""Code of the group whose models miss more than one requirement, or would run at a quantization of little use."""
MUST_STAY: Final = frozenset({"fits"})
"""Requirements that nobody can drop: what does not fit does not run."""


class ExcludedGroup(NamedTuple):
    """Models kept out by one requirement alone, or by several."""

    code: str
    rows: tuple[int, ...]
    """Of each model the candidate that misses least, the nearest miss first."""


def excluded_groups(found: Recommendation) -> tuple[ExcludedGroup, ...]:
    """Groups by falling size; those that miss several requirements stand last, with the fewest misses first."""
    codes = list(found.met)
    if not codes:
        return ()
    misses = np.stack([~found.met[code] for code in codes], axis=1)
    count = misses.sum(axis=1) + _never_stands(found)
    nearest = _nearest_of_each_model(found, count)
    alone = count[nearest] == 1
    groups = [_group(found, code, nearest[alone & misses[nearest, j]]) for j, code in enumerate(codes)]
    groups.sort(key=lambda group: -len(group.rows))
    several = nearest[~alone]
    by_misses = several[np.argsort(count[several], kind="stable")]
    groups.append(ExcludedGroup(SEVERAL, tuple(by_misses.tolist())))
    return tuple(group for group in groups if group.rows)


def _never_stands(found: Recommendation) -> Ints:
    """1 for runs whose quantization loses too much to stand for their model, unless the visitor named it, (rows,)."""
    estimates = found.estimates
    lossy = estimates.rows.local & (estimates.preference >= NEVER) & (found.requirements.quantization is None)
    return lossy.astype(np.int64)


def _nearest_of_each_model(found: Recommendation, misses: Ints) -> Ints:
    """Of each model that has no place, the row that misses the fewest requirements, of these the best score."""
    estimates, rows = found.estimates, found.excluded_rows
    rows = rows[np.argsort(misses[rows], kind="stable")]
    rows = rows[~np.isin(estimates.rows.weights[rows], estimates.rows.weights[found.ordered])]
    _, first = np.unique(estimates.rows.weights[rows], return_index=True)
    return rows[np.sort(first)]


def _group(found: Recommendation, code: str, rows: Ints) -> ExcludedGroup:
    """Nearest miss first where the requirement has a figure; else they stay by falling score."""
    distance = _distance(found, code)
    ordered = rows if distance is None else rows[np.argsort(distance[rows], kind="stable")]
    return ExcludedGroup(code, tuple(ordered.tolist()))


def _distance(found: Recommendation, code: str) -> Floats | None:
    """How far each row is from the requirement, (rows,); None where only yes or no is asked."""
    estimates = found.estimates
    match code:
        case "fits" | "fully_on_accelerator":
            needed = np.full(len(estimates), np.nan)
            needed[: len(estimates.runs)] = estimates.runs.memory.total_bytes
            return needed
        case "context":
            return -estimates.context_tokens
        case "volume":
            return estimates.busy_hours
        case "privacy_level":
            return -estimates.privacy_level
        case "usd_per_month":
            return estimates.usd_per_month
        case "ttft_s":
            return estimates.ttft_s.likely
        case "thinking_answer_s":
            return estimates.finish_s.likely
        case "decode_tokens_per_s":
            return -estimates.decode.likely
        case _:
            return None


def admitting(code: str, requirements: Requirements) -> Requirements | None:
    """The requirements without this one; None where it cannot be dropped or is not one alone."""
    if code in MUST_STAY or code not in Requirements.model_fields:
        return None
    value = getattr(requirements, code)
    if code == "evidence":
        return requirements.model_copy(update={code: EvidenceAsked.ANY})
    if isinstance(value, bool):
        return requirements.model_copy(update={code: not value})
    return requirements.model_copy(update={code: None})
