"""The address that Models had until November 2026: links to it open that page."""

import streamlit as st

from llmselect.ui import frame
from llmselect.ui.core import rooms

frame.enter()
st.switch_page(rooms.path("models"), query_params=st.query_params.to_dict())
