"""Switches on a page: which candidate is shown (the first of the ranking, or one by name), and which view."""

from collections.abc import Mapping, Sequence

import streamlit as st

from llmselect.scoring.ranking.places import Place
from llmselect.scoring.ranking.rented import RentedPlace
from llmselect.text import Voice
from llmselect.ui.core import formatting

THE_FIRST = "first"
_CHOSEN = "choose.candidate"


def draw_view_switch(places: Sequence[Place], say: Voice, rented: Sequence[RentedPlace] = ()) -> Place:
    """A list of the places, then of the rented ones; the candidate chosen stays chosen while it is among them."""
    by_id = {place.candidate.id: place for place in places} | {each.id: each.place for each in rented}
    machines = {each.id: each.name for each in rented}
    if st.session_state.get(_CHOSEN) not in by_id:
        st.session_state[_CHOSEN] = THE_FIRST

    def name(choice: str) -> str:
        if choice == THE_FIRST:
            return say("choose.the_first", model=places[0].candidate.model.name)
        named = f"{by_id[choice].rank}. {formatting.name(by_id[choice].candidate, say)}"
        machine = machines.get(choice)
        return named if machine is None else f"{named} · {say('lanes.rented_selected', machine=machine)}"

    chosen = st.selectbox(say("choose.candidate"), [THE_FIRST, *by_id], format_func=name, key=_CHOSEN)
    return by_id.get(chosen, places[0])


def one_of(key: str, views: Mapping[str, str], say: Voice) -> str:
    """The view chosen among several; the others are not drawn. `views` maps ids to keys of the messages."""
    return st.segmented_control(
        say("choose.view"),
        list(views),
        format_func=lambda view: say(views[view]),
        key=key,
        required=True,
        default=next(iter(views)),
        label_visibility="collapsed",
        persist_state="session",
    )


def draw_named_list(label: str, names: Mapping[str, str], key: str) -> str:
    """The id chosen among these; the first until somebody chooses, empty where there are none."""
    if st.session_state.get(key) not in names:
        st.session_state.pop(key, None)
    chosen = st.selectbox(label, list(names), format_func=lambda id: names.get(id, id), key=key)
    return chosen or ""
