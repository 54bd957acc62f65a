"""The sliders of the priorities, each with its share of the whole."""

import streamlit as st

from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.criterion import Criterion
from llmselect.settings import Weight
from llmselect.text import Voice
from llmselect.ui.core import link_code, state


def draw_sliders(say: Voice) -> tuple[Weight, ...]:
    """A slider for each criterion, those that count from the start in one row; the weights as they stand now."""
    weights = state.priorities()
    shares = _shares(weights)
    with st.container(horizontal=True, key="choose.weights"):
        for criterion in CRITERIA:
            if not criterion.optional:
                _slider(criterion, shares[criterion.name], say)
    return weights


def more(weights: tuple[Weight, ...], say: Voice) -> None:
    """The sliders of the optional criteria, in a drawer."""
    shares = _shares(weights)
    drawer = st.popover(_more_label(shares, say), icon=":material/tune:", on_change="rerun", key="choose.more")
    if drawer.open:
        with drawer:
            for criterion in _optional():
                _slider(criterion, shares[criterion.name], say)


def _optional() -> tuple[Criterion, ...]:
    return tuple(criterion for criterion in CRITERIA if criterion.optional)


def _shares(weights: tuple[Weight, ...]) -> dict[str, float]:
    total = sum(weight.value for weight in weights)
    return {weight.criterion: weight.value / total if total else 0.0 for weight in weights}


def _more_label(shares: dict[str, float], say: Voice) -> str:
    more = sum(shares[criterion.name] for criterion in _optional())
    return say("choose.more", share=say.percent(more))


def _slider(criterion: Criterion, part: float, say: Voice) -> None:
    st.slider(
        f"{say(criterion.label)} · **{say.percent(part)}**",
        0,
        link_code.HIGHEST_WEIGHT,
        None if state.just_put() else 0,  # without a default Streamlit looks through all of the session's state
        key=state.weight_key(criterion.name),
        persist_state="session",
        help=say(criterion.help),
    )
