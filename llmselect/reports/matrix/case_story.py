"""What follows of a matrix in sentences: who is first, how sure that is, and what would change it."""

from collections.abc import Iterator

from llmselect.scoring.matrix.case_values import CaseValues
from llmselect.scoring.matrix.decision_case import CaseCriterion
from llmselect.scoring.matrix.what_if import TurningPoint, WhatIf, what_if
from llmselect.scoring.robustness.degenerate import DegenerateCase
from llmselect.scoring.robustness.other_methods import MethodAgreement, Opinion
from llmselect.text import UNKNOWN, Voice

ANSWERS = {
    TurningPoint.WINS_FROM: "story.wins_from",
    TurningPoint.LOSES_FROM: "story.loses_from",
    TurningPoint.NEVER_WINS: "story.never_wins",
    TurningPoint.ALWAYS_WINS: "story.always_wins",
}
DOWNWARDS = {
    (TurningPoint.WINS_FROM, False): "story.wins_at_most",
    (TurningPoint.LOSES_FROM, True): "story.loses_below",
}
"""Where the value is a ceiling to come first, or a floor to stay: by whether more of the criterion is better."""
OPINIONS = {
    MethodAgreement.SAME: "story.same",
    MethodAgreement.NOT_SEPARATED: "story.not_separated",
    MethodAgreement.OTHER: "story.other",
}


def headline(values: CaseValues, say: Voice) -> str:
    """Who is first with how many points; or why nobody is."""
    if values.winner is None:
        return say("story.nobody")
    tied = [values.case.candidates[int(row)].name for row in values.order if values.tied[row]]
    score = say.number(float(values.scores[values.winner]), 1)
    if len(tied) > 1:
        return say("story.tied", names=say.list(tied), score=score)
    return say("story.first", name=tied[0], score=score)


def robustness_sentences(values: CaseValues, say: Voice) -> Iterator[str]:
    """In how many draws the first is first, and the smallest change of one weight that changes it."""
    found = values.robustness
    if isinstance(found, DegenerateCase):
        yield say(found.sentence)
        return
    yield f"{say(found.sentence).rstrip('.')} ({say(found.level.value)})."
    change = values.weight_change
    if change is None:
        yield say("story.no_weight_change")
        return
    shares = {"now": say.percent(change.now, 1), "then": say.percent(change.then, 1)}
    name = values.case.candidates[change.candidate].name
    yield say("story.weight_change", criterion=values.case.criteria[change.criterion].name, name=name, **shares)


def opinion_sentence(values: CaseValues, opinion: Opinion, say: Voice) -> str:
    """Whether another method puts the same candidate first, and on which criterion it differs."""
    names = [each.name for each in values.case.candidates]
    return say(
        OPINIONS[opinion.agreement],
        method=say(opinion.method.value),
        leader=names[opinion.leader],
        other=names[opinion.first],
        criterion=values.case.criteria[opinion.criterion].name,
    )


def what_if_sentence(values: CaseValues, candidate: str, criterion: str, say: Voice) -> str:
    """At which value of this cell the candidate comes first, or stops being it."""
    found: WhatIf = what_if(values, candidate, criterion)
    which, column = values.case.candidate(candidate), values.case.criterion(criterion)
    assert which is not None  # what_if raises for names that are not there
    assert column is not None
    rival = "" if found.rival is None else values.case.candidates[found.rival].name
    value = "" if found.value is None else measure_words(found.value, column, say)
    answer = DOWNWARDS.get((found.point, column.more_is_better), ANSWERS[found.point])
    return say(answer, name=which.name, criterion=column.name, value=value, rival=rival)


def measure_words(value: float | None, criterion: CaseCriterion, say: Voice) -> str:
    """A value with its unit, as many digits as it needs; None is unknown."""
    if value is None:
        return say(UNKNOWN)
    said = number_words(value, say)
    return f"{said} {criterion.unit}" if criterion.unit else said


def number_words(value: float, say: Voice) -> str:
    """Four figures that count, without zeros at the end: 1,234 · 12.34 · 0.0123 · 0.5."""
    size = abs(value)
    most = 0 if size >= 1000 else 1 if size >= 100 else 2 if size >= 1 else 4
    return say.number(value, next(digits for digits in range(most + 1) if round(value, digits) == round(value, most)))
