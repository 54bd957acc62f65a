"""The weights: sliders with their share, or worked out from an order, from swings, or from comparisons in pairs."""

from collections.abc import Mapping, Sequence

import streamlit as st

from llmselect.reports.matrix.case_story import measure_words, number_words
from llmselect.scoring.elicitation.pairwise import STEPS, PairwiseWeights, pairs, pairwise_weights
from llmselect.scoring.matrix.case_values import CaseValues
from llmselect.scoring.matrix.decision_case import DecisionCase
from llmselect.scoring.methods import weights
from llmselect.scoring.methods.ahp import MOST_CRITERIA
from llmselect.text import Voice
from llmselect.ui.core import formatting
from llmselect.ui.core.view_switch import draw_named_list, one_of
from llmselect.ui.store import current_case

WAYS = {"order": "matrix.by_order", "swings": "matrix.by_swings", "pairs": "matrix.by_pairs"}
PAIR_WORDS = {
    9.0: "matrix.nine",
    7.0: "matrix.seven",
    5.0: "matrix.five",
    3.0: "matrix.three",
    1.0: "matrix.equal",
}


def draw_weights(case: DecisionCase, say: Voice) -> None:
    """A slider for each criterion; its share of the whole stands in its name, since each moves all the others."""
    total = sum(case.weight_of.values())
    with st.container(key="matrix.weights"):
        for criterion in case.criteria:
            share = case.weight_of[criterion.id] / total if total else 0.0
            key = current_case.weight_key(criterion.id)
            start = None if key in st.session_state else round(case.weight_of[criterion.id])
            st.slider(
                f"{formatting.escape_markdown(criterion.name)} · {say.percent(share)}",
                0,
                100,
                start,
                key=key,
                on_change=current_case.take_slider,
                args=(criterion.id,),
            )


def draw_other_ways(case: DecisionCase, say: Voice) -> None:
    """A drawer with the three other ways to weigh; each moves the sliders when it is used."""
    drawer = st.expander(
        say("matrix.other_ways"), icon=":material/balance:", on_change="rerun", key="matrix.other_ways"
    )
    if not drawer.open or len(case.criteria) < 2:
        return
    with drawer:
        way = one_of("matrix.way", WAYS, say)
        {"order": _order, "swings": _swings, "pairs": _pairs}[way](case, say)


def _order(case: DecisionCase, say: Voice) -> None:
    """A list for each place; rank-order centroid weights."""
    st.caption(say("matrix.order_lead"))
    names = {criterion.id: criterion.name for criterion in case.criteria}
    heaviest = sorted(names, key=lambda id: -case.weight_of[id])
    chosen = list[str]()
    for place in range(len(names)):
        left = [id for id in heaviest if id not in chosen]
        key = f"matrix.order.{place}"
        label = say("weigh.most") if place == 0 else say("weigh.then", n=place + 1)
        chosen.append(draw_named_list(label, {id: names[id] for id in left}, key))
    shares = weights.rank_order_centroid(len(chosen)).tolist()
    _offer(case, dict(zip(chosen, shares, strict=True)), "matrix.use_order", say)


def _swings(case: DecisionCase, say: Voice) -> None:
    """Points for going from unacceptable to good enough on each criterion, the one that matters most being 100."""
    st.caption(say("matrix.swings_lead"))
    points = dict[str, float]()
    heaviest = max(case.weight_of.values(), default=0.0) or 1.0
    for criterion in case.criteria:
        worst, enough = (measure_words(each, criterion, say) for each in criterion.points[:2])
        label = say("matrix.swing", name=criterion.name, worst=worst, enough=enough)
        usual = 5 * round(20 * case.weight_of[criterion.id] / heaviest)
        given = st.slider(formatting.escape_markdown(label), 0, 100, usual, step=5, key=f"matrix.swing.{criterion.id}")
        points[criterion.id] = float(given)
    if sum(points.values()) <= 0:
        st.info(say("weigh.no_points"), icon=":material/info:")
        return
    _offer(
        case, dict(zip(points, weights.swing(list(points.values())).tolist(), strict=True)), "matrix.use_swings", say
    )


def _pairs(case: DecisionCase, say: Voice) -> None:
    """Each two criteria compared on Saaty's scale; how consistent the answers are, and the worst contradiction."""
    if len(case.criteria) > MOST_CRITERIA:
        st.info(say("matrix.too_many_pairs", n=MOST_CRITERIA), icon=":material/info:")
        return
    st.caption(say("matrix.pairs_lead"))
    names = {criterion.id: formatting.escape_markdown(criterion.name) for criterion in case.criteria}
    said = {
        (first, second): st.select_slider(
            say("matrix.pair", first=names[first], second=names[second]),
            STEPS[::-1],
            1.0,
            format_func=lambda step, a=first, b=second: _pair_words(step, names[a], names[b], say),
            key=f"matrix.pair.{first}.{second}",
        )
        for first, second in pairs(list(names))
    }
    found = pairwise_weights(list(names), said)
    _consistency(found, names, say)
    _offer(case, found.shares, "matrix.use_pairs", say)


def _pair_words(step: float, first: str, second: str, say: Voice) -> str:
    if step >= 1:
        return say(PAIR_WORDS[round(step, 6)], name=first)
    return say(PAIR_WORDS[round(1 / step, 6)], name=second)


def _consistency(found: PairwiseWeights, names: Mapping[str, str], say: Voice) -> None:
    ratio = say.number(found.result.consistency_ratio, 2)
    st.markdown(say("matrix.consistent" if found.result.consistent else "matrix.inconsistent", ratio=ratio))
    if found.worst is not None and not found.result.consistent:
        worst = found.worst
        st.warning(
            say(
                "matrix.contradiction",
                first=names[worst.first],
                second=names[worst.second],
                third=names[worst.third],
                said=number_words(worst.said, say),
                implied=number_words(worst.implied, say),
            ),
            icon=":material/warning:",
        )


def _offer(case: DecisionCase, shares: Mapping[str, float], key: str, say: Voice) -> None:
    """The shares in words, and the button that moves the sliders."""
    st.markdown(say("weigh.gives", shares=_in_words(case, shares, say)))
    most = max(shares.values()) or 1.0
    moved = {id: float(round(100 * share / most)) for id, share in shares.items()}
    st.button(say("weigh.use"), type="primary", key=key, on_click=current_case.weigh, args=(moved,))


def _in_words(case: DecisionCase, shares: Mapping[str, float], say: Voice) -> str:
    names = {criterion.id: formatting.escape_markdown(criterion.name) for criterion in case.criteria}
    falling = sorted(shares, key=lambda id: -shares[id])
    return ", ".join(f"{names[id]} {say.percent(shares[id])}" for id in falling if shares[id] > 0)


def counted(values: CaseValues) -> Sequence[int]:
    """Columns of the criteria that have weight."""
    return [column for column in range(len(values.shares)) if values.shares[column] > 0]
