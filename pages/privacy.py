"""Who may see the data, and what licences allow: the ladder, the verdicts, the AI Act, and a note to print."""

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.law.data_kinds import kind_of
from llmselect.reports.law.privacy_answer import ways_asked
from llmselect.ui import frame
from llmselect.ui.core import fault_messages
from llmselect.ui.privacy import (
    act_view,
    answer_view,
    case_form,
    ladder_view,
    licence_view,
    model_choice,
    organisation_form,
    ways_table,
)
from llmselect.ui.store import cached

settings, say = frame.enter()

st.title(say("privacy.title"), anchor=False)
st.caption(say("privacy.lead"))
try:
    catalog = cached.catalog()
    model_choice.begin(catalog)
    kind, ways = kind_of(settings.requirements), ways_asked(catalog, settings.requirements)
    case_form.draw_case(settings, say)
    answer_view.draw_answer(catalog, settings, say)
    st.header(say("privacy.ladder"), anchor=False)
    ladder_view.draw_ladder(ways, kind, settings.requirements.privacy_level or 0, say)
    st.subheader(say("privacy.table"), anchor=False)
    ways_table.draw_ways_table(ways, kind, say)
    ways_table.draw_evidence(catalog, ways, say)
    answer_view.draw_notes(settings, say)
    st.header(say("law.title"), anchor=False)
    st.caption(say("law.lead"))
    organisation_form.draw_organisation(settings, say)
    licence_view.draw_licence_answer(catalog, settings, say)
    licence_view.draw_model_verdict(catalog, settings, say)
    st.subheader(say("law.table"), anchor=False)
    licence_view.draw_licence_table(catalog, settings, say)
    st.header(say("law.act"), anchor=False)
    act_view.draw_act(settings, say)
except LlmselectError as fault:
    fault_messages.show_fault(fault, say)
