"""Which of the five views somebody sees: the host's desk, the wall, a phone, an invitation, or the entrance."""

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import fault_messages
from llmselect.ui.store import current_case
from llmselect.ui.workshop import entrance_view, host_desk, own_address, phone_view, wall_view, workshop_style
from llmselect.workshop.faults import WorkshopFault


def draw_workshop(settings: Settings, say: Voice) -> None:
    """The view that the address's token opens; a token of nothing leads back to the entrance."""
    fault = current_case.fault()
    if fault is not None:
        fault_messages.show_fault(fault, say)
    host, person = own_address.token(own_address.HOST), own_address.token(own_address.PERSON)
    invited, wall = own_address.token(own_address.INVITED), own_address.token(own_address.WALL)
    try:
        if host:
            host_desk.draw_desk(host, say)
        elif wall:
            wall_view.draw_wall(wall, say)
        elif person:
            phone_view.draw_phone(person, say)
        elif invited:
            workshop_style.draw_style(workshop_style.PHONE)
            entrance_view.draw_invitation(invited, say)
        else:
            workshop_style.draw_style()
            st.title(say("workshop.title"), anchor=False)
            st.caption(say("workshop.lead"))
            entrance_view.draw_entrance(settings, say)
    except WorkshopFault as fault:
        _stuck(fault, say)
    except LlmselectError as fault:
        fault_messages.show_fault(fault, say)


def _stuck(fault: WorkshopFault, say: Voice) -> None:
    """What cannot be shown in one sentence; where waiting helps the page asks again by itself."""
    if fault.passing:
        fault_messages.show_fault(fault, say)
        _again()
    else:
        entrance_view.draw_dead_end(fault, say)


@st.fragment(run_every=3.0)
def _again() -> None:
    """The whole page once more at the second run of this fragment, three seconds later."""
    if st.session_state.pop("workshop.waited", False):
        st.rerun()
    st.session_state["workshop.waited"] = True
