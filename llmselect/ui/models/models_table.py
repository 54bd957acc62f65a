"""The catalog as a table: what people choose by, a line a model, and the whole of it as a file."""

import datetime
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from llmselect.catalog.models import LanguageModel
from llmselect.catalog.standings import Use
from llmselect.estimates.core.columns import Fit
from llmselect.overview.model_table import OnMachine, Panorama
from llmselect.overview.reference_machines import ORDINARY, USUAL
from llmselect.reports.csv_json import csv_of
from llmselect.settings import Workload
from llmselect.text import Voice
from llmselect.ui.core import formatting, model_link, tables
from llmselect.ui.core.phone.phone_rows import PhoneRows
from llmselect.ui.models.filters import Shown
from llmselect.units import GIB, Floats


def draw_models_table(overview: Panorama, here: OnMachine, shown: Shown, say: Voice) -> None:
    """One sentence, the table, the list that opens a model, the file."""
    if not len(shown.rows):
        st.info(say("models.nothing"), icon=":material/filter_alt_off:")
        return
    st.caption(
        say(
            "models.table_says",
            n=say.number(len(shown.rows), 0),
            all=say.number(len(overview), 0),
            use=say(shown.use.label),
        )
    )
    models = tuple(overview.models[row] for row in shown.each)
    picked = tables.draw_table(
        columns(overview, here, shown, say),
        say("models.table_alt"),
        say,
        _looks(say),
        key="models.table",
        on_phone=_on_phone(overview, here, shown, say),
        on_select="rerun",
        selection_mode="single-cell",
    )
    _open(picked, models, say)
    with st.container(horizontal=True, vertical_alignment="bottom", key="models.below"):
        with st.container(width=340):
            model_link.choose(models, "models.open", say)
        st.download_button(
            say("models.csv"),
            partial(as_csv, overview, here, shown),
            on_click="ignore",
            icon=":material/download:",
            file_name=f"llmselect-models-{datetime.date.today().isoformat()}.csv",
            mime="text/csv",
            key="models.csv",
        )


def _on_phone(overview: Panorama, here: OnMachine, shown: Shown, say: Voice) -> PhoneRows:
    """By what people choose, each name leading to the page that holds the rest."""
    rows = shown.each[: tables.MOST_ROWS]
    addresses = [model_link.page_address(overview.models[row]) for row in rows]
    return PhoneRows([" · ".join(_known(overview, here, row, say)) for row in rows], addresses)


def _known(overview: Panorama, here: OnMachine, row: int, say: Voice) -> Iterator[str]:
    """That its quality is estimated, its size, price and month, what holds it, how it fits here: what is known."""
    if not overview.scored[row]:
        yield say("models.estimated")
    if size := formatting.model_size(overview.models[row], say):
        yield size
    if not np.isnan(price := float(overview.input_usd[row])):
        yield say("models.input_short", price=formatting.dollars(price, say))
    if (released := overview.models[row].release_date) is not None:
        yield say.month(released)
    if smallest := formatting.smallest_machine(overview, row, say):
        yield smallest
    if here.fit[row] >= 0:
        yield say("models.fit_here", fit=say(Fit(int(here.fit[row])).label))


def _open(picked: Any, models: Sequence[LanguageModel], say: Voice) -> None:
    """Go to the page of the name that was clicked; what the browser says is checked."""
    for row, column in picked.get("selection", {}).get("cells", ()) if picked else ():
        if column == say("table.model") and isinstance(row, int) and 0 <= row < len(models):
            model_link.go(models[row].id)


def _looks(say: Voice) -> dict[str, Any]:
    number = st.column_config.NumberColumn
    return {
        say("table.model"): st.column_config.TextColumn(width=205, help=say("models.click")),
        say("models.quality"): st.column_config.ProgressColumn(
            min_value=0, max_value=100, format="%.0f", width=110, help=say("models.quality_help")
        ),
        say("models.scored"): st.column_config.TextColumn(help=say("models.scored_help")),
        say("models.size"): number(format="localized", width=85),
        say("models.active"): number(format="localized", width=85),
        say("models.context"): number(format="localized"),
        say("models.downloads"): number(format="compact"),
        say("models.input"): number(format="dollar", help=say("models.price_help")),
        say("models.output"): number(format="dollar", help=say("models.price_help")),
        say("models.smallest"): st.column_config.TextColumn(width=145, help=_smallest_help(say)),
        say("models.released"): st.column_config.DateColumn(format="localized"),
    }


def _smallest_help(say: Voice) -> str:
    return say(
        "models.smallest_help",
        n=len(ORDINARY),
        quantization=USUAL,
        context=say.number(Workload().context_tokens, 0),
    )


def columns(overview: Panorama, here: OnMachine, shown: Shown, say: Voice) -> tables.Columns:
    """Cells of the rows shown; None is unknown."""
    rows = shown.rows
    models = [overview.models[row] for row in shown.each]
    quality = overview.quality(shown.use)
    offers = [overview.offer(row) for row in shown.each]
    providers, licences = overview.catalog.providers, overview.catalog.licences
    return {
        say("table.model"): [model.name for model in models],
        say("models.quality"): [float(round(value)) for value in quality.likely[rows]],
        say("models.range"): [
            f"{low:.0f}–{high:.0f}" for low, high in zip(quality.low[rows], quality.high[rows], strict=True)
        ],
        say("models.scored"): [
            say("models.yes" if is_scored else "models.expected") for is_scored in map(bool, overview.scored[rows])
        ],
        say("models.size"): _numbers(overview.parameters[rows] / 1e9),
        say("models.active"): _numbers([(m.active_parameters or np.nan) / 1e9 for m in models]),
        say("models.smallest"): [formatting.smallest_machine(overview, row, say) for row in shown.each],
        say("models.input"): _numbers(overview.input_usd[rows], 3),
        say("models.output"): _numbers(overview.output_usd[rows], 3),
        say("models.provider"): [providers[offer.provider].name if offer else None for offer in offers],
        say("models.memory"): _numbers(overview.room.total_bytes[rows] / GIB),
        say("models.here"): [say(Fit(f).label) if f >= 0 else None for f in map(int, here.fit[rows])],
        say("models.speed"): _numbers(here.decode.likely[rows]),
        say("models.context"): [model.context_tokens for model in models],
        say("models.licence"): [
            licences[m.licence].name if m.licence in licences else say("card.no_licence") for m in models
        ],
        say("models.released"): [model.release_date for model in models],
        say("models.french"): [formatting.yes_no(model.french, say) for model in models],
        say("models.tools"): [formatting.yes_no(model.tool_use, say) for model in models],
        say("models.reasoning"): [formatting.reasoning(model, say) for model in models],
        say("models.family"): [model.family for model in models],
        say("models.publisher"): [model.publisher for model in models],
        say("models.downloads"): [model.downloads_30d for model in models],
    }


def _numbers(column: Sequence[float] | Floats, digits: int | None = None) -> list[float | None]:
    """Two or three figures; None for NaN."""
    return [
        None if np.isnan(value) else round(float(value), formatting.digits_for(value) if digits is None else digits)
        for value in column
    ]


def as_csv(overview: Panorama, here: OnMachine, shown: Shown) -> bytes:
    """The rows shown with every use, ids and sources; units in the names of the columns, unknown cells empty."""
    rows = [_line(overview, here, row) for row in shown.each]
    return csv_of(rows, list(rows[0]) if rows else ["model"])


def _line(overview: Panorama, here: OnMachine, row: int) -> dict[str, object]:
    model, offer, smallest_of = overview.models[row], overview.offer(row), int(overview.room.smallest[row])
    told: dict[str, object] = {
        "model": model.name,
        "model_id": model.id,
        "hub_repo": model.hub_repo,
        "family": model.family,
        "publisher": model.publisher,
        "parameters": model.total_parameters,
        "active_parameters": model.active_parameters,
        "context_tokens": model.context_tokens,
        "licence": model.licence,
        "released": model.release_date,
        "french": model.french,
        "tool_use": model.tool_use,
        "reasoning": model.reasoning,
        "downloads_30d": model.downloads_30d,
        "offer_id": offer.id if offer else None,
        "input_usd_per_mtok": _plain(overview.input_usd[row]),
        "output_usd_per_mtok": _plain(overview.output_usd[row]),
        "memory_bytes": _plain(overview.room.total_bytes[row]),
        "smallest_machine": ORDINARY[smallest_of].label.en if smallest_of >= 0 else None,
        "fit": Fit(int(here.fit[row])).name.lower() if here.fit[row] >= 0 else None,
        "decode_tokens_per_s": _plain(here.decode.likely[row]),
    }
    for use in Use:
        sides = zip(("low", "likely", "high"), overview.quality(use), strict=True)
        told |= {f"quality_{use}_{side}": round(float(column[row]), 1) for side, column in sides}
    told["publicly_scored"] = bool(overview.scored[row])
    return told | {"source": model.source, "checked": model.checked}


def _plain(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 4)
