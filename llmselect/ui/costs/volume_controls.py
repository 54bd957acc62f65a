"""How many requests, how long, what of them is cached or may wait: presets, and every figure to be typed."""

from typing import Final, NamedTuple

import streamlit as st

from llmselect.errors import BadNumber
from llmselect.estimates.cost.volume import DAYS_PER_MONTH, MOST_REQUESTS, Volume, per_month
from llmselect.settings import Currency, Settings
from llmselect.text import Voice
from llmselect.ui.core import state
from llmselect.ui.costs import widgets

PRESET, PER_DAY, CLEARED = "costs.preset", "costs.per_day", "costs.cleared"
OWN: Final = "own"
SESSION: Final = "session"


class VolumePreset(NamedTuple):
    """Requests a day of a usual case (assumptions of ours)."""

    id: str
    per_day: int
    words: str


PRESETS: Final = (
    VolumePreset("prototype", 50, "costs.preset_prototype"),
    VolumePreset("team", 600, "costs.preset_team"),
    VolumePreset("company", 6000, "costs.preset_company"),
    VolumePreset("public", 100_000, "costs.preset_public"),
)


def draw_volume_controls(say: Voice) -> bool:
    """How many and in which currency; False where no volume can be counted, said in a sentence."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="costs.volume"):
        _preset(say)
        _per_day(say)
        _currency(say)
    return _counted(say)


def draw_request_controls(settings: Settings, say: Voice) -> None:
    """What one request is, and how requests are spread."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="costs.request"):
        _whole("prompt_tokens", say("costs.tokens_in"), 500)
        _whole("output_tokens", say("costs.tokens_out"), 100, say("costs.tokens_out_help"))
        _cached(say)
        _batched(settings, say)
        _growth(say)


def _preset(say: Voice) -> None:
    requests = st.session_state.get(state.key("workload", "requests_per_month"))
    shown = next((each.id for each in PRESETS if per_month(each.per_day) == requests), OWN)
    st.session_state[PRESET] = shown
    words = {each.id: each.words for each in PRESETS}
    names = [*(each.id for each in PRESETS), *([OWN] if shown == OWN else [])]
    st.segmented_control(
        say("costs.preset"),
        names,
        format_func=lambda name: say(words.get(name, "costs.preset_own")),
        key=PRESET,
        on_change=_take_preset,
        required=True,
        wrap=True,
        label_visibility="collapsed",
    )


def _take_preset() -> None:
    chosen = next((each for each in PRESETS if each.id == st.session_state.get(PRESET)), None)
    if chosen is not None:
        st.session_state[state.key("workload", "requests_per_month")] = per_month(chosen.per_day)
        st.session_state[CLEARED] = None


def _per_day(say: Voice) -> None:
    requests = st.session_state.get(state.key("workload", "requests_per_month")) or 1
    typed = st.session_state.get(CLEARED)
    daily = next((each.per_day for each in PRESETS if per_month(each.per_day) == requests), requests / DAYS_PER_MONTH)
    st.session_state[PER_DAY] = None if typed is not None else float(f"{daily:.3g}")
    st.number_input(
        say("costs.per_day"),
        value=None,
        step=100.0,
        format="%g",
        key=PER_DAY,
        on_change=_daily_changed,
        help=say("costs.per_day_help"),
        width=150,
    )


def _daily_changed() -> None:
    """A volume that cannot be is remembered as such: the page says so instead of a sum."""
    typed = st.session_state.get(PER_DAY)
    try:
        requests = per_month(float("nan") if typed is None else float(typed))
    except BadNumber:
        st.session_state[CLEARED] = "" if typed is None else str(typed)
        return
    st.session_state[CLEARED] = None
    st.session_state[state.key("workload", "requests_per_month")] = requests


def _counted(say: Voice) -> bool:
    if st.session_state.get(CLEARED) is None:
        return True
    st.info(say("costs.no_volume", most=say.number(MOST_REQUESTS / DAYS_PER_MONTH, 0)), icon=":material/info:")
    return False


def _whole(field: str, label: str, step: int, help_words: str | None = None) -> None:
    st.number_input(
        label,
        1,
        10_000_000,
        None,
        step=step,
        key=widgets.show("workload", field),
        on_change=widgets.changed,
        args=("workload", field),
        help=help_words,
        width=150,
    )


def _cached(say: Voice) -> None:
    st.slider(
        say("costs.cached"),
        0.0,
        1.0,
        step=0.05,
        format="percent",
        key=widgets.show("workload", "cached_share"),
        on_change=widgets.changed,
        args=("workload", "cached_share"),
        help=say("costs.cached_help"),
        width=150,
    )


def _batched(settings: Settings, say: Voice) -> None:
    key = widgets.show("spending", "batch_share")
    st.session_state[key] = Volume.of(settings.workload, settings.spending).batch_share
    st.slider(
        say("costs.batched"),
        0.0,
        1.0,
        step=0.05,
        format="percent",
        key=key,
        on_change=widgets.changed,
        args=("spending", "batch_share"),
        help=say("costs.batched_help"),
        width=150,
    )


def _growth(say: Voice) -> None:
    st.slider(
        say("costs.growth"),
        -0.5,
        1.0,
        step=0.05,
        format="percent",
        key=state.key("spending", "growth_per_month"),
        persist_state=SESSION,
        width=150,
    )


def _currency(say: Voice) -> None:
    st.segmented_control(
        say("costs.currency"),
        list(Currency),
        format_func=lambda each: say(Currency(each).label),
        key=state.key("spending", "currency"),
        required=True,
        persist_state=SESSION,
    )
