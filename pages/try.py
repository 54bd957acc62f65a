"""Try: the same prompts on several models, measured, graded or compared blind; what is measured feeds the ranking."""

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.reports.costs.money import Money
from llmselect.ui import frame
from llmselect.ui.core import fault_messages, local_browser
from llmselect.ui.store import cached
from llmselect.ui.try_models import (
    access,
    contestants_view,
    earlier_view,
    first_prompt,
    keep_view,
    results_view,
    run_view,
)

settings, say = frame.enter()

st.title(say("try.title"), anchor=False)
st.caption(say("try.lead"))
try:
    catalog, local = cached.catalog(), local_browser.is_local()
    rule = access.rule_now(catalog)
    keep_view.open_linked()
    if local:
        first_prompt.draw_first_prompt(catalog, rule, settings, say)
    st.subheader(say("try.contestants"), anchor=False)
    contestants_view.draw_contestants(catalog, rule, say, local=local)
    run_view.draw_setup(rule, Money.of(settings.spending), say)
    run_view.draw_progress(rule, say)
    earlier_view.draw_earlier(say)
    results_view.draw_results(catalog, rule, settings, say)
    keep_view.draw_open(say, local=local)
except LlmselectError as fault:
    fault_messages.show_fault(fault, say)
