"""A meeting as files: rows, JSON and the dossier; without nicknames where the host hides them."""

import datetime

import streamlit as st

from llmselect.reports.csv_json import csv_of
from llmselect.reports.matrix.meeting_dossier import RoundFigures, as_meeting_dossier
from llmselect.text import Voice
from llmselect.ui.core.share.file_button import draw_file_button
from llmselect.ui.workshop.results_view import agreement_sentences
from llmselect.workshop.meeting import HostView
from llmselect.workshop.meeting_rows import meeting_columns, meeting_document, meeting_rows, round_tally

KEY = "workshop.file_"


def draw_files(view: HostView, say: Voice) -> None:
    """A closed drawer with the three files."""
    drawer = st.popover(say("workshop.export"), icon=":material/ios_share:", on_change="rerun", key="workshop.export")
    if not drawer.open:
        return
    named = f"llmselect-meeting-{datetime.date.today().isoformat()}"
    with drawer:
        draw_file_button(say("workshop.dossier"), lambda: meeting_dossier(view, say), f"{named}.html", "text/html", KEY)
        draw_file_button(say("workshop.csv"), lambda: meeting_csv(view), f"{named}.csv", "text/csv", KEY)
        draw_file_button(say("workshop.json"), lambda: meeting_document(view), f"{named}.json", "application/json", KEY)


def meeting_csv(view: HostView) -> bytes:
    """All ballots; a nickname that begins like a formula is marked as text."""
    return csv_of(meeting_rows(view), meeting_columns(view))


def meeting_dossier(view: HostView, say: Voice) -> str:
    """The printed document of all rounds."""
    rounds = list[RoundFigures]()
    for number in range(1, view.meeting.round + 1):
        count = round_tally(view, number)
        if count is not None:
            rounds.append(
                RoundFigures(
                    number,
                    len(count),
                    count.group_shares.tolist(),
                    count.group_scores.tolist(),
                    count.borda.tolist(),
                    count.first_counts.tolist(),
                    count.regrets.tolist(),
                    agreement_sentences(count, say),
                )
            )
    meeting = view.meeting
    return as_meeting_dossier(meeting.title, meeting.case, rounds, meeting.practice, say, datetime.date.today())
