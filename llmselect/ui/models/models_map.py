"""The catalog as a map: quality against price, size, speed or day of release, with its table."""

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import streamlit as st

from llmselect.charts.map import SYMBOLS, AxisType, FamilySpots, Spot, catalog_map
from llmselect.estimates.core.columns import Range
from llmselect.overview.model_table import OnMachine, Panorama
from llmselect.text import Text, Voice
from llmselect.ui.core import figures, formatting, model_link, tables
from llmselect.ui.models.filters import Shown, use_in_words
from llmselect.units import Bools, Floats, Ints

Column = Callable[[Panorama, OnMachine], Range]


class Across(NamedTuple):
    """What can stand across: its words, its column, and whether more of it is better."""

    label: Text
    axis: Text
    column: Column
    more_is_better: bool
    kind: AxisType = AxisType.LOGARITHMIC
    dollars: bool = False


def _exact(column: Floats) -> Range:
    return Range(column, column, column)


def _price(overview: Panorama, _: OnMachine) -> Range:
    return _exact(overview.blended_usd)


def _size(overview: Panorama, _: OnMachine) -> Range:
    return _exact(overview.parameters / 1e9)


def _speed(_: Panorama, here: OnMachine) -> Range:
    return here.decode


def _released(overview: Panorama, _: OnMachine) -> Range:
    return _exact(overview.released_days)


ACROSS = {
    "price": Across(
        Text("Price", "Prix"),
        Text(
            "USD per million tokens<br>(3 in for 1 out)",
            "USD par million de jetons<br>(3 en entrée pour 1 en sortie)",
        ),
        _price,
        more_is_better=False,
        dollars=True,
    ),
    "size": Across(
        Text("Size", "Taille"),
        Text("Parameters, billions", "Paramètres, en milliards"),
        _size,
        more_is_better=False,
    ),
    "speed": Across(
        Text("Speed on my machine", "Vitesse sur ma machine"),
        Text("Tokens per second on my machine, at Q4_K_M", "Jetons par seconde sur ma machine, en Q4_K_M"),
        _speed,
        more_is_better=True,
    ),
    "released": Across(
        Text("Release date", "Date de sortie"),
        Text("Release date", "Date de sortie"),
        _released,
        more_is_better=False,
        kind=AxisType.DATE,
    ),
}


def draw_models_map(overview: Panorama, here: OnMachine, shown: Shown, say: Voice) -> None:
    """The choice of the axis, one sentence, the picture, the list beside it, the table."""
    name = st.segmented_control(
        say("models.across"),
        list(ACROSS),
        format_func=lambda each: say(ACROSS[each].label),
        required=True,
        default="price",
        key="models.across",
        persist_state="session",
    )
    across = ACROSS[name or "price"]
    measures = across.column(overview, here)
    rows = shown.rows[np.isfinite(measures.likely[shown.rows]) & (measures.likely[shown.rows] > 0)]
    if not len(rows):
        st.info(say("models.nothing_drawn"), icon=":material/filter_alt_off:")
        return
    front = _front(
        measures.likely[rows], overview.quality(shown.use).likely[rows], overview.scored[rows], across.more_is_better
    )
    st.markdown(_sentence(overview, across, measures, shown, rows, front, say))
    groups = _groups(overview, across, measures, shown, rows, front, say)
    up = say("models.up", use=say(shown.use.label))
    alt = say("models.map_alt", across=say(across.label))
    figure = catalog_map(say(across.axis), across.kind, up, say("models.pareto"), groups, say)
    for picked in figures.picked(figure, f"models.map.{name}", alt)[:1]:
        if picked in overview.position:
            model_link.go(picked)
    st.caption(say("models.map_click"))
    model_link.choose(tuple(overview.models[int(row)] for row in rows), "models.open", say)
    with st.expander(say("models.map_table"), icon=":material/table:", key="models.map_table"):
        tables.draw_table(_table(overview, across, measures, shown, rows, front, say), alt, say, key="models.map_drawn")


def _front(across: Floats, quality: Floats, scored: Bools, more_is_better: bool) -> Bools:
    """Those that nobody beats on both sides; where nobody has a public score, nobody stands there."""
    front = np.zeros(len(across), np.bool_)
    among = np.flatnonzero(scored)
    worth = across if more_is_better else -across
    order = among[np.lexsort((-quality[among], -worth[among]))]
    if len(order):
        best = np.maximum.accumulate(quality[order])
        front[order[np.concatenate([[True], quality[order][1:] > best[:-1]])]] = True
    return front


def _said(value: float, across: Across, say: Voice) -> str:
    if across.kind is AxisType.DATE:
        return str(np.datetime64(int(value), "D"))
    if across.dollars:
        return formatting.dollars(value, say)
    return say.number(value, formatting.digits_for(value))


def _sentence(
    overview: Panorama, across: Across, measures: Range, shown: Shown, rows: Ints, front: Bools, say: Voice
) -> str:
    """How many are drawn and not beaten, and the two ends of their line."""
    quality = overview.quality(shown.use).likely
    leaders = rows[front]
    leaders = leaders[np.argsort(measures.likely[leaders])]

    if not len(leaders):
        return say("models.map_says_none", n=say.number(len(rows), 0))

    def end(row: int) -> str:
        return say(
            "models.end",
            model=formatting.escape_markdown(overview.models[row].name),
            quality=say.number(quality[row], 0),
            across=_said(measures.likely[row], across, say),
        )

    return say(
        "models.map_says" if len(leaders) > 1 else "models.map_says_one",
        n=say.number(len(rows), 0),
        front=say.number(len(leaders), 0),
        across=say(across.label).lower(),
        use=use_in_words(shown.use, say),
        first=end(int(leaders[0])),
        last=end(int(leaders[-1])),
    )


def _groups(
    overview: Panorama, across: Across, measures: Range, shown: Shown, rows: Ints, front: Bools, say: Voice
) -> list[FamilySpots]:
    """The largest lineages by name, all others in one."""
    count = Counter(overview.lineages[int(row)].id for row in rows)
    largest = [name for name, _ in count.most_common(len(SYMBOLS))]
    spots: dict[str, list[Spot]] = {name: [] for name in ["", *largest]}
    quality = overview.quality(shown.use)
    for row, unbeaten in zip(map(int, rows), map(bool, front), strict=True):
        lineage = overview.lineages[row].id
        name = overview.models[row].name
        name = name if overview.scored[row] else say("models.expected_mark", model=name)
        spot = Spot(overview.models[row].id, name, _at(measures, row, across), quality.row(row), unbeaten)
        spots[lineage if lineage in spots else ""].append(spot)
    names = {lineage.id: lineage.name for lineage in overview.lineages}
    others = FamilySpots(say("models.others"), spots.pop(""), others=True)
    return [*([others] if others.spots else []), *(FamilySpots(names[name], each) for name, each in spots.items())]


def _at(measures: Range, row: int, across: Across) -> tuple[float, float, float] | tuple[str, str, str]:
    if across.kind is AxisType.DATE:
        day = str(np.datetime64(int(measures.likely[row]), "D"))
        return day, day, day
    return measures.row(row)


def _table(
    overview: Panorama, across: Across, measures: Range, shown: Shown, rows: Ints, front: Bools, say: Voice
) -> tables.Columns:
    """The unbeaten first, then the best."""
    order = np.concatenate([rows[front], rows[~front]])[: tables.MOST_ROWS]
    unbeaten = set(map(int, rows[front]))
    quality = overview.quality(shown.use)
    return {
        say("table.model"): [overview.models[int(row)].name for row in order],
        say("models.quality"): [
            say(
                "how.range",
                likely=f"{quality.likely[row]:.0f}",
                low=f"{quality.low[row]:.0f}",
                high=f"{quality.high[row]:.0f}",
            )
            for row in order
        ],
        say(across.axis): [_said(float(measures.likely[row]), across, say) for row in order],
        say("models.pareto"): [say("models.yes" if int(row) in unbeaten else "models.no") for row in order],
    }
