"""Candidates of a decision by their models, as the rooms of models hand them over."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from llmselect.scoring.matrix.decision_case import CaseCandidate, DecisionCase, ValueOrigin
from llmselect.scoring.matrix.editing import new_id, with_candidate
from llmselect.scoring.matrix.from_choose import case_from_choose, with_listed
from llmselect.scoring.matrix.measured import MeasuredCriterion, MeasuredValue, with_measured
from llmselect.scoring.matrix.plain_words import LONGEST_NAME
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.own_prompts import OwnPromptScore, rows_tried
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.text import Voice


def with_models(case: DecisionCase | None, found: Recommendation, models: Sequence[str], say: Voice) -> DecisionCase:
    """The decision with these models of the catalog, by id; None begins one with the criteria that have weight.

    Each comes as the way to run it that stands for it in the ranking, or that would score best of those that the
    requirements keep out; one that nobody serves and that runs nowhere comes by its name alone. A candidate that is
    there already does not come twice. Raises BadCase for too many, UnknownName for a model not in the catalog.
    """
    case = case or begun_case(found, say)
    for model in models:
        row = row_of_model(found, model)
        if row is None:
            name = found.catalog.model(model).name[:LONGEST_NAME]
            if name not in {each.name for each in case.candidates}:
                id = new_id(model, [each.id for each in case.candidates])
                case = with_candidate(case, CaseCandidate(id=id, name=name, origin=ValueOrigin.APP))
        elif Candidate(found.estimates, row).id not in {each.app_id for each in case.candidates}:
            case = with_listed(case, found, row, say)
    return case


def with_tried(
    case: DecisionCase | None, found: Recommendation, measured: MeasuredCriterion, say: Voice
) -> DecisionCase:
    """The decision with a measured criterion, and the ranking's candidates that it was measured of with all they have.

    Two settings of one candidate come by their names, as what the catalog does not know. Raises BadCase.
    """
    case, values = case or begun_case(found, say), list[MeasuredValue]()
    same = Counter(value.tried for value in measured.values)
    for value in measured.values:
        ids = _tried_ids(found, value.tried) if same[value.tried] == 1 else {}
        if ids and not {each.app_id for each in case.candidates} & ids.keys():
            case = with_listed(case, found, next(iter(ids.values())), say)
        values.append(replace(value, app_ids=tuple(ids)))
    return with_measured(case, replace(measured, values=tuple(values)))


def _tried_ids(found: Recommendation, tried: OwnPromptScore | None) -> dict[str, int]:
    """Rows that were tried by the ids of their candidates, the best of the ranking first."""
    if tried is None:
        return {}
    rows = rows_tried(found.estimates, tried)
    ranked = [int(row) for row in found.ordered if rows[row]]
    others = [int(row) for row in np.flatnonzero(rows) if int(row) not in ranked]
    return {Candidate(found.estimates, row).id: row for row in (*ranked, *others)}


def begun_case(found: Recommendation, say: Voice) -> DecisionCase:
    """A decision without candidates, with the criteria that have weight, and that weight."""
    title = say("matrix.title_from_choose", day=say.day(datetime.date.today()))
    return case_from_choose(found, title, say, rows=())


def row_of_model(found: Recommendation, model: str) -> int | None:
    """The row that stands for a model of the catalog; None where there is no way to run it. Raises UnknownName."""
    rank = found.rank_of(model)
    if rank is not None:
        return int(found.ordered[found.leaders[rank - 1]])
    return found.best_excluded_row(model)
