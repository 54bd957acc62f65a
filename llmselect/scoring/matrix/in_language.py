"""A decision said in another language: what the app named in it, not what people named."""

import datetime
from collections.abc import Mapping
from functools import lru_cache

from llmselect.catalog.efforts import Effort
from llmselect.scoring.matrix.decision_case import CaseCandidate, CaseCriterion, DecisionCase, ValueOrigin
from llmselect.scoring.matrix.from_choose import MEASURED, SOURCE, criterion_measures
from llmselect.scoring.matrix.plain_words import LONGEST_NAME
from llmselect.scoring.ranking.criterion import Measure
from llmselect.text import Text, Voice, in_both

TITLE = "matrix.title_from_choose"


def in_language(case: DecisionCase, say: Voice) -> DecisionCase:
    """The decision with its app's criteria, units, efforts, source and first title in this language.

    What somebody renamed stays as it is; so does everything else. Ids are the same, so that ballots still belong to it.
    """
    measures = _measures()
    parts: dict[str, object] = {
        "criteria": tuple(_criterion(each, measures, say) for each in case.criteria),
        "candidates": tuple(_candidate(each, say) for each in case.candidates),
    }
    if case.made is not None:
        day = case.made
        source = in_both(SOURCE, day=lambda voice: voice.day(day))
        parts |= {"title": title_in_language(case.title, day, say), "source": _said(case.source, source, say)}
    same = all(getattr(case, name) == part for name, part in parts.items())
    return case if same else case.model_copy(update=parts)


def title_in_language(title: str, made: datetime.date | None, say: Voice) -> str:
    """The title that the app gives a decision made on that day, in this language; any other as it is."""
    return title if made is None else _said(title, in_both(TITLE, day=lambda voice: voice.day(made)), say)


def _said(words: str, known: Text, say: Voice) -> str:
    """These words in another language where they are the app's own; else as they are."""
    return say(known) if words in known else words


def _criterion(criterion: CaseCriterion, measures: Mapping[str, Measure], say: Voice) -> CaseCriterion:
    measure = measures.get(criterion.id)
    if measure is None or criterion.origin is ValueOrigin.OWN:
        return criterion
    said = {
        "name": _said(criterion.name, measure.label, say),
        "unit": _said(criterion.unit, measure.unit, say),
        "note": _said(criterion.note, MEASURED, say),
    }
    return criterion.model_copy(update=said)


def _candidate(candidate: CaseCandidate, say: Voice) -> CaseCandidate:
    """A candidate of the app names its effort in parentheses at the end."""
    start, bracket, effort = candidate.name.rpartition(" (")
    if candidate.origin is not ValueOrigin.APP or not bracket:
        return candidate
    said = next((say(known.label) for known in Effort if effort.removesuffix(")") in known.label), None)
    name = candidate.name if said is None else f"{start} ({said})"
    return candidate if len(name) > LONGEST_NAME else candidate.model_copy(update={"name": name})


@lru_cache(maxsize=1)
def _measures() -> Mapping[str, Measure]:
    return dict(criterion_measures())
