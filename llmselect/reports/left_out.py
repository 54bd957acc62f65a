"""The models that the requirements keep out, grouped by the one they miss, and what would let each group in."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

import numpy as np

from llmselect.estimates.assessment import CandidateEstimates
from llmselect.estimates.quantization_choice import NEVER
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.settings import EvidenceAsked, Requirements
from llmselect.units import Floats, Ints

SEVERAL: Final = "several"
"""Code of the group whose models miss more than one requirement, or would run at a quantization of little use."""
MUST_STAY: Final = frozenset({"fits"})
"""Requirements that nobody can drop: what does not fit does not run."""

LIMITS: Final[Mapping[str, Callable[[CandidateEstimates], Floats]]] = {
    "privacy_level": lambda found: found.privacy_level.astype(np.float64),
    "usd_per_month": lambda found: found.usd_per_month,
    "ttft_s": lambda found: found.ttft_s.likely,
    "thinking_answer_s": lambda found: found.finish_s.likely,
    "decode_tokens_per_s": lambda found: found.decode.likely,
}
"""By code of a requirement with a limit that the visitor sets: the figure it is held against, (rows,)."""
AT_LEAST: Final = frozenset({"privacy_level", "decode_tokens_per_s"})
"""Limits that a figure must reach; the others must not be passed."""


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
        case _ if code in LIMITS:
            return LIMITS[code](estimates) * (-1 if code in AT_LEAST else 1)
        case _:
            return None


def lowered(found: Recommendation, group: ExcludedGroup) -> Requirements | None:
    """The requirements with this one's limit just where it lets the whole group in; None where it has no limit.

    A limit that would have to go as far as it can, or to a value that nobody knows, is no limit any more.
    """
    if group.code not in LIMITS:
        return None
    values = LIMITS[group.code](found.estimates)[list(group.rows)]
    if np.isnan(values).any():
        return None
    falling = group.code in AT_LEAST
    limit = _rounded(float(values.min() if falling else values.max()), up=not falling)
    if limit <= 0 or not np.isfinite(limit):
        return None
    typed = int(limit) if group.code == "privacy_level" else limit
    return found.requirements.model_copy(update={group.code: typed})


def _rounded(value: float, *, up: bool) -> float:
    """To two figures, away from the group, so that all of it stays inside."""
    if value <= 0 or not np.isfinite(value):
        return value
    step = 10.0 ** (np.floor(np.log10(value)) - 1)
    return float(round((np.ceil if up else np.floor)(value / step) * step, 6))


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
