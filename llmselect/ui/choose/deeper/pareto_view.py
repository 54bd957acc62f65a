"""Two criteria against each other: who is not beaten on both, with the ranges of the estimates."""

import numpy as np
import streamlit as st

from llmselect.charts.pareto import MOST_POINTS, Axis, ParetoPoint, ParetoStanding, pareto
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.criterion import Criterion
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.ranking.reference_points import ValueScale
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import figures, formatting, tables
from llmselect.units import Bools, Floats, Ints

ACROSS, UP = "cost", "quality"


def draw_pareto_front(recommendation: Recommendation, settings: Settings, say: Voice) -> None:
    """Two lists, one sentence, the picture and its table."""
    across, up = _ask(CRITERIA.offered(recommendation.estimates), say)
    if across == up:
        st.info(say("pareto.same"), icon=":material/info:")
        return
    x, y = CRITERIA.named(across), CRITERIA.named(up)
    known = _known(recommendation, x, y)
    front = recommendation.robustness.front((CRITERIA.index(x), CRITERIA.index(y))) & known
    shown = _shown(known, front)
    st.markdown(_sentence(recommendation, x, y, known, front, say))
    left, right = st.columns([6, 5], gap="large")
    with left:
        points = _points(recommendation, x, y, shown, front)
        figure = pareto(_axis(x, settings, say), _axis(y, settings, say), points, _names(say), say)
        figures.draw_figure(figure, "pareto.chart", say("pareto.alt", x=say(x.label), y=say(y.label)))
    with right:
        columns = _table(recommendation, x, y, shown, front, say)
        tables.draw_table(columns, say("pareto.alt", x=say(x.label), y=say(y.label)), say, key="pareto.table")


def _ask(options: tuple[str, ...], say: Voice) -> tuple[str, str]:
    with st.container(horizontal=True, key="pareto.axes"):
        chosen = [
            st.selectbox(
                say(key),
                options,
                index=options.index(usual),
                key=key,
                format_func=lambda name: say(CRITERIA.named(name).label),
                persist_state="session",
                width=240,
            )
            for key, usual in (("pareto.across", ACROSS), ("pareto.up", UP))
        ]
    return chosen[0] or ACROSS, chosen[1] or UP


def _measures(recommendation: Recommendation, criterion: Criterion) -> Floats:
    """Low, likely and high of each place, (3, places), in the criterion's unit."""
    rows = recommendation.ordered[recommendation.leaders]
    return np.stack([column[rows] for column in criterion.measure(recommendation.estimates)])


def _known(recommendation: Recommendation, x: Criterion, y: Criterion) -> Bools:
    return np.isfinite(_measures(recommendation, x)[1]) & np.isfinite(_measures(recommendation, y)[1])


def _shown(known: Bools, front: Bools) -> Ints:
    """The first and the front, then the best of the ranking, as many as can be told apart."""
    first = np.flatnonzero(known)[:1]
    order = np.concatenate([first, np.flatnonzero(front), np.flatnonzero(known)])
    _, where = np.unique(order, return_index=True)
    return order[np.sort(where)][:MOST_POINTS]


def _standing(position: int, front: Bools) -> ParetoStanding:
    if position == 0:
        return ParetoStanding.FIRST
    return ParetoStanding.FRONT if front[position] else ParetoStanding.BEATEN


def _points(recommendation: Recommendation, x: Criterion, y: Criterion, shown: Ints, front: Bools) -> list[ParetoPoint]:
    across, up = _ranges(recommendation, x), _ranges(recommendation, y)
    return [
        ParetoPoint(
            recommendation.model_name(int(p)),
            _low_likely_high(across[:, p]),
            _low_likely_high(up[:, p]),
            _standing(int(p), front),
        )
        for p in shown
    ]


def _ranges(recommendation: Recommendation, criterion: Criterion) -> Floats:
    """Measures in rising order; what a logarithm cannot show, such as a price of nothing, at the best anchor."""
    low, likely, high = _measures(recommendation, criterion)
    low, high = np.fmin(np.fmin(low, high), likely), np.fmax(np.fmax(low, high), likely)
    measures = np.stack([low, likely, high])
    if criterion.scale is ValueScale.LOGARITHMIC:
        anchors = criterion.anchors(recommendation.workload)
        measures = np.maximum(measures, min(anchors.best, anchors.worst) / 10)
    return measures


def _low_likely_high(column: Floats) -> tuple[float, float, float]:
    low, likely, high = (float(value) for value in column)
    return low, likely, high


def _axis(criterion: Criterion, settings: Settings, say: Voice) -> Axis:
    anchors = criterion.anchors(settings.workload)
    title = say("pareto.axis", criterion=say(criterion.label), unit=say(criterion.unit))
    return Axis(title, criterion.scale is ValueScale.LOGARITHMIC, anchors.best < anchors.worst)


def _names(say: Voice) -> dict[ParetoStanding, str]:
    return {
        ParetoStanding.FIRST: say("pareto.first"),
        ParetoStanding.FRONT: say("pareto.front"),
        ParetoStanding.BEATEN: say("pareto.beaten"),
    }


def _sentence(
    recommendation: Recommendation, x: Criterion, y: Criterion, known: Bools, front: Bools, say: Voice
) -> str:
    """How many are not beaten on both, whether the first is among them, and how many cannot be drawn."""
    first = "pareto.first_on" if front[0] else "pareto.first_off" if known[0] else "pareto.first_unknown"
    many = int(front.sum())
    says = say(
        "pareto.says" if many > 1 else "pareto.says_one",
        n=say.number(many, 0),
        all=say.number(int(known.sum()), 0),
        x=say(x.label),
        y=say(y.label),
    )
    parts = [says, say(first, model=formatting.escape_markdown(recommendation.model_name(0)))]
    if unknown := int((~known).sum()):
        parts.append(say.count(unknown, "pareto.unknown_one", "pareto.unknown"))
    return " ".join(parts)


def _table(
    recommendation: Recommendation, x: Criterion, y: Criterion, shown: Ints, front: Bools, say: Voice
) -> tables.Columns:
    shown = shown[: tables.MOST_ROWS]
    names = _names(say)
    columns: tables.Columns = {
        say("table.rank"): [int(position) + 1 for position in shown],
        say("table.model"): [recommendation.model_name(int(position)) for position in shown],
    }
    for criterion in (x, y):
        measures = _measures(recommendation, criterion)
        column = f"{say(criterion.label)} ({say(criterion.unit)})"
        columns[column] = [_range(_low_likely_high(measures[:, position]), criterion, say) for position in shown]
    columns[say("pareto.standing")] = [names[_standing(int(position), front)] for position in shown]
    return columns


def _range(measure: tuple[float, float, float], criterion: Criterion, say: Voice) -> str:
    low, likely, high = (say.number(value, criterion.digits) for value in measure)
    if low == high:
        return likely
    return say("how.range", likely=likely, low=low, high=high)
