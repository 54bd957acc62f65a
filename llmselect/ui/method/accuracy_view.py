"""Predicted against published: the questions, one sentence, the picture and its table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import streamlit as st

from llmselect.charts.accuracy import AccuracyPoint, Cloud, Titles, accuracy
from llmselect.charts.figure import Figure
from llmselect.command.accuracy import points_csv
from llmselect.estimates.accuracy.points import PHASES, ModelKind, SpeedPoint, View
from llmselect.estimates.accuracy.speed_accuracy import BAND, FEW_ROWS, Errors, errors
from llmselect.estimates.core.chip_families import CLASS_OF
from llmselect.machine.machine import ChipClass
from llmselect.text import Voice
from llmselect.ui.core import figures as pictures
from llmselect.ui.core import tables
from llmselect.ui.method import accuracy_groups, method_labels
from llmselect.ui.store.cached import Judged

EVERY = "all"
SAYS = {
    View.WITHOUT_DEVICE: "method.says_device",
    View.WITHOUT_MODEL: "method.says_model",
    View.WITHOUT_SOURCE: "method.says_source",
    View.FITTED: "method.says_fitted",
}


@dataclass(frozen=True, slots=True)
class Order:
    """A way to sort the table: its words, and what is least for the first line."""

    words: str
    key: Callable[[SpeedPoint, View], tuple[float | str, ...]]


ORDERS = {
    "worst": Order("method.order_worst", lambda point, view: (-abs(point.error(view)),)),
    "best": Order("method.order_best", lambda point, view: (abs(point.error(view)),)),
    "device": Order("method.order_device", lambda point, view: (point.device, point.model)),
    "model": Order("method.order_model", lambda point, view: (point.model, point.device)),
    "newest": Order("method.order_newest", lambda point, view: tuple(-float(part) for part in point.date.split("-"))),
}


class Choice(NamedTuple):
    """What the visitor looks at."""

    phase: str
    view: View
    chips: str
    """A class or a family of chips, or all."""
    kind: str

    def holds(self, point: SpeedPoint) -> bool:
        chips = (EVERY, point.family, CLASS_OF[point.family])
        return point.phase == self.phase and self.chips in chips and self.kind in (EVERY, point.kind)


@st.fragment
def draw_accuracy(judged: Judged, say: Voice) -> None:
    """All that the choices move."""
    st.header(say("method.accuracy"), anchor="accuracy")
    choice = _ask(judged.points, say)
    chosen = [point for point in judged.points if choice.holds(point)]
    choices = errors(chosen, choice.view)
    if choices is None:
        st.info(say("method.none"), icon=":material/filter_alt_off:")
    else:
        st.markdown(_sentence(chosen, choices, choice, say))
        pictures.draw_figure(
            _figure(chosen, choice, say), "method.chart", say("method.chart_alt", share=say.percent(BAND))
        )
        _table(chosen, choice, say)
    accuracy_groups.draw_accuracy_groups(judged.speed, choice.phase, say)


def _ask(points: Sequence[SpeedPoint], say: Voice) -> Choice:
    with st.container(horizontal=True, vertical_alignment="bottom", key="method.choices"):
        phase = st.segmented_control(
            say("method.phase"),
            PHASES,
            default=PHASES[0],
            required=True,
            key="method.phase",
            format_func=lambda name: say(method_labels.PHASES[name]),
            persist_state="session",
        )
        view = st.segmented_control(
            say("method.view"),
            list(View),
            default=View.WITHOUT_DEVICE,
            required=True,
            key="method.view",
            format_func=lambda name: say(name.label),
            persist_state="session",
            help=say("method.view_help"),
            wrap=True,
        )
        chips = st.selectbox(
            say("method.chips"),
            _chips(points),
            key="method.chips",
            width=260,
            persist_state="session",
            format_func=lambda name: say("method.every") if name == EVERY else _named(name, say),
        )
        kind = st.selectbox(
            say("method.kind"),
            [EVERY, *ModelKind],
            key="method.kind",
            width=260,
            persist_state="session",
            format_func=lambda name: say("method.every") if name == EVERY else say(ModelKind(name).label),
        )
    return Choice(phase or PHASES[0], view or View.WITHOUT_DEVICE, chips or EVERY, kind or EVERY)


def _chips(points: Sequence[SpeedPoint]) -> list[str]:
    """Each class that somebody measured, followed by its families."""
    measured = {point.family for point in points}
    choices = [EVERY]
    for chip_class in ChipClass:
        families = [family for family, of in CLASS_OF.items() if of is chip_class and family in measured]
        choices += [str(chip_class), *families] if families else []
    return choices


def _named(name: str, say: Voice) -> str:
    if name in method_labels.FAMILIES:
        return f"– {method_labels.family(name, say)}"
    return say(ChipClass(name).label)


def _sentence(chosen: Sequence[SpeedPoint], errors: Errors, choice: Choice, say: Voice) -> str:
    figures = {
        "rows": say.number(errors.rows, 0),
        "devices": say.number(len({point.device for point in chosen}), 0),
        "median": say.percent(errors.median),
        "p90": say.percent(errors.p90),
        "band": say.percent(errors.in_band),
        "inside": say.percent(errors.inside_range),
    }
    if errors.rows < FEW_ROWS:
        return say("method.says_few", **figures)
    return f"{say(SAYS[choice.view])} {say('method.says', **figures)}"


def _figure(chosen: Sequence[SpeedPoint], choice: Choice, say: Voice) -> Figure:
    clouds = [
        Cloud(
            say(chip_class.label),
            tuple(_dot(point, choice.view) for point in chosen if CLASS_OF[point.family] is chip_class),
        )
        for chip_class in ChipClass
    ]
    titles = Titles(
        say("method.measured"),
        say("method.predicted"),
        say("method.exact"),
        say("method.band", share=say.percent(BAND)),
    )
    return accuracy(clouds, titles, BAND, say)


def _dot(point: SpeedPoint, view: View) -> AccuracyPoint:
    words = f"{point.device}<br>{point.model} · {point.quantization} · {point.engine}"
    return AccuracyPoint(words, point.measured, point.speed(view))


def _table(chosen: Sequence[SpeedPoint], choice: Choice, say: Voice) -> None:
    """The points behind the picture, 25 at most; the file holds them all."""
    with st.expander(say("method.points"), icon=":material/table:", key="method.points"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            order = st.selectbox(
                say("method.order"),
                list(ORDERS),
                key="method.order",
                width=220,
                persist_state="session",
                format_func=lambda name: say(ORDERS[name].words),
            )
            st.download_button(
                say("method.download", rows=say.number(len(chosen), 0)),
                partial(points_csv, chosen),
                file_name=f"llmselect-{choice.phase}.csv",
                mime="text/csv",
                key="method.csv",
                on_click="ignore",
                icon=":material/download:",
            )
        key = ORDERS[order or "worst"].key
        ordered = sorted(chosen, key=lambda point: key(point, choice.view))
        shown = ordered[: tables.MOST_ROWS]
        st.caption(say("method.points_say", shown=say.number(len(shown), 0), rows=say.number(len(chosen), 0)))
        columns, config = _columns(shown, choice.view, say)
        tables.draw_table(columns, say("method.points"), say, config, key="method.points_table")


def _columns(points: Sequence[SpeedPoint], view: View, say: Voice) -> tuple[tables.Columns, dict[str, object]]:
    off, source = say("method.off"), say("method.source")
    columns: tables.Columns = {
        say("method.device"): [point.device for point in points],
        say("method.model"): [point.model for point in points],
        say("bars.quantization"): [point.quantization for point in points],
        say("method.published"): [float(f"{point.measured:.4g}") for point in points],
        say("method.estimated"): [float(f"{point.speed(view):.4g}") for point in points],
        off: [100 * point.error(view) for point in points],
        say("method.low"): [float(f"{point.range(view)[0]:.3g}") for point in points],
        say("method.high"): [float(f"{point.range(view)[1]:.3g}") for point in points],
        say("method.held"): [point.inside(view) for point in points],
        say("method.engine"): [point.engine for point in points],
        source: [point.source.split()[0] for point in points],
        say("method.day"): [point.date for point in points],
    }
    return columns, {
        off: st.column_config.NumberColumn(format="%+.0f %%"),
        source: st.column_config.LinkColumn(display_text=r"https?://(?:www\.)?([^/]+)"),
    }
