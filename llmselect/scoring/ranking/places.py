"""Scores, order and places: one place a model, its other candidates folded under it; and reasons for exclusion."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import isnan
from typing import NamedTuple

import numpy as np

from llmselect.estimates.assessment import CandidateEstimates
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.matrix import DecisionMatrix
from llmselect.scoring.ranking.requirements import REQUIREMENTS
from llmselect.settings import Requirements
from llmselect.text import UNKNOWN, Text, Voice
from llmselect.units import Bools, Floats, Ints


class Contribution(NamedTuple):
    """Points of the score that come from one criterion; None: nothing is known, and it counts nothing."""

    criterion: str
    points: float | None


class Reason(NamedTuple):
    """Why a requirement is not met."""

    code: str
    message: Text


@dataclass(frozen=True, slots=True)
class Place:
    """A candidate's position. The score counts what is unknown as nothing; `score_high` counts it as the best."""

    rank: int
    candidate: Candidate
    score: float
    score_high: float
    contributions: tuple[Contribution, ...]
    """In the order of CRITERIA; those that are known add up to the score."""
    folded: tuple[int, ...]
    """Rows of the same weights' other candidates that meet the requirements, best first."""

    @property
    def unknown(self) -> tuple[str, ...]:
        """Criteria that have weight and of which nothing is known."""
        return tuple(name for name, points in self.contributions if points is None)

    def in_points(self, say: Voice) -> str:
        """The score as a sum: each criterion's name and points, and which are unknown."""
        return " + ".join(
            f"{say(CRITERIA.named(name).label)} {say(UNKNOWN) if points is None else say.number(points)}"
            for name, points in self.contributions
            if points is None or points > 0
        )


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A candidate that does not meet the requirements, with every reason."""

    candidate: Candidate
    reasons: tuple[Reason, ...]


@lru_cache(maxsize=16)
def allowed(assessment: CandidateEstimates, requirements: Requirements) -> Mapping[str, Bools]:
    """Rows that meet each requirement that is asked for, by its code; kept, since a moved priority changes none."""
    return {
        requirement.code: requirement.met(assessment, requirements)
        for requirement in REQUIREMENTS
        if requirement.is_asked(requirements)
    }


def scores(matrix: DecisionMatrix, shares: Floats) -> Floats:
    """Additive value, 0 to 100: worth times share, over all criteria; what is unknown counts nothing."""
    return 100 * matrix.cautious @ shares


def tie_order(worth: Floats, alphabetical: Ints) -> Ints:
    """Tie-break order of all rows, (rows,): by worth on each criterion, then alphabetically."""
    return np.lexsort([alphabetical, *(-worth.T[::-1])])


def order(score: Floats, rows: Ints) -> Ints:
    """The given rows, best first; equal scores stay in the order given."""
    return rows[np.argsort(-np.round(score[rows], 9), kind="stable")]


def place(
    assessment: CandidateEstimates, matrix: DecisionMatrix, shares: Floats, rank: int, row: int, folded: tuple[int, ...]
) -> Place:
    """One place with its contributions."""
    worth: list[float] = matrix.likely[row].tolist()
    known = [
        (None if share > 0 else 0.0) if isnan(value) else 100 * value * float(share)
        for value, share in zip(worth, shares, strict=True)
    ]
    score = float(sum(p for p in known if p is not None))
    missing = float(sum(100 * share for p, share in zip(known, shares, strict=True) if p is None))
    return Place(
        rank=rank,
        candidate=Candidate(assessment, row),
        score=score,
        score_high=score + missing,
        contributions=tuple(Contribution(c.name, p) for c, p in zip(CRITERIA, known, strict=True)),
        folded=folded,
    )


def reasons(candidate: Candidate, requirements: Requirements, met: Mapping[str, Bools]) -> tuple[Reason, ...]:
    """Every requirement that this candidate does not meet, in a sentence each."""
    return tuple(
        Reason(requirement.code, requirement.reason(candidate, requirements))
        for requirement in REQUIREMENTS
        if requirement.code in met and not met[requirement.code][candidate.row]
    )
