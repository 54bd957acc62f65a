"""The sliders of the priorities, each with its share of the whole."""

import streamlit as st

from llmselect.estimates.assessment import CandidateEstimates
from llmselect.reports import criterion_words
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.settings import Weight
from llmselect.text import Voice
from llmselect.ui.core import link_code, state
from llmselect.ui.core.live_charts.following_sliders import DrawnWeight


def draw_sliders(weights: tuple[Weight, ...], say: Voice) -> None:
    """A slider for each criterion that counts from the start, with its share of these weights."""
    shares = _shares(weights)
    with st.container(horizontal=True, key="choose.weights"):
        for number, criterion in enumerate(CRITERIA):
            if not criterion.optional:
                _slider(number, shares[criterion.name], say)


def more(weights: tuple[Weight, ...], estimates: CandidateEstimates, say: Voice) -> None:
    """The sliders of the optional criteria, in a drawer."""
    shares = _shares(weights)
    offered = CRITERIA.offered(estimates)
    optional = [i for i, criterion in enumerate(CRITERIA) if criterion.optional and criterion.name in offered]
    label = say("choose.more", share=say.percent(sum(shares[CRITERIA[number].name] for number in optional)))
    drawer = st.popover(label, icon=":material/tune:", on_change="rerun", key="choose.more")
    if drawer.open:
        with drawer:
            for number in optional:
                _slider(number, shares[CRITERIA[number].name], say)


def drawn_weights(estimates: CandidateEstimates) -> dict[str, DrawnWeight]:
    """What the sliders say now, by the name that each has in the page's styles."""
    weights = CRITERIA.counting(state.priorities(), estimates)
    return {f"weight-{w.criterion}": DrawnWeight(CRITERIA.names.index(w.criterion), int(w.value)) for w in weights}


def _shares(weights: tuple[Weight, ...]) -> dict[str, float]:
    total = sum(weight.value for weight in weights)
    return {weight.criterion: weight.value / total if total else 0.0 for weight in weights}


def label(number: int, share: float, say: Voice) -> str:
    """Name and share in plain words: marks of Markdown would be read aloud as the slider's name."""
    return f"{criterion_words.virtue(number, say)} · {say.percent(share)}"


def _start(criterion: str) -> int | None:
    """Where a slider stands when a page mounts it anew: the browser begins there, and would send back another start.

    None where it was just put, as Streamlit then wants no start; it is not the rule, since Streamlit would look through
    all of the session's state for it.
    """
    return None if state.just_put() else int(st.session_state.get(state.weight_key(criterion), 0))


def _slider(number: int, share: float, say: Voice) -> None:
    criterion = CRITERIA[number]
    st.slider(
        label(number, share, say),
        0,
        link_code.HIGHEST_WEIGHT,
        _start(criterion.name),
        key=state.weight_key(criterion.name),
        persist_state="session",
        help=say(criterion.help),
    )
