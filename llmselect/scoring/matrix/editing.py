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
from llmselect.scoring.matrix.decision_case import CaseCandidate, CaseCell, CaseCriterion, DecisionCase, EmptiedCell
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
    key = (candidate, criterion)
    before = case.by_key.get(key)
    original = case.originals.get(key, before and before.measure)
    rest, emptied = _without(case, key)
    if measure is None:
        gone = () if original is None else (EmptiedCell(candidate=candidate, criterion=criterion, original=original),)
        return changed(case, cells=rest, emptied=(*emptied, *gone))
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
    return changed(case, cells=(*rest, cell), emptied=emptied)


def _without(case: DecisionCase, key: tuple[str, str]) -> tuple[tuple[CaseCell, ...], tuple[EmptiedCell, ...]]:
    """The cells, and those that were emptied, but for one."""
    cells = tuple(cell for cell in case.cells if cell.key != key)
    return cells, tuple(cell for cell in case.emptied if cell.key != key)


def with_original(case: DecisionCase, candidate: str, criterion: str) -> DecisionCase:
    """The decision with the app's own value in a cell again; unchanged where there is none."""
    key = (candidate, criterion)
    original = case.originals.get(key)
    if original is None:
        return case
    low, likely, high = original
    first = CaseCell(candidate=candidate, criterion=criterion, low=low, likely=likely, high=high)
    rest, emptied = _without(case, key)
    return changed(case, cells=(*rest, first), emptied=emptied)


def with_candidate(case: DecisionCase, candidate: CaseCandidate, cells: Iterable[CaseCell] = ()) -> DecisionCase:
    """One candidate more, or another in place of the one with its id."""
    others = [each for each in case.candidates if each.id != candidate.id]
    return changed(case, candidates=(*others, candidate), **_with_more(case, cells))


def without_candidate(case: DecisionCase, id: str) -> DecisionCase:
    """One candidate less, with its cells."""
    return changed(
        case,
        candidates=tuple(each for each in case.candidates if each.id != id),
        cells=tuple(cell for cell in case.cells if cell.candidate != id),
        emptied=tuple(cell for cell in case.emptied if cell.candidate != id),
    )


def with_criterion(case: DecisionCase, criterion: CaseCriterion, cells: Iterable[CaseCell] = ()) -> DecisionCase:
    """One criterion more, or another in place of the one with its id; a new one has no weight yet."""
    known = case.criterion(criterion.id)
    criteria = tuple(criterion if each is known else each for each in case.criteria)
    return changed(case, criteria=criteria if known else (*criteria, criterion), **_with_more(case, cells))


def _with_more(case: DecisionCase, cells: Iterable[CaseCell]) -> dict[str, object]:
    """The cells of the decision and these, which stand where others stood or were taken out."""
    kept = {cell.key: cell for cell in (*case.cells, *cells)}
    return {"cells": tuple(kept.values()), "emptied": tuple(cell for cell in case.emptied if cell.key not in kept)}


def without_criterion(case: DecisionCase, id: str) -> DecisionCase:
    """One criterion less, with its cells and its weight."""
    return changed(
        case,
        criteria=tuple(each for each in case.criteria if each.id != id),
        cells=tuple(cell for cell in case.cells if cell.criterion != id),
        emptied=tuple(cell for cell in case.emptied if cell.criterion != id),
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
