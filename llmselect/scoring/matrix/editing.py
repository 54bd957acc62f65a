"""Changes of a decision, each a new value: the original of an edited cell stays beside the edit."""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import cast

from pydantic import ValidationError
from pydantic_core import from_json

from llmselect.estimates.core.columns import Estimate
from llmselect.scoring.matrix.case_faults import BadCase, CaseTrouble, bad_case
from llmselect.scoring.matrix.decision_case import CaseCandidate, CaseCell, CaseCriterion, DecisionCase
from llmselect.settings import Weight


def changed(case: DecisionCase, **parts: object) -> DecisionCase:
    """The decision with these parts, checked whole. Raises BadCase."""
    fields = {name: getattr(case, name) for name in DecisionCase.model_fields}
    try:
        return DecisionCase.model_validate(fields | parts)
    except ValidationError as fault:
        raise bad_case(fault) from fault


def read_case(text: str | bytes) -> DecisionCase:
    """A decision from its JSON. Raises BadCase for anything else."""
    try:
        return DecisionCase.model_validate_json(text)
    except ValidationError as fault:
        raise bad_case(fault) from fault


def read_document(content: bytes) -> DecisionCase:
    """A decision from an exported document, or from its bare JSON. Raises BadCase."""
    try:
        document: object = from_json(content)
    except ValueError as fault:
        raise BadCase(CaseTrouble.FILE) from fault
    named = cast("dict[str, object]", document) if isinstance(document, dict) else {}
    return read_case(json.dumps(named.get("case", named)))


def with_cell(
    case: DecisionCase, candidate: str, criterion: str, measure: Estimate | None, note: str = ""
) -> DecisionCase:
    """The decision with this measure in one cell, marked as edited; None: unknown. Raises BadCase."""
    before = case.by_key.get((candidate, criterion))
    rest = [cell for cell in case.cells if cell is not before]
    if measure is None:
        return changed(case, cells=tuple(rest))
    original = before and (before.original if before.edited else before.measure)
    try:
        cell = CaseCell(
            candidate=candidate,
            criterion=criterion,
            low=measure.low,
            likely=measure.likely,
            high=measure.high,
            original=original,
            edited=True,
            note=note,
        )
    except ValidationError as fault:
        raise bad_case(fault) from fault
    return changed(case, cells=(*rest, cell))


def with_original(case: DecisionCase, candidate: str, criterion: str) -> DecisionCase:
    """The decision with the app's own value in a cell again; unchanged where there is none."""
    cell = case.by_key.get((candidate, criterion))
    if cell is None or cell.original is None:
        return case
    low, likely, high = cell.original
    first = CaseCell(candidate=candidate, criterion=criterion, low=low, likely=likely, high=high)
    return changed(case, cells=(*(each for each in case.cells if each is not cell), first))


def with_candidate(case: DecisionCase, candidate: CaseCandidate, cells: Iterable[CaseCell] = ()) -> DecisionCase:
    """One candidate more, or another in place of the one with its id."""
    others = [each for each in case.candidates if each.id != candidate.id]
    kept = {cell.key: cell for cell in (*case.cells, *cells)}
    return changed(case, candidates=(*others, candidate), cells=tuple(kept.values()))


def without_candidate(case: DecisionCase, id: str) -> DecisionCase:
    """One candidate less, with its cells."""
    left = tuple(each for each in case.candidates if each.id != id)
    return changed(case, candidates=left, cells=tuple(cell for cell in case.cells if cell.candidate != id))


def with_criterion(case: DecisionCase, criterion: CaseCriterion, cells: Iterable[CaseCell] = ()) -> DecisionCase:
    """One criterion more, or another in place of the one with its id; a new one has no weight yet."""
    known = case.criterion(criterion.id)
    criteria = tuple(criterion if each is known else each for each in case.criteria)
    kept = {cell.key: cell for cell in (*case.cells, *cells)}
    return changed(case, criteria=criteria if known else (*criteria, criterion), cells=tuple(kept.values()))


def without_criterion(case: DecisionCase, id: str) -> DecisionCase:
    """One criterion less, with its cells and its weight."""
    return changed(
        case,
        criteria=tuple(each for each in case.criteria if each.id != id),
        cells=tuple(cell for cell in case.cells if cell.criterion != id),
        weights=tuple(weight for weight in case.weights if weight.criterion != id),
    )


def with_weights(case: DecisionCase, weights: Mapping[str, float]) -> DecisionCase:
    """Other weights, 0 to 100 by criterion; those not named keep theirs. Raises BadCase."""
    every = {**case.weight_of, **weights}
    return changed(case, weights=tuple(Weight(criterion, value) for criterion, value in every.items()))


def new_id(name: str, taken: Iterable[str]) -> str:
    """A short id from a name, with a number where it is taken."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    start = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:30].rstrip("-") or "item"
    known = set(taken)
    numbered = (f"{start}-{number}" for number in range(2, len(known) + 3))
    return start if start not in known else next(each for each in numbered if each not in known)
