"""A decision matrix from the ranking of Choose: its first candidates, its criteria, its values, its weights."""

import datetime
import math
from collections.abc import Iterator, Sequence

from llmselect.catalog.efforts import Effort
from llmselect.estimates.core.columns import Estimate
from llmselect.scoring.matrix.decision_case import (
    HIGHEST_WEIGHT,
    CaseCandidate,
    CaseCell,
    CaseCriterion,
    DecisionCase,
    ValueOrigin,
)
from llmselect.scoring.matrix.editing import new_id, with_candidate, with_criterion
from llmselect.scoring.matrix.plain_words import LONGEST_NAME
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.criterion import Criterion, Measure
from llmselect.scoring.ranking.recommend import Recommendation, default_situation
from llmselect.settings import Weight
from llmselect.text import Text, Voice, in_both

SOURCE = Text(
    "Catalog of llmselect, prices and scores with their days there; taken over on {day}",
    "Catalogue de llmselect, prix et scores avec leurs dates dans celui-ci ; repris le {day}",
)

MEASURED = Text("Measured by you in Try", "Mesuré par vous dans Essayer")


def case_from_choose(
    found: Recommendation, title: str, say: Voice, most: int = 5, rows: Sequence[int] | None = None
) -> DecisionCase:
    """The first `most` candidates of a ranking (or those in `rows`) on every criterion that has weight.

    A criterion of two measures, such as latency, becomes two criteria that share its weight: the scores stay what they
    were. Names and units are said in the visitor's language.
    """
    chosen = list(rows) if rows is not None else [int(found.ordered[leader]) for leader in found.leaders[:most]]
    parts = [part for i, criterion in enumerate(CRITERIA) if found.shares[i] > 0 for part in _parts(criterion)]
    candidates = _candidates([Candidate(found.estimates, row) for row in chosen], say)
    criteria = tuple(_criterion(found, criterion, measure, id, say) for criterion, measure, id in parts)
    weights = tuple(
        Weight(id, HIGHEST_WEIGHT * float(found.shares[CRITERIA.names.index(criterion.name)]) / len(criterion.parts))
        for criterion, _, id in parts
    )
    cells = tuple(
        cell
        for _, measure, id in parts
        for candidate, row in zip(candidates, chosen, strict=True)
        for cell in _cell(found, measure, id, candidate.id, row)
    )
    today = datetime.date.today()
    source = say(in_both(SOURCE, day=lambda voice: voice.day(today)))
    return DecisionCase(
        title=title,
        candidates=candidates,
        criteria=criteria,
        cells=cells,
        weights=weights,
        source=source,
        made=today,
    )


def _parts(criterion: Criterion) -> Iterator[tuple[Criterion, Measure, str]]:
    for number, measure in enumerate(criterion.parts, 1):
        yield criterion, measure, criterion.name if number == 1 else f"{criterion.name}-{number}"


def criterion_measures() -> Iterator[tuple[str, Measure]]:
    """What each of the app's criteria measures, by the id that it has in a matrix."""
    return ((id, measure) for criterion in CRITERIA for _, measure, id in _parts(criterion))


def _candidates(candidates: Sequence[Candidate], say: Voice) -> tuple[CaseCandidate, ...]:
    found = list[CaseCandidate]()
    for candidate in candidates:
        id = new_id(candidate.model.id, [each.id for each in found])
        name = name_of_candidate(candidate, say)
        found.append(CaseCandidate(id=id, name=name, origin=ValueOrigin.APP, app_id=candidate.id[:200]))
    return tuple(found)


def listed_rows(found: Recommendation, most: int) -> dict[str, int]:
    """Rows of the first candidates of the ranking, one a model, by the id of the candidate."""
    rows = [int(found.ordered[leader]) for leader in found.leaders[:most]]
    return {Candidate(found.estimates, row).id: row for row in rows}


def with_listed(case: DecisionCase, found: Recommendation, row: int, say: Voice) -> DecisionCase:
    """The decision with one more candidate of the ranking, and its values on the app's criteria. Raises BadCase."""
    candidate = Candidate(found.estimates, row)
    (named,) = _candidates([candidate], say)
    named = named.model_copy(update={"id": new_id(candidate.model.id, [each.id for each in case.candidates])})
    known = {criterion.id for criterion in case.criteria if criterion.origin is not ValueOrigin.OWN}
    parts = [(measure, id) for criterion in CRITERIA for _, measure, id in _parts(criterion) if id in known]
    cells = [cell for measure, id in parts for cell in _cell(found, measure, id, named.id, row)]
    return with_candidate(case, named, cells)


def with_app_criterion(case: DecisionCase, found: Recommendation, id: str, say: Voice) -> DecisionCase:
    """The decision with one more of the app's criteria, and what the app knows of its candidates. Raises BadCase."""
    wanted = next((each for criterion in CRITERIA for each in _parts(criterion) if each[2] == id), None)
    if wanted is None:
        return case
    criterion, measure, _ = wanted
    rows = listed_rows(found, len(found.leaders))
    cells = [
        cell
        for candidate in case.candidates
        if candidate.app_id in rows
        for cell in _cell(found, measure, id, candidate.id, rows[candidate.app_id])
    ]
    return with_criterion(case, _criterion(found, criterion, measure, id, say), cells)


def app_criteria(found: Recommendation, say: Voice) -> dict[str, str]:
    """The names of the app's criteria, one for each measure, by id; those of a trial where something was tried."""
    offered = [criterion for criterion in CRITERIA if criterion.offered(found.estimates)]
    return {id: say(measure.label) for criterion in offered for _, measure, id in _parts(criterion)}


def name_of_candidate(candidate: Candidate, say: Voice) -> str:
    """Model, who serves it or how its weights are stored, and how much it reasons, within the length of a name."""
    how = candidate.provider.name if candidate.provider else candidate.quantization.id if candidate.quantization else ""
    effort = "" if candidate.effort is Effort.OFF else f" ({say(candidate.effort.label)})"
    end = f" · {how}{effort}"
    return f"{candidate.model.name[: LONGEST_NAME - len(end)]}{end}"[:LONGEST_NAME]


def _criterion(found: Recommendation, criterion: Criterion, measure: Measure, id: str, say: Voice) -> CaseCriterion:
    points = measure.points(found.assessed.situation or default_situation(found.estimates))
    best = points.best if points.best != points.good_enough else _beyond(points.good_enough, points.unacceptable)
    return CaseCriterion(
        id=id,
        name=say(measure.label),
        unit=say(measure.unit),
        scale=measure.scale,
        unacceptable=points.unacceptable,
        good_enough=points.good_enough,
        best=best,
        at_good_enough=criterion.at_good_enough,
        origin=ValueOrigin.TRIAL if criterion.from_trial else ValueOrigin.APP,
        note=say(MEASURED) if criterion.from_trial else "",
    )


def _beyond(good_enough: float, unacceptable: float) -> float:
    """A best point just past the good enough one, where both are the same: a matrix wants three points."""
    return good_enough + (good_enough - unacceptable) * 1e-6


def _cell(found: Recommendation, measure: Measure, id: str, candidate: str, row: int) -> Iterator[CaseCell]:
    known = Estimate.at(measure.column(found.estimates), row)
    if known is None:
        return
    low, high = (known.likely if math.isnan(side) else side for side in (known.low, known.high))
    yield CaseCell(candidate=candidate, criterion=id, low=min(low, high), likely=known.likely, high=max(low, high))
