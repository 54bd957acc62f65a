"""Share and keep: the link, and the answer as files that are made when somebody asks for them."""

import datetime
from functools import partial

import streamlit as st

from llmselect.reports import csv_json, memo_file
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.ranking.rented import RentedPlace
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import address
from llmselect.ui.core.share import copy_link
from llmselect.ui.core.share.file_button import draw_file_button


def key(room: str) -> str:
    """Where the session keeps whether the drawer of a room is open."""
    return f"{room}.export"


def draw_exports(
    recommendation: Recommendation, settings: Settings, say: Voice, room: str, rented: tuple[RentedPlace, ...] = ()
) -> None:
    """A closed drawer with the link and the files of this answer; closed it costs a button."""
    drawer = st.popover(say("export.title"), icon=":material/ios_share:", on_change="rerun", key=key(room))
    if drawer.open:
        with drawer:
            _link(say, room)
            _files(recommendation, settings, say, room, rented)


def _link(say: Voice, room: str) -> None:
    st.caption(say("export.link"))
    copy_link.draw_copy_link(say, f"{room}.copy_link")
    st.code(address.link(), language=None, wrap_lines=True)


def _files(
    recommendation: Recommendation, settings: Settings, say: Voice, room: str, rented: tuple[RentedPlace, ...]
) -> None:
    st.caption(say("export.files"))
    day, link = datetime.date.today(), address.link()
    named = f"llmselect-{day.isoformat()}"
    table = partial(csv_json.as_csv, recommendation, rented)
    draw_file_button(say("export.csv"), table, f"{named}.csv", "text/csv", f"{room}.")
    document = partial(csv_json.as_document, recommendation, settings, day, link, rented)
    draw_file_button(say("export.json"), document, f"{named}.json", "application/json", f"{room}.")
    if not len(recommendation):
        st.caption(say("export.nothing"))
        return
    page = partial(memo_file.as_memo, recommendation, settings, day, ".html", rented=rented)
    draw_file_button(say("export.memo_page"), page, f"{named}.html", "text/html", f"{room}.")
    text = partial(memo_file.as_memo, recommendation, settings, day, ".md", rented=rented)
    draw_file_button(say("export.memo_text"), text, f"{named}.md", "text/markdown", f"{room}.")
