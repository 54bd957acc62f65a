"""The matrix as files: spreadsheet, rows, JSON, dossier; each made when somebody asks for it."""

import datetime

import streamlit as st

from llmselect.scoring.matrix.case_values import CaseValues
from llmselect.text import Voice
from llmselect.ui.core.share.file_button import draw_file_button

KEY = "matrix.file_"


def draw_files(values: CaseValues, say: Voice) -> None:
    """A closed drawer with the four files."""
    drawer = st.popover(say("export.title"), icon=":material/ios_share:", on_change="rerun", key="matrix.export")
    if not drawer.open:
        return
    named = f"llmselect-matrix-{datetime.date.today().isoformat()}"
    with drawer:
        st.caption(say("matrix.files_help"))
        draw_file_button(say("matrix.dossier"), lambda: _dossier(values, say), f"{named}.html", "text/html", KEY)
        spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        draw_file_button(say("matrix.xlsx"), lambda: _workbook(values, say), f"{named}.xlsx", spreadsheet, KEY)
        draw_file_button(say("export.csv"), lambda: _rows(values), f"{named}.csv", "text/csv", KEY)
        draw_file_button(say("export.json"), lambda: _document(values), f"{named}.json", "application/json", KEY)


def _dossier(values: CaseValues, say: Voice) -> str:
    from llmselect.reports.matrix.dossier import as_dossier

    return as_dossier(values, say, datetime.date.today())


def _workbook(values: CaseValues, say: Voice) -> bytes:
    from llmselect.reports.matrix.workbook import as_workbook

    return as_workbook(values, say)


def _rows(values: CaseValues) -> bytes:
    from llmselect.reports.csv_json import csv_of
    from llmselect.reports.matrix.case_rows import COLUMNS, MORE, case_rows

    return csv_of(case_rows(values), (*COLUMNS, *MORE))


def _document(values: CaseValues) -> bytes:
    from llmselect.reports.matrix.case_rows import as_case_document

    return as_case_document(values)
