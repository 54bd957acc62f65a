"""Where the visitor stops noticing a gain: one field a criterion, empty for the default of the use."""

import streamlit as st
from pydantic import ValidationError

from llmselect.charts.worth_curves import WorthCurve, worth_curves
from llmselect.errors import NotPossible
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.reference_points import (
    Situation,
    ValueScale,
    cost_points,
    privacy_points,
    quality_points,
    speed_points,
    wait_points,
)
from llmselect.settings import GoodEnough, Settings
from llmselect.text import Voice
from llmselect.ui.core import fault_messages, formatting, state, tables
from llmselect.ui.core.figures import draw_figure

KEY = "choose.enough"
LIMITS = {
    "wait_s": (0.01, 3600.0, 1.0),
    "tokens_per_s": (3.1, 10_000.0, 5.0),
    "usd_per_month": (0.01, 1e9, 5.0),
    "privacy_level": (1, 7, 1),
    "quality": (21.0, 99.0, 1.0),
}
"""Least, most and step of each field of GoodEnough."""
WORDS = {
    "wait_s": "enough.wait_s",
    "tokens_per_s": "enough.tokens_per_s",
    "usd_per_month": "enough.usd_per_month",
    "privacy_level": "enough.privacy_level",
    "quality": "enough.quality",
}


def draw_good_enough_points(settings: Settings, say: Voice) -> None:
    """A drawer with a field for each point."""
    drawer = st.popover(say("enough.title"), icon=":material/done_all:", on_change="rerun", key=KEY)
    if drawer.open:
        with drawer:
            st.caption(say("enough.lead"))
            usual = _defaults(settings)
            for field in LIMITS:
                _field(field, usual[field], say)
            _curves(settings, say)


def _curves(settings: Settings, say: Voice) -> None:
    """What each value is worth with the points as they stand: a picture, and its table."""
    try:
        situation = Situation.of(settings.workload, settings.requirements, chosen())
        measured = [
            (measure, criterion.at_good_enough, measure.points(situation))
            for criterion in CRITERIA
            for measure in criterion.measures
        ]
    except NotPossible as fault:
        fault_messages.show_fault(fault, say)
        return
    curves = [
        WorthCurve(
            say(measure.label),
            say(measure.unit),
            measure.scale is ValueScale.LOGARITHMIC,
            tuple(zip(points, (0.0, good, 1.0), strict=True)),
        )
        for measure, good, points in measured
    ]
    st.caption(say("enough.curves"))
    draw_figure(worth_curves(curves, say), key="choose.worth_curves", alt=say("enough.curves_alt"))
    columns: tables.Columns = {
        say("enough.measure"): [f"{curve.name} ({curve.unit})" for curve in curves],
        say("enough.unacceptable"): [curve.points[0][0] for curve in curves],
        say("enough.title"): [curve.points[1][0] for curve in curves],
        say("enough.best"): [curve.points[2][0] for curve in curves],
    }
    tables.draw_table(columns, say("enough.curves_alt"), say, key="choose.worth_table")


def chosen() -> GoodEnough:
    """The fields as they stand; also right inside a fragment. What no field may hold counts as empty."""
    typed = {field: st.session_state.get(state.key("good_enough", field)) for field in LIMITS}
    try:
        return GoodEnough.model_validate(typed)
    except ValidationError:
        return GoodEnough()


def _defaults(settings: Settings) -> dict[str, float]:
    """What is good enough where the visitor says nothing, in the unit of the field."""
    situation = Situation.of(settings.workload, settings.requirements, GoodEnough())
    thousands = settings.workload.requests_per_month / 1000
    return {
        "wait_s": wait_points(situation).good_enough,
        "tokens_per_s": speed_points(situation).good_enough,
        "usd_per_month": cost_points(situation).good_enough * thousands,
        "privacy_level": privacy_points(situation).good_enough,
        "quality": quality_points(situation).good_enough,
    }


def _field(field: str, usual: float, say: Voice) -> None:
    least, most, step = LIMITS[field]
    whole = usual == round(usual)
    st.number_input(
        say(WORDS[field]),
        least,
        most,
        value=None,
        step=step,
        format="%d" if field == "privacy_level" else "%g",
        key=state.key("good_enough", field),
        persist_state="session",
        placeholder=say.number(usual, 0 if whole else formatting.digits_for(usual)),
    )
