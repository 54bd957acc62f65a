"""The matrix as a spreadsheet in which every score is a formula over weights, cells and reference points.

Whoever changes a weight, a value or a reference point in it sees the scores follow. A worth between three reference
points u, g, b with worth v at g is v·clamp((x-u)/(g-u)) + (1-v)·clamp((x-g)/(b-g)), on logarithms where factors count:
the same line as `scoring.ranking.reference_points.worth`.
"""

import io
from dataclasses import dataclass
from enum import Enum
from typing import Any

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs] - it has none
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell  # pyright: ignore[reportMissingTypeStubs]

from llmselect.scoring.matrix.case_values import CaseValues
from llmselect.scoring.matrix.decision_case import CaseCriterion, DecisionCase
from llmselect.scoring.ranking.reference_points import ValueScale
from llmselect.text import Voice
from llmselect.units import Floats

FIRST_ROW, FIRST_COLUMN = 1, 1
OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
"""Names stay words, whatever they begin with."""
UNACCEPTABLE, GOOD_ENOUGH, BEST, AT_GOOD_ENOUGH, WEIGHT, SHARE = 3, 4, 5, 6, 7, 8
"""Columns of the sheet of criteria."""
CRITERIA_TITLES = (
    "workbook.criterion",
    "workbook.unit",
    "workbook.scale",
    "workbook.unacceptable",
    "workbook.good_enough",
    "workbook.best",
    "workbook.at_good_enough",
    "workbook.weight",
    "workbook.share",
)
RESULTS_TITLES = (
    "workbook.candidate",
    "workbook.rank",
    "workbook.score",
    "workbook.score_low",
    "workbook.score_high",
)
_library: Any = xlsxwriter


class End(Enum):
    """Which end of a value's range a sheet holds: the keys of its two sheets' names."""

    LIKELY = ("workbook.values_likely", "workbook.worths_likely")
    WORSE = ("workbook.values_worst", "workbook.worths_worst")
    BETTER = ("workbook.values_best", "workbook.worths_best")


@dataclass(frozen=True)
class Sheets:
    """The sheets by what they hold."""

    book: Any
    say: Voice

    def add(self, key: str) -> tuple[Any, str]:
        """A sheet with a name in the visitor's language, and that name as formulas quote it."""
        name = self.say(key)
        return self.book.add_worksheet(name), f"'{name}'"


def as_workbook(values: CaseValues, say: Voice, *, computed: bool = True) -> bytes:
    """The spreadsheet as bytes. Without `computed` its formulas hold no results yet, until a program works them out."""
    buffer = io.BytesIO()
    book = _library.Workbook(buffer, OPTIONS | {"in_memory": True})
    sheets = Sheets(book, say)
    results, results_name = sheets.add("workbook.results")
    criteria_name = _criteria(sheets, values)
    blocks = [
        _block(sheets, values, criteria_name, which, table, computed)
        for which, table in (
            (End.LIKELY, values.matrix.cautious),
            (End.WORSE, values.matrix.low),
            (End.BETTER, values.matrix.high),
        )
    ]
    _results(results, results_name, values, criteria_name, blocks, say, computed)
    _notes(sheets, values.case)
    book.close()
    return buffer.getvalue()


def _criteria(sheets: Sheets, values: CaseValues) -> str:
    """One criterion a row, with its reference points and its weight; the share is a formula."""
    sheet, name = sheets.add("workbook.criteria")
    say, case = sheets.say, values.case
    for column, title in enumerate(CRITERIA_TITLES):
        sheet.write_string(0, column, say(title))
    last = FIRST_ROW + len(case.criteria) - 1
    for row, criterion in enumerate(case.criteria, FIRST_ROW):
        sheet.write_string(row, 0, criterion.name)
        sheet.write_string(row, 1, criterion.unit)
        factors = criterion.scale is ValueScale.LOGARITHMIC
        sheet.write_string(row, 2, say("workbook.factors" if factors else "workbook.straight"))
        for column, point in zip((UNACCEPTABLE, GOOD_ENOUGH, BEST), criterion.points, strict=True):
            sheet.write_number(row, column, point)
        sheet.write_number(row, AT_GOOD_ENOUGH, criterion.at_good_enough)
        sheet.write_number(row, WEIGHT, case.weight_of[criterion.id])
        own = xl_rowcol_to_cell(row, WEIGHT)
        whole = f"SUM({_absolute(FIRST_ROW, WEIGHT)}:{_absolute(last, WEIGHT)})"
        sheet.write_formula(row, SHARE, f"=IF({whole}>0,{own}/{whole},0)", None, float(values.shares[row - FIRST_ROW]))
    sheet.set_column(0, 1, 26)
    return name


def _block(sheets: Sheets, values: CaseValues, criteria_name: str, which: End, table: Floats, computed: bool) -> str:
    """Values of one kind and, on a sheet beside them, their worths as formulas; the name of that second sheet."""
    say, case = sheets.say, values.case
    given, given_name = sheets.add(which.value[0])
    worths, worths_name = sheets.add(which.value[1])
    for sheet in (given, worths):
        _frame(sheet, case, say)
    edited = sheets.book.add_format({"bg_color": "#fff2cc"})
    for column, criterion in enumerate(case.criteria, FIRST_COLUMN):
        for row, candidate in enumerate(case.candidates, FIRST_ROW):
            key = (candidate.id, criterion.id)
            cell, style = case.by_key.get(key), edited if key in case.originals else None
            if cell is not None:
                given.write_number(row, column, _side(cell.measure, criterion, which), style)
            elif style is not None:
                given.write_blank(row, column, None, style)
            if (original := case.originals.get(key)) is not None:
                given.write_comment(row, column, say("workbook.was", value=f"{original.likely:g}"))
            formula = worth_formula(f"{given_name}!{xl_rowcol_to_cell(row, column)}", criteria_name, column, criterion)
            unknown = 1 if which is End.BETTER else 0
            known = f"{given_name}!{xl_rowcol_to_cell(row, column)}"
            result = float(table[row - FIRST_ROW, column - FIRST_COLUMN]) if computed else ""
            worths.write_formula(row, column, f'=IF({known}="",{unknown},{formula})', None, result)
    return worths_name


def worth_formula(cell: str, criteria_name: str, column: int, criterion: CaseCriterion) -> str:
    """The worth of a cell as a formula over the reference points of its criterion, 0 to 1."""
    row = FIRST_ROW + column - FIRST_COLUMN

    def point(place: int) -> str:
        return f"{criteria_name}!{_absolute(row, place)}"

    u, g, b, v = point(UNACCEPTABLE), point(GOOD_ENOUGH), point(BEST), point(AT_GOOD_ENOUGH)
    x = cell
    if criterion.scale is ValueScale.LOGARITHMIC:
        x = f"LN(MAX({x},MIN({u},{g},{b})*1E-6))"
        u, g, b = f"LN({u})", f"LN({g})", f"LN({b})"
    first, second = f"MEDIAN(0,1,({x}-{u})/({g}-{u}))", f"MEDIAN(0,1,({x}-{g})/({b}-{g}))"
    return f"{v}*{first}+(1-{v})*{second}"


def _results(
    sheet: Any, name: str, values: CaseValues, criteria_name: str, blocks: list[str], say: Voice, computed: bool
) -> None:
    """Rank, score, its range, and the points of each criterion, all of them formulas."""
    case, count = values.case, len(values.case.criteria)
    last = FIRST_ROW + len(case.candidates) - 1
    for column, title in enumerate(RESULTS_TITLES):
        sheet.write_string(0, column, say(title))
    for column, criterion in enumerate(case.criteria, len(RESULTS_TITLES)):
        sheet.write_string(0, column, say("workbook.points", criterion=criterion.name))
    for row, candidate in enumerate(case.candidates, FIRST_ROW):
        of = row - FIRST_ROW
        sheet.write_string(row, 0, candidate.name)
        scores = f"{_absolute(FIRST_ROW, 2)}:{_absolute(last, 2)}"
        # ROUND: two scores that differ in the sixteenth digit share a rank, here as in the app
        rank = f"=1+SUMPRODUCT(--(ROUND({scores},9)>ROUND({xl_rowcol_to_cell(row, 2)},9)))"
        sheet.write_formula(row, 1, rank, None, int(values.ranks[of]) if computed else "")
        for column, block in zip((2, 3, 4), blocks, strict=True):
            terms = [f"{criteria_name}!{_absolute(FIRST_ROW + j, SHARE)}*{block}!{_cell(row, j)}" for j in range(count)]
            result = (values.scores, *values.ranges)[column - 2][of]
            formula = f"=100*({'+'.join(terms) or '0'})"
            sheet.write_formula(row, column, formula, None, float(result) if computed else "")
        for j in range(count):
            formula = f"=100*{criteria_name}!{_absolute(FIRST_ROW + j, SHARE)}*{blocks[0]}!{_cell(row, j)}"
            result = float(values.contributions[of, j]) if computed else ""
            sheet.write_formula(row, len(RESULTS_TITLES) + j, formula, None, result)
    sheet.set_column(0, 0, 40)
    sheet.freeze_panes(1, 1)


def _notes(sheets: Sheets, case: DecisionCase) -> None:
    """What the numbers are, where they come from, and the remarks."""
    sheet, _ = sheets.add("workbook.notes")
    say = sheets.say
    lines = [case.title, say("workbook.how"), say("workbook.yellow"), case.source]
    lines += [f"{criterion.name}: {criterion.note}" for criterion in case.criteria if criterion.note]
    lines += [f"{candidate.name}: {candidate.note}" for candidate in case.candidates if candidate.note]
    for cell in case.cells:
        candidate, criterion = case.candidate(cell.candidate), case.criterion(cell.criterion)
        if cell.note and candidate and criterion:
            lines.append(f"{candidate.name}, {criterion.name}: {cell.note}")
    for row, line in enumerate(line for line in lines if line):
        sheet.write_string(row, 0, line)
    sheet.set_column(0, 0, 120)


def _frame(sheet: Any, case: DecisionCase, say: Voice) -> None:
    sheet.write_string(0, 0, say("workbook.candidate"))
    for column, criterion in enumerate(case.criteria, FIRST_COLUMN):
        sheet.write_string(0, column, f"{criterion.name} ({criterion.unit})" if criterion.unit else criterion.name)
    for row, candidate in enumerate(case.candidates, FIRST_ROW):
        sheet.write_string(row, 0, candidate.name)
    sheet.set_column(0, 0, 40)
    sheet.freeze_panes(1, 1)


def _side(measure: tuple[float, float, float], criterion: CaseCriterion, which: End) -> float:
    """The likely value, or the end of the range that is worse or better."""
    low, likely, high = measure
    worse, better = (low, high) if criterion.more_is_better else (high, low)
    return {End.LIKELY: likely, End.WORSE: worse, End.BETTER: better}[which]


def _absolute(row: int, column: int) -> str:
    return f"${xl_col_to_name(column)}${row + 1}"


def _cell(row: int, criterion: int) -> str:
    return str(xl_rowcol_to_cell(row, FIRST_COLUMN + criterion))
