"""The smallest change of the workload or the machine that changes the winner: a search that one starts and may stop."""

import streamlit as st

from llmselect.scoring.recommend import Recommendation
from llmselect.scoring.what_if import DIRECTIONS, Tipping, tippings
from llmselect.settings import Settings
from llmselect.ui import values
from llmselect.words import Language, Voice

_ASKED = "tipping.asked"
TRIED = {
    "context": "change.context",
    "users": "change.users",
    "requests": "change.requests",
    "count": "change.count",
    "ram": "change.ram",
}
"""What is said while a direction of `what_if.DIRECTIONS` is tried."""


def draw(found: Recommendation, settings: Settings, say: Voice) -> None:
    """A button; then, while these settings stand, what was found."""
    settings = settings.model_copy(update={"language": Language.EN})
    asked = st.session_state.get(_ASKED) == settings
    st.markdown(f"**{say('change.tipping')}**")
    if not asked:
        st.caption(say("change.tipping_lead"))
        st.button(say("change.search"), icon=":material/search:", key="tipping.search", on_click=_ask, args=(settings,))
        return
    st.markdown("\n".join(f"- {sentence}" for sentence in _searched(found, settings, say)))


def _ask(settings: Settings) -> None:
    st.session_state[_ASKED] = settings


def _forget() -> None:
    st.session_state.pop(_ASKED, None)


def _searched(found: Recommendation, settings: Settings, say: Voice) -> list[str]:
    """A sentence for each direction in which something tips; a bar and a button to stop while they are tried."""
    progress, stop = st.empty(), st.empty()
    stop.button(say("change.stop"), icon=":material/stop_circle:", key="tipping.stop", on_click=_forget)
    sentences = list[str]()
    for step, direction in enumerate(DIRECTIONS):
        progress.progress(step / len(DIRECTIONS), text=say("change.searching", what=say(TRIED[direction.name])))
        tipped = _tipping(found.assessed.estimates.catalog.serial, found, settings, direction.name)
        if tipped is not None:
            sentences.append(values.plain(say(tipped.sentence)))
    progress.empty()
    stop.empty()
    return sentences or [say("change.nothing_tips")]


@st.cache_resource(max_entries=200, show_spinner=False)
def _tipping(version: int, _found: Recommendation, settings: Settings, direction: str) -> Tipping | None:
    """The first value in one direction at which another model comes first; kept, so that a redrawn page is quick."""
    winner = _found.places(1)[0].candidate
    tried = tuple(d for d in DIRECTIONS if d.name == direction)
    return next(tippings(_found.assessed.estimates.catalog, settings, winner, tried), None)
