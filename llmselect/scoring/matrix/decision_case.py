"""A decision as one frozen value: candidates, criteria with their reference points, cells, and weights."""

import datetime
import math
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from llmselect.estimates.core.columns import Estimate
from llmselect.scoring.matrix.case_faults import CaseTrouble, trouble
from llmselect.scoring.matrix.plain_words import PlainName, PlainNote, PlainUnit, ShortId
from llmselect.scoring.ranking.reference_points import GOOD_ENOUGH_WORTH, ReferencePoints, ValueScale
from llmselect.scoring.robustness.draws import ConfidenceInWeights
from llmselect.settings import Weight
from llmselect.text import Labelled, Text

MOST_CANDIDATES, MOST_CRITERIA = 20, 12
HIGHEST_WEIGHT = 100.0
FORBIDDING = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True)
Finite = Annotated[float, Field(ge=-1e12, le=1e12, allow_inf_nan=False)]


class ValueOrigin(Labelled):
    """Where a criterion or a value comes from."""

    APP = "app", Text("from llmselect", "de llmselect")
    TRIAL = "trial", Text("measured in a trial", "mesuré lors d’un essai")
    OWN = "own", Text("entered by hand", "saisi à la main")


class CaseCandidate(BaseModel):
    """One thing to choose, whatever it is."""

    model_config = FORBIDDING

    id: ShortId
    name: PlainName
    note: PlainNote = ""
    origin: ValueOrigin = ValueOrigin.OWN
    app_id: Annotated[str, Field(max_length=200)] = ""
    """Its id among the app's candidates, by which more of its values are found; empty for others."""


class CaseCriterion(BaseModel):
    """Something that matters in this decision, with three reference points that no candidate moves."""

    model_config = FORBIDDING

    id: ShortId
    name: PlainName
    unit: PlainUnit = ""
    scale: ValueScale = ValueScale.LINEAR
    unacceptable: Finite
    """Worth nothing."""
    good_enough: Finite
    best: Finite
    """Worth everything; larger than `unacceptable` where more is better, else smaller."""
    at_good_enough: Annotated[float, Field(gt=0, lt=1)] = GOOD_ENOUGH_WORTH
    """Worth at `good_enough`."""
    origin: ValueOrigin = ValueOrigin.OWN
    note: PlainNote = ""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        up = self.unacceptable < self.good_enough < self.best
        if not up and not self.unacceptable > self.good_enough > self.best:
            raise trouble(CaseTrouble.POINTS)
        if self.scale is ValueScale.LOGARITHMIC and min(self.points) <= 0:
            raise trouble(CaseTrouble.FACTORS)
        return self

    @property
    def more_is_better(self) -> bool:
        """The direction, as the reference points say it."""
        return self.best > self.unacceptable

    @property
    def points(self) -> ReferencePoints:
        """The three reference points, in the criterion's unit."""
        return ReferencePoints(self.unacceptable, self.good_enough, self.best)


class CaseCell(BaseModel):
    """What is known of one candidate on one criterion, in the criterion's unit."""

    model_config = FORBIDDING

    candidate: ShortId
    criterion: ShortId
    low: Finite
    likely: Finite
    high: Finite
    original: Estimate | None = None
    """The app's value before somebody changed it; None where nobody did, or where there was none."""
    edited: bool = False
    """Entered or changed by hand."""
    note: PlainNote = ""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.low <= self.likely <= self.high:
            raise trouble(CaseTrouble.INTERVAL)
        if self.original is not None and not all(map(math.isfinite, self.original)):
            raise trouble(CaseTrouble.NUMBER)
        return self

    @property
    def measure(self) -> Estimate:
        """Low, likely and high together."""
        return Estimate(self.low, self.likely, self.high)

    @property
    def key(self) -> tuple[str, str]:
        """Candidate and criterion."""
        return self.candidate, self.criterion


class EmptiedCell(BaseModel):
    """A value of the app that somebody took out: the cell is unknown now, and this is what stood in it."""

    model_config = FORBIDDING

    candidate: ShortId
    criterion: ShortId
    original: Estimate

    @model_validator(mode="after")
    def _finite(self) -> Self:
        if not all(map(math.isfinite, self.original)):
            raise trouble(CaseTrouble.NUMBER)
        return self

    @property
    def key(self) -> tuple[str, str]:
        """Candidate and criterion."""
        return self.candidate, self.criterion


class DecisionCase(BaseModel):
    """The whole decision. Everything typed in it is checked, so that a file or a link can be trusted as far as it goes.

    Raises ValidationError (pydantic) for names that repeat, cells of nobody, and numbers that are none.
    """

    model_config = FORBIDDING

    version: Literal[1] = 1
    title: PlainName
    candidates: Annotated[tuple[CaseCandidate, ...], Field(max_length=MOST_CANDIDATES)] = ()
    criteria: Annotated[tuple[CaseCriterion, ...], Field(max_length=MOST_CRITERIA)] = ()
    cells: Annotated[tuple[CaseCell, ...], Field(max_length=MOST_CANDIDATES * MOST_CRITERIA)] = ()
    """What is not among them is unknown."""
    emptied: Annotated[tuple[EmptiedCell, ...], Field(max_length=MOST_CANDIDATES * MOST_CRITERIA)] = ()
    """Unknown because somebody took the app's value out."""
    weights: Annotated[tuple[Weight, ...], Field(max_length=MOST_CRITERIA)] = ()
    """0 to 100, on any scale: only the proportions count. A criterion without one has none."""
    confidence: ConfidenceInWeights = ConfidenceInWeights.FAIRLY
    source: PlainNote = ""
    """Where the values of the app come from, with their day."""
    made: datetime.date | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        rows, columns = [each.id for each in self.candidates], [each.id for each in self.criteria]
        keys = [cell.key for cell in (*self.cells, *self.emptied)]
        for ids in (rows, columns, keys, [weight.criterion for weight in self.weights]):
            if len(set(ids)) < len(ids):
                raise trouble(CaseTrouble.PARTS)
        if any(candidate not in rows or criterion not in columns for candidate, criterion in keys):
            raise trouble(CaseTrouble.PARTS)
        if any(weight.criterion not in columns or not 0 <= weight.value <= HIGHEST_WEIGHT for weight in self.weights):
            raise trouble(CaseTrouble.PARTS)
        return self

    @cached_property
    def by_key(self) -> Mapping[tuple[str, str], CaseCell]:
        """The cells by candidate and criterion."""
        return {cell.key: cell for cell in self.cells}

    @cached_property
    def originals(self) -> Mapping[tuple[str, str], Estimate | None]:
        """What stood in each edited cell, by candidate and criterion; None where the app knew nothing."""
        edited = {cell.key: cell.original for cell in self.cells if cell.edited}
        return edited | {cell.key: cell.original for cell in self.emptied}

    @cached_property
    def weight_of(self) -> Mapping[str, float]:
        """The weight of each criterion, 0 where none is given."""
        given = {weight.criterion: weight.value for weight in self.weights}
        return {criterion.id: given.get(criterion.id, 0.0) for criterion in self.criteria}

    def criterion(self, id: str) -> CaseCriterion | None:
        """The criterion of that id; None where there is none."""
        return next((each for each in self.criteria if each.id == id), None)

    def candidate(self, id: str) -> CaseCandidate | None:
        """The candidate of that id; None where there is none."""
        return next((each for each in self.candidates if each.id == id), None)
