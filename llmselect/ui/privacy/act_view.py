"""What the EU AI Act asks of the case: roles, duties by their day, and that this is no advice."""

import datetime

import streamlit as st

from llmselect.law.ai_act import ActDuty, duties_of, roles_of
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import formatting


def draw_act(settings: Settings, say: Voice) -> None:
    """Roles in a sentence, then each duty with its day."""
    organisation = settings.requirements.declared
    st.markdown(say("law.act_roles", roles=say.list([say(role.label) for role in roles_of(organisation)])))
    if organisation.in_eu is False:
        st.markdown(say("law.act_outside"))
    today = datetime.date.today()
    st.markdown("\n".join(f"- {_line(duty, today, say)}" for duty in duties_of(organisation)))
    st.caption(say("law.advice"))


def _line(duty: ActDuty, today: datetime.date, say: Voice) -> str:
    state = say("law.since" if duty.applies_from <= today else "law.from")
    words, source = formatting.escaped(say(duty.duty)), formatting.escaped(duty.source)
    days = {"day": say.day(duty.applies_from), "read": say.day(duty.checked)}
    return say("law.act_line", state=state, duty=words, source=source, **days)
