"""Places that nobody can tell from the first, and which of them is shown large.

Noise is the 80 % interval of the difference to the first, not of either score: what both share (the error of the same
weights' quality, of the same machine's speed and power) cancels. Which of the equal ones is shown large is a pick, not
a rank.
"""

from typing import Final

import numpy as np

from llmselect.estimates.assessment import CandidateEstimates
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.matrix import DecisionMatrix
from llmselect.units import Bools, Floats, Ints

PICK_WITHIN_POINTS: Final = 2.0
"""Of 100. Without a limit models of last year were shown before better ones that boards have not reached yet; within
one point half of the first places rest on boards of the use, within two points nine in ten do."""
SAME_AS_SHOWN_POINTS: Final = 0.5
"""Scores are written in whole points where they are shown large."""
NORMAL_80: Final = 1.2816
"""Standard deviations from the middle to the end of an 80 % interval."""
SAME_MACHINE: Final = 0.44
"""Share of the variance of speed errors that is the machine's: two models on it are wrong alike. Intraclass correlation
of the logarithmic errors of 798 decode speeds on 54 devices that the fit had not seen (speed_left_out.csv, 28 Nov)."""


def tied_with_first(estimates: CandidateEstimates, matrix: DecisionMatrix, shares: Floats, rows: Ints) -> Bools:
    """Which of these rows, best first, are within the noise of the first of them; shape (rows,)."""
    if not len(rows):
        return np.zeros(0, dtype=np.bool_)
    gap = matrix.cautious[rows[0]] @ shares - matrix.cautious[rows] @ shares
    tied = gap <= difference_noise(estimates, matrix, shares, rows)
    tied[0] = True
    return tied


def difference_noise(estimates: CandidateEstimates, matrix: DecisionMatrix, shares: Floats, rows: Ints) -> Floats:
    """How far a row may catch up with the first of them, half of the 80 % interval, in scores of 0 to 1; (rows,)."""
    middle = np.where(np.isnan(matrix.likely), (matrix.low + matrix.high) / 2, matrix.likely)
    scale = np.array([NORMAL_80 / criterion.deviations for criterion in CRITERIA]) * shares
    below, above = (middle - matrix.low)[rows] * scale, (matrix.high - middle)[rows] * scale
    common = _in_common(estimates, rows)
    alone = (1 - common) * (below[0] ** 2 + above**2)
    together = common * (below[0] - below) ** 2  # what both share moves both down
    return np.sqrt((alone + together).sum(axis=1))


def _in_common(estimates: CandidateEstimates, rows: Ints) -> Floats:
    """Correlation of each row's error with the first row's, criterion by criterion; shape (rows, criteria)."""
    columns = estimates.rows
    both_here = columns.local[rows] & columns.local[rows[0]]
    same_weights = columns.weights[rows] == columns.weights[rows[0]]
    shared = {"quality": same_weights * 1.0, "latency": both_here * SAME_MACHINE, "cost": both_here * 1.0}
    columns_of = [shared.get(criterion.name, np.zeros(len(rows))) for criterion in CRITERIA]
    return np.stack(columns_of, axis=1).astype(np.float64)


def soonest(estimates: CandidateEstimates, rows: Ints, score: Floats, tied: Bools) -> int:
    """Position of the row to show large where speed counts and quality does not: of equal ones the soonest answer.

    Past `best` nobody feels a gain, so that a provider of 110 tokens/s scores as one of 1,000: the faster is as good.
    """
    equal = np.flatnonzero(tied & (score[rows[:1]] - score[rows] < SAME_AS_SHOWN_POINTS))
    return int(equal[np.argmin(estimates.finish_s.likely[rows[equal]])]) if len(equal) else 0


def pick(estimates: CandidateEstimates, rows: Ints, score: Floats, tied: Bools) -> int:
    """Position of the row to show large: the first, or of equal ones that are better proven that of fewest parameters.

    Equal means here: tied, and less than `PICK_WITHIN_POINTS` behind. Size alone takes nobody's place: on a laptop a
    model of 0.8 B may tie with one of 4 B. `score`: points out of 100 of all candidates.
    """
    evidence = estimates.evidence[rows]
    equal = tied & (score[rows[:1]] - score[rows] < PICK_WITHIN_POINTS)
    better = np.flatnonzero(equal & (evidence == evidence[equal].max(initial=0)) & (evidence > evidence[:1]))
    if not len(better):
        return 0
    models = estimates.catalog.file.models
    numbers: list[int] = estimates.rows.model[rows[better]].tolist()
    size = np.array([models[number].total_parameters or np.inf for number in numbers])
    return int(better[np.lexsort((better, size))[0]])
