"""llmselect, framed: the menu, the controls, and the page they surround."""

import streamlit as st

from llmselect import log
from llmselect.errors import LlmselectError
from llmselect.ui import frame, settings_bar
from llmselect.ui.any_model import user_list
from llmselect.ui.core import address, fault_messages, rooms, state
from llmselect.ui.store import cached, user_models
from llmselect.ui.store.upload_budget import enforce_upload_budget

log.start(default=str(st.get_option("logger.level")))
st.set_page_config(page_title="llmselect", page_icon=frame.ICON, layout="wide")
frame.style()
enforce_upload_budget()
try:
    frame.freeze_startup_objects()
    catalog = cached.catalog()
    address.restore(catalog)
    say = settings_bar.voice()
    page = st.navigation(rooms.menu(say), position="top")
    user_models.resolve()
    frame.title(page.title, say)
    settings_bar.draw_settings_bar(catalog, page.url_path, say)
    settings = state.read()
    address.write(settings)
    if address.broken():
        st.warning(say("frame.broken_link"), icon=":material/link_off:")
    user_list.show_unreadable(say)
    with frame.around(settings):
        page.run()
except LlmselectError as fault:
    fault_messages.show_fault(fault, settings_bar.voice())
