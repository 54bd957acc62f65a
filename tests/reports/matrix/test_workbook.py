"""The spreadsheet: every score a formula, names never one, and the same figures as the app's."""

import io
import json
import re
import zipfile
from xml.etree import ElementTree

import pytest

from llmselect.reports.csv_json import csv_of
from llmselect.reports.matrix.case_rows import COLUMNS, MORE, as_case_document, case_rows
from llmselect.reports.matrix.workbook import as_workbook
from llmselect.scoring.matrix import editing
from llmselect.scoring.matrix.case_values import case_values
from llmselect.scoring.matrix.decision_case import CaseCandidate
from tests.scoring.matrix.cases import three_by_three
from tests.wording import EN, FR, VOICE

SPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def sheets(content):
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = [
            each.get("name")
            for each in ElementTree.fromstring(parts.read("xl/workbook.xml")).iter()
            if each.get("sheetId")
        ]
        trees = [ElementTree.fromstring(parts.read(f"xl/worksheets/sheet{n}.xml")) for n in range(1, len(names) + 1)]
    return dict(zip(names, trees, strict=True))


def formulas(tree):
    found = {}
    for cell in tree.iterfind(".//m:c", SPACE):
        formula = cell.find("m:f", SPACE)
        if formula is not None:
            found[cell.get("r")] = (formula.text, cell.find("m:v", SPACE).text)
    return found


@pytest.mark.parametrize("language", VOICE)
def test_every_score_is_a_formula_over_weights_and_worths(language):
    say, values = VOICE[language], case_values(three_by_three())
    book = sheets(as_workbook(values, say))
    results = formulas(book[say("workbook.results")])
    for row in (2, 3, 4):
        formula, shown = results[f"C{row}"]
        assert say("workbook.criteria") in formula
        assert say("workbook.worths_likely") in formula
        assert float(shown) == pytest.approx(values.scores[row - 2])
    worths = formulas(book[say("workbook.worths_likely")])
    assert len(worths) == 9
    assert all(say("workbook.criteria") in formula for formula, _ in worths.values())


def test_the_shares_follow_the_weights():
    book = sheets(as_workbook(case_values(three_by_three()), EN))
    shares = formulas(book[EN("workbook.criteria")])
    assert all(re.fullmatch(r"IF\(SUM\(.*\)>0,H\d/SUM\(.*\),0\)", formula) for formula, _ in shares.values())


def test_a_name_that_begins_like_a_formula_stays_a_word():
    case = editing.with_candidate(three_by_three(), CaseCandidate(id="evil", name='=HYPERLINK("http://x")'))
    book = sheets(as_workbook(case_values(case), EN))
    assert not any("HYPERLINK" in formula for tree in book.values() for formula, _ in formulas(tree).values())
    table = csv_of(case_rows(case_values(case)), (*COLUMNS, *MORE)).decode()
    assert "\"'=HYPERLINK" in table


def test_the_rows_hold_every_cell_and_the_document_opens_again():
    case = three_by_three()
    values = case_values(case)
    rows = list(case_rows(values))
    assert len(rows) == 9
    assert rows[0]["rank"] == 1
    assert [row["value"] for row in rows if row["candidate"] == "C"][-1] is None
    document = as_case_document(values)
    assert editing.read_case(json.dumps(json.loads(document)["case"])) == case


def test_both_languages_name_their_sheets():
    values = case_values(three_by_three())
    assert set(sheets(as_workbook(values, EN))) != set(sheets(as_workbook(values, FR)))
