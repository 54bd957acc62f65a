"""What would make the model fit, each way with its price in speed and a button that takes it."""

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.runs.remedies import Way, ways_to_fit
from llmselect.estimates.runs.run_estimates import RunEstimate
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import formatting, state

MOST = 6


def draw_remedies(
    catalog: Catalog, model: LanguageModel, bars: tuple[RunEstimate, ...], settings: Settings, say: Voice
) -> None:
    """For one quantization that does not fit whole; nothing where all of them do."""
    unfit = [bar for bar in bars if bar.fit in (Fit.NONE, Fit.PARTIAL)]
    if not unfit:
        return
    st.subheader(say("fitting.title"), anchor=False)
    ids = [bar.quantization.id for bar in sorted(unfit, key=lambda bar: bar.quantization.nominal_bits)]
    chosen = st.selectbox(say("fitting.which"), ids, key="fitting.which", persist_state="session")
    bar = next(bar for bar in unfit if bar.quantization.id == (chosen if chosen in ids else ids[0]))
    remedies = ways_to_fit(catalog, model, settings.machine, settings.workload, bar.quantization)
    ways = [way for way in remedies if way.helps]
    if not ways:
        st.info(say("fitting.nothing"), icon=":material/info:")
        return
    for i, way in enumerate(ways[:MOST]):
        _line(i, way, bar, settings, say)


def _line(i: int, way: Way, bar: RunEstimate, settings: Settings, say: Voice) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"fitting.way.{i}"):
        what = f"**{formatting.escape_markdown(say(way.text))}**"
        st.markdown(f"{what} · {say.gib(way.bar.total_bytes)} · {_price(way, bar, say)}", width="stretch")
        if (way.machine, way.workload) != (settings.machine, settings.workload):
            st.button(say("fitting.take"), key=f"fitting.take.{i}", on_click=_take, args=(way, settings))


def _price(way: Way, bar: RunEstimate, say: Voice) -> str:
    """Its speed, and how many times that of today's state where that runs at all."""
    speed = formatting.spread(way.bar.decode_tokens_per_s, say("how.per_s"), say)
    now, then = bar.decode_tokens_per_s, way.bar.decode_tokens_per_s
    if now is None or then is None:
        return speed
    ratio = then.likely / now.likely
    return f"{speed}, {say('fitting.times', n=say.number(ratio, formatting.digits_for(ratio)))}"


def _take(way: Way, settings: Settings) -> None:
    state.ask(settings.model_copy(update={"machine": way.machine, "workload": way.workload}))
