"""The dossier of a decision: two printed pages with everything needed to defend the choice later."""

import datetime
from collections.abc import Iterator

from llmselect.reports.matrix.case_story import (
    headline,
    measure_words,
    number_words,
    opinion_sentence,
    robustness_sentences,
    what_if_sentence,
)
from llmselect.reports.matrix.printed import PrintedPart, PrintedTable, printed
from llmselect.reports.memo import REVIEW_AFTER_DAYS
from llmselect.scoring.matrix.case_values import CaseValues
from llmselect.scoring.matrix.decision_case import DecisionCase
from llmselect.scoring.ranking.reference_points import ValueScale
from llmselect.scoring.robustness.degenerate import DegenerateCase
from llmselect.text import UNKNOWN, Voice

MOST_REMARKS = 14


def as_dossier(values: CaseValues, say: Voice, day: datetime.date) -> str:
    """The document as HTML."""
    case = values.case
    lead = say("dossier.lead", day=say.day(day), candidates=len(case.candidates), criteria=len(case.criteria))
    first = [_answer(values, say), _ranking(values, say), criteria_part(values, say), cells_part(values, say)]
    second = [
        _contributions(values, say),
        PrintedPart(say("dossier.change"), points=tuple(_changes(values, say))),
        PrintedPart(say("dossier.opinions"), points=tuple(opinion_sentence(values, o, say) for o in values.opinions)),
        PrintedPart(say("dossier.remarks"), points=tuple(_remarks(values, say))),
        PrintedPart(say("dossier.method"), paragraphs=(say("workbook.how"), say("dossier.limits"))),
        PrintedPart(say("dossier.sources"), paragraphs=tuple(_sources(values, say, day))),
    ]
    return printed(case.title, lead, (first, second), say.language)


def _answer(values: CaseValues, say: Voice) -> PrintedPart:
    return PrintedPart(say("dossier.answer"), (headline(values, say), *robustness_sentences(values, say)))


def _ranking(values: CaseValues, say: Voice) -> PrintedPart:
    low, high = values.ranges
    found = values.robustness
    rows = list[tuple[str, ...]]()
    for row in map(int, values.order):
        first = say(UNKNOWN) if isinstance(found, DegenerateCase) else say.percent(float(found.first[row]))
        numbers = (float(values.scores[row]), float(low[row]), float(high[row]))
        scores = [say.number(each, 1) for each in numbers]
        name = values.case.candidates[row].name
        rows.append((str(values.ranks[row]), name, scores[0], f"{scores[1]} – {scores[2]}", first))
    header = ("workbook.rank", "workbook.candidate", "workbook.score", "dossier.range", "dossier.first_in")
    return PrintedPart(say("dossier.ranking"), table=PrintedTable(tuple(map(say, header)), tuple(rows)))


def criteria_part(values: CaseValues, say: Voice) -> PrintedPart:
    """The criteria with their weights, units and reference points."""
    rows = list[tuple[str, ...]]()
    for column, criterion in enumerate(values.case.criteria):
        scale = "workbook.factors" if criterion.scale is ValueScale.LOGARITHMIC else "workbook.straight"
        points = [number_words(point, say) for point in criterion.points]
        share = say.percent(float(values.shares[column]), 1)
        rows.append((criterion.name, share, criterion.unit, *points, say(scale), say(criterion.origin.label)))
    header = (
        "workbook.criterion",
        "workbook.weight",
        "workbook.unit",
        "workbook.unacceptable",
        "workbook.good_enough",
        "workbook.best",
        "workbook.scale",
        "dossier.origin",
    )
    return PrintedPart(say("workbook.criteria"), table=PrintedTable(tuple(map(say, header)), tuple(rows)))


def cells_part(values: CaseValues, say: Voice) -> PrintedPart:
    """Every value with its range, edits beside their originals."""
    case = values.case
    rows = [
        (candidate.name, *(_cell(case, (candidate.id, c.id), say) for c in case.criteria))
        for candidate in (case.candidates[int(row)] for row in values.order)
    ]
    header = (say("workbook.candidate"), *(c.name for c in case.criteria))
    return PrintedPart(
        say("dossier.values"), (say("dossier.star"),), table=PrintedTable(header, tuple(rows), even=True)
    )


def _cell(case: DecisionCase, key: tuple[str, str], say: Voice) -> str:
    """The likely value, its range where it has one, and a star with the original where somebody edited it."""
    cell, original = case.by_key.get(key), case.originals.get(key)
    said = say(UNKNOWN) if cell is None else number_words(cell.likely, say)
    if key in case.originals:
        said += " *" if original is None else f" * [{number_words(original.likely, say)}]"
    if cell is not None and cell.low < cell.high:
        said += f"\n({number_words(cell.low, say)} – {number_words(cell.high, say)})"
    return said


def _contributions(values: CaseValues, say: Voice) -> PrintedPart:
    rows = [
        (
            values.case.candidates[row].name,
            *(say.number(float(points), 1) for points in values.contributions[row]),
            say.number(float(values.scores[row]), 1),
        )
        for row in map(int, values.order)
    ]
    header = (say("workbook.candidate"), *(c.name for c in values.case.criteria), say("workbook.score"))
    return PrintedPart(say("dossier.contributions"), table=PrintedTable(header, tuple(rows), even=True))


def _changes(values: CaseValues, say: Voice) -> Iterator[str]:
    """What each cell of the runner-up would have to be."""
    if len(values) < 2 or values.winner is None:
        return
    second = values.case.candidates[int(values.order[1])].id
    for column, criterion in enumerate(values.case.criteria):
        if values.shares[column] > 0:
            yield what_if_sentence(values, second, criterion.id, say)


def _remarks(values: CaseValues, say: Voice) -> Iterator[str]:
    case = values.case
    noted = [f"{each.name}: {each.note}" for each in (*case.criteria, *case.candidates) if each.note]
    for key, original in case.originals.items():
        candidate, criterion, cell = case.candidate(key[0]), case.criterion(key[1]), case.by_key.get(key)
        if candidate and criterion:
            value = measure_words(cell and cell.likely, criterion, say)
            was = "" if original is None else say("workbook.was", value=number_words(original.likely, say))
            note = cell.note if cell else ""
            noted.append(" ".join(filter(None, (f"{candidate.name}, {criterion.name}: {value}.", was, note))))
    yield from noted[:MOST_REMARKS]
    if len(noted) > MOST_REMARKS:
        yield say("dossier.more", n=say.number(len(noted) - MOST_REMARKS, 0))
    if not noted:
        yield say("dossier.no_remarks")


def _sources(values: CaseValues, say: Voice, day: datetime.date) -> Iterator[str]:
    yield values.case.source or say("dossier.own_values")
    yield say("dossier.review", day=say.day(day + datetime.timedelta(days=REVIEW_AFTER_DAYS)))
