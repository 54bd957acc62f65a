"""Other ways to weigh: put the criteria in order, or say what each real difference is worth; both move the sliders."""

from collections.abc import Mapping

import numpy as np
import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.scoring.elicitation.integer_weights import integer_weights
from llmselect.scoring.elicitation.swings import Swing, priorities, swings
from llmselect.scoring.methods.weights import rank_order_centroid
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.recommend import ValuedCandidates, recommend
from llmselect.settings import DEFAULT_PRIORITIES, Requirements, Weight
from llmselect.text import Voice
from llmselect.ui.core import formatting, link_code, state
from llmselect.ui.core.view_switch import one_of

WAYS = {"order": "weigh.order", "swings": "weigh.swings"}
NO_MORE = "none"
KEY = "weigh"
_ORDER, _SWING = "weigh.rank", "weigh.swing"


def draw_weight_elicitation(
    assessed: ValuedCandidates, requirements: Requirements, weights: tuple[Weight, ...], say: Voice
) -> None:
    """A closed drawer with both; only the chosen one is drawn."""
    drawer = st.popover(say("weigh.title"), icon=":material/format_list_numbered:", on_change="rerun", key=KEY)
    if drawer.open:
        with drawer:
            if one_of("weigh.way", WAYS, say) == "order":
                _order(CRITERIA.offered(assessed.estimates), weights, say)
            else:
                _swings(assessed, requirements, weights, say)


def _order(names: tuple[str, ...], weights: tuple[Weight, ...], say: Voice) -> None:
    """A list for each place of the order; a criterion already placed is not offered again."""
    st.caption(say("weigh.order_lead"))
    usual = [weight.criterion for weight in sorted(weights, key=lambda weight: -weight.value) if weight.value > 0]
    chosen = list[str]()
    for place in range(len(names)):
        left = [name for name in names if name not in chosen]
        options = left if not chosen else [*left, NO_MORE]
        preferred = next((name for name in usual if name in left), NO_MORE)
        key = f"{_ORDER}.{place}"
        if st.session_state.get(key) not in options:
            st.session_state[key] = preferred if preferred in options else options[0]
        name = st.selectbox(
            say("weigh.most") if place == 0 else say("weigh.then", n=place + 1),
            options,
            format_func=lambda name: say("weigh.no_more") if name == NO_MORE else say(CRITERIA.named(name).label),
            key=key,
        )
        if name == NO_MORE:
            break
        chosen.append(name)
    _offer(dict(zip(chosen, rank_order_centroid(len(chosen)).tolist(), strict=True)), "weigh.use_order", say)


def _swings(assessed: ValuedCandidates, requirements: Requirements, weights: tuple[Weight, ...], say: Voice) -> None:
    """A question for each criterion on which those in question differ, with the range they really cover."""
    criterion_swings = swings(assessed.estimates, recommend(assessed, requirements, _any(weights)).ordered)
    if not criterion_swings:
        st.info(say("weigh.nothing_differs"), icon=":material/info:")
        return
    st.caption(say("weigh.swings_lead"))
    usual = _usual(criterion_swings, weights)
    points = {
        swing.criterion.name: float(
            st.slider(
                formatting.escape_markdown(say(swing.question)),
                0,
                100,
                usual[swing.criterion.name],
                step=5,
                key=f"{_SWING}.{swing.criterion.name}",
            )
        )
        for swing in criterion_swings
    }
    try:
        found = priorities(points, criterion_swings)
    except LlmselectError:
        st.info(say("weigh.no_points"), icon=":material/info:")
        return
    _offer({weight.criterion: weight.value / 100 for weight in found}, "weigh.use_swings", say)


def _any(weights: tuple[Weight, ...]) -> tuple[Weight, ...]:
    """The weights, or all alike where none has any: who meets the requirements does not depend on them."""
    return weights if any(weight.value for weight in weights) else tuple(Weight(name, 1.0) for name in CRITERIA.names)


def _usual(criterion_swings: tuple[Swing, ...], weights: tuple[Weight, ...]) -> dict[str, int]:
    """The answers that the sliders stand for: a weight is for the whole scale, a question for the part it quotes."""
    now = {weight.criterion: weight.value for weight in weights}
    worth = [now.get(swing.criterion.name, 0.0) * swing.span for swing in criterion_swings]
    most = max(worth) or 1.0
    return {
        swing.criterion.name: 5 * round(20 * each / most) for swing, each in zip(criterion_swings, worth, strict=True)
    }


def _offer(shares: Mapping[str, float], key: str, say: Voice) -> None:
    """The weights in words, as meant and as the sliders will hold them, and the button that moves the sliders."""
    whole = integer_weights(list(shares.values()), link_code.HIGHEST_WEIGHT)
    held = whole / whole.sum()
    st.markdown(say("weigh.gives", shares=_in_words(shares, say)))
    if np.abs(held - np.array(list(shares.values()))).max() >= 0.005:
        st.caption(say("weigh.rounded", shares=_in_words(dict(zip(shares, held.tolist(), strict=True)), say)))
    moved = dict.fromkeys(CRITERIA.names, 0) | dict(zip(shares, whole.tolist(), strict=True))
    st.button(say("weigh.use"), type="primary", key=key, on_click=state.put_weights, args=(moved,))


def _in_words(shares: Mapping[str, float], say: Voice) -> str:
    falling = sorted((item for item in shares.items() if item[1] > 0), key=lambda item: -item[1])
    return ", ".join(f"{say(CRITERIA.named(name).label)} {say.percent(part)}" for name, part in falling)


def none(say: Voice) -> None:
    """No criterion has any weight: a sentence, and the way out as a button."""
    st.info(say("choose.all_zero"), icon=":material/balance:")
    usual = {weight.criterion: round(weight.value) for weight in DEFAULT_PRIORITIES}
    st.button(
        say("weigh.back"), icon=":material/restart_alt:", key="weigh.back", on_click=state.put_weights, args=(usual,)
    )
