"""A criterion that somebody measured, such as the pass rate of one's own prompts, brought into a decision by value."""

from collections.abc import Collection
from dataclasses import dataclass

from pydantic import ValidationError

from llmselect.estimates.core.columns import Estimate
from llmselect.scoring.matrix.case_faults import bad_case
from llmselect.scoring.matrix.decision_case import CaseCandidate, CaseCell, CaseCriterion, DecisionCase, ValueOrigin
from llmselect.scoring.matrix.editing import new_id, with_candidate, with_criterion
from llmselect.scoring.ranking.own_prompts import OwnPromptScore
from llmselect.scoring.ranking.reference_points import ReferencePoints, ValueScale


@dataclass(frozen=True, slots=True)
class MeasuredValue:
    """What was measured of one candidate, in the criterion's unit."""

    name: str
    """How the candidate is called where no candidate of the decision is meant; 1 to 60 characters."""
    measure: Estimate
    """Low, likely and high, the interval of the measurement; all equal where it has none."""
    app_ids: Collection[str] = ()
    """Ids of the app's candidates (`Candidate.id`) of which this holds, such as a model at several providers."""
    note: str = ""
    tried: OwnPromptScore | None = None
    """What of the catalog was measured; None: nothing of it."""


@dataclass(frozen=True, slots=True)
class MeasuredCriterion:
    """What was measured, with its three reference points; `id` as in `CaseCriterion`."""

    id: str
    name: str
    unit: str
    points: ReferencePoints
    values: tuple[MeasuredValue, ...]
    scale: ValueScale = ValueScale.LINEAR
    note: str = ""
    """When and on what it was measured."""


def with_measured(case: DecisionCase, measured: MeasuredCriterion) -> DecisionCase:
    """The decision with this criterion, in place of the one with its id; a new one has no weight yet.

    A value goes to every candidate of the decision with one of its ids or with its name, else to a candidate more.
    Values of an earlier measurement go. Raises BadCase for points, names or numbers that are none, and for too many.
    """
    cells = list[CaseCell]()
    try:
        criterion = _criterion(measured)
        for value in measured.values:
            meant = [each.id for each in case.candidates if each.app_id in value.app_ids or each.name == value.name]
            if not meant:
                meant = [new_id(value.name, [each.id for each in case.candidates])]
                case = with_candidate(case, CaseCandidate(id=meant[0], name=value.name, origin=ValueOrigin.TRIAL))
            cells += (_cell(candidate, criterion, value) for candidate in meant)
    except ValidationError as fault:
        raise bad_case(fault) from fault
    others = tuple(cell for cell in case.cells if cell.criterion != criterion.id)
    return with_criterion(case.model_copy(update={"cells": others}), criterion, cells)


def _criterion(measured: MeasuredCriterion) -> CaseCriterion:
    return CaseCriterion(
        id=measured.id,
        name=measured.name,
        unit=measured.unit,
        scale=measured.scale,
        unacceptable=measured.points.unacceptable,
        good_enough=measured.points.good_enough,
        best=measured.points.best,
        origin=ValueOrigin.TRIAL,
        note=measured.note,
    )


def _cell(candidate: str, criterion: CaseCriterion, value: MeasuredValue) -> CaseCell:
    low, likely, high = value.measure
    return CaseCell(
        candidate=candidate, criterion=criterion.id, low=low, likely=likely, high=high, note=value.note[:300]
    )
