"""One line on the speeds of providers: state, day and source of the measurements, and how many offers have one."""

import numpy as np
import streamlit as st

from llmselect.estimates.speed.served_speed import SpeedBasis
from llmselect.reports.served_state import served_state
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.text import Voice
from llmselect.ui.core import formatting
from llmselect.ui.store import live_speeds


def draw_served_speeds_line(recommendation: Recommendation, say: Voice) -> None:
    """The line, with the reason where the speeds could not be read live."""
    served = recommendation.estimates.served
    if served is None or served.source is None:
        return
    sentences = [served_state(served.source, say), _counted(recommendation, say)]
    reason = live_speeds.snapshot().reason
    st.caption(formatting.escape_markdown(" ".join([*sentences, *([say(reason)] if reason else [])])))


def _counted(recommendation: Recommendation, say: Voice) -> str:
    estimates = recommendation.estimates
    measured = np.unique(estimates.rows.offer[estimates.speed_basis == SpeedBasis.MEASURED])
    if not len(measured):
        return say("served.counted_none")
    return say(
        "served.counted",
        measured=say.number(len(measured), 0),
        offers=say.number(len(recommendation.catalog.file.offers), 0),
    )
