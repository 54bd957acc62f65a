"""llmselect, framed: the menu, the controls, and the page they surround."""

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.ui import address, cached, faults, frame, own_list, own_models, rooms, sidebar, state

st.set_page_config(page_title="llmselect", page_icon=":material/balance:", layout="wide")
frame.style()
try:
    frame.freeze_startup_objects()
    catalog = cached.catalog()
    address.restore(catalog)
    say = sidebar.voice()
    page = st.navigation(rooms.menu(say), position="top")
    own_models.resolve()
    sidebar.draw(catalog, page.url_path, say)
    settings = state.read()
    address.write(settings)
    if address.broken():
        st.warning(say("frame.broken_link"), icon=":material/link_off:")
    own_list.tell(say)
    with frame.around(settings):
        page.run()
except LlmselectError as fault:
    faults.show(fault, sidebar.voice())
